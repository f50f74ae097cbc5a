package io.bellhop.container.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * What a caller has proved, for a realm to check (RFC 7616, 3.4.1). The nonce is known to be one of ours and fresh.
 *
 * @param credentials what the caller sent; its algorithm is one that was offered
 * @param method the method of the request
 */
public record DigestResponse(DigestCredentials credentials, String method) {
    /** The user name to look up. */
    public String username() {
        return credentials.username();
    }

    /** The realm that the user name is one of. */
    public String realm() {
        return credentials.realm();
    }

    /** The hash function of everything here. */
    public DigestAlgorithm algorithm() {
        return credentials.algorithm();
    }

    /** H(A2), which {@code org.apache.catalina.Realm.authenticate} calls digestA2: that of "method:uri". */
    public String a2Hash() {
        return algorithm().hash(method + ":" + credentials.uri());
    }

    /** What the caller should have sent if H(A1) is this. Without qop as in RFC 2069. */
    public String expected(String ha1) {
        String middle = credentials.qop() == null ? credentials.nonce()
                : credentials.nonce() + ":" + credentials.nc() + ":" + credentials.cnonce() + ":" + credentials.qop();
        return algorithm().hash(ha1 + ":" + middle + ":" + a2Hash());
    }

    /**
     * Whether the caller knows the password whose H(A1) this is; takes the same time whatever the answer.
     *
     * @param ha1 lower-case hexadecimal digits, see {@link DigestAlgorithm#ha1}
     */
    public boolean matches(String ha1) {
        return MessageDigest.isEqual(expected(ha1).getBytes(StandardCharsets.US_ASCII),
                credentials.response().getBytes(StandardCharsets.US_ASCII));
    }
}
