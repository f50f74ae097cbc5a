/**
 * Digest authentication of callers (RFC 3261, 22; RFC 7616; RFC 8760) as pure decisions: no I/O, no clock, no servlets.
 * {@link io.bellhop.container.security.DigestAuthenticator} decides, a {@link
 * io.bellhop.container.security.SubscriberRealm} knows the passwords.
 */
package io.bellhop.container.security;
