package io.bellhop.container.descriptor;

/**
 * A login-config element.
 *
 * @param authMethod such as DIGEST, in upper case
 * @param realmName null if it states none
 * @param identityAssertion the identity-assertion-scheme, such as P-Asserted-Identity; null if it states none
 * @param identityAssertionRequired whether identity-assertion-support is REQUIRED rather than SUPPORTED
 */
public record LoginConfig(
        String authMethod, String realmName, String identityAssertion, boolean identityAssertionRequired) {}
