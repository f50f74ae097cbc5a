package io.bellhop.sip.message;

/**
 * The name of a header field (RFC 3261 7.3.1): one of those we know, or any other token. Known names are compared with
 * {@code ==}; names are the same whatever the case of their letters, and in their compact form.
 */
public sealed interface HeaderName permits StandardHeader, ExtensionHeader {
    /** The long form in its usual spelling. */
    String text();

    /** Whether several values may stand in one field, separated by commas. */
    boolean isList();

    /**
     * The header of that name in long or compact form, of any case.
     *
     * @throws IllegalArgumentException if it is no token
     */
    static HeaderName of(String name) {
        StandardHeader known = StandardHeader.find(name);
        return known != null ? known : new ExtensionHeader(name);
    }
}
