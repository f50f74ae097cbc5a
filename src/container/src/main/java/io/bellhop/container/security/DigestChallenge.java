package io.bellhop.container.security;

import java.util.Map;

/**
 * A challenge of the Digest scheme (RFC 7616, 3.3), as a WWW-Authenticate or Proxy-Authenticate header has it.
 *
 * @param realm unescaped
 * @param nonce as the server made it
 * @param opaque what goes back to it, or null
 * @param algorithm null for one that is not known here
 * @param qop "auth" where the server offers it, "auth-int" where it offers nothing else, null where it says nothing
 */
public record DigestChallenge(String realm, String nonce, String opaque, DigestAlgorithm algorithm, String qop) {
    /**
     * Reads a header value. Any thread.
     *
     * @return null if it is of another scheme than Digest, or malformed, or has no realm or nonce
     */
    public static DigestChallenge parse(String header) {
        int end = CredentialsScanner.endOfScheme(header);
        if (end < 0) {
            return null;
        }
        try {
            Map<String, String> params = new CredentialsScanner(header, end).params();
            String realm = params.get("realm");
            String nonce = params.get("nonce");
            return realm == null || nonce == null ? null : new DigestChallenge(realm, nonce, params.get("opaque"),
                    DigestAlgorithm.named(params.get("algorithm")), qop(params.get("qop")));
        } catch (MalformedCredentialsException e) {
            return null;
        }
    }

    private static String qop(String offered) {
        if (offered == null || offered.isBlank()) {
            return null;
        }
        String chosen = null;
        for (String each : offered.split(",")) {
            String name = each.strip();
            if (name.equalsIgnoreCase("auth")) {
                return "auth";
            }
            if (name.equalsIgnoreCase("auth-int")) {
                chosen = "auth-int";
            }
        }
        return chosen == null ? "" : chosen;
    }

    /** Whether it can be answered here. */
    public boolean isAnswerable() {
        return algorithm != null && (qop == null || !qop.isEmpty());
    }
}
