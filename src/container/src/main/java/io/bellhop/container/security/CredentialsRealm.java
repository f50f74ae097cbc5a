package io.bellhop.container.security;

/** Which realm credentials are for. */
public final class CredentialsRealm {
    private CredentialsRealm() {}

    /** The realm of an Authorization or Proxy-Authorization header; null if it is none that can be read. Any thread. */
    public static String of(String header) {
        try {
            DigestCredentials read = DigestCredentials.parse(header);
            return read == null ? null : read.realm();
        } catch (MalformedCredentialsException e) {
            return null;
        }
    }
}
