package io.bellhop.container.security;

import java.util.Locale;
import java.util.Map;

/**
 * An Authorization or Proxy-Authorization header of the Digest scheme (RFC 3261, 25.1; RFC 7616, 3.4).
 *
 * @param username unescaped
 * @param realm unescaped
 * @param nonce as the server made it
 * @param uri the digest-uri, as written; RFC 3261, 22.4, 6: it need not be the Request-URI
 * @param response lower-case hexadecimal digits
 * @param algorithm null for one that is not known here
 * @param qop null if there is none, as with RFC 2069 clients; else in lower case
 * @param cnonce null without qop
 * @param nc the nonce count as written, eight hexadecimal digits; null without qop
 */
public record DigestCredentials(String username, String realm, String nonce, String uri, String response,
        DigestAlgorithm algorithm, String qop, String cnonce, String nc) {
    /**
     * Reads a header value. Any thread may call.
     *
     * @return null if it is of another scheme than Digest
     * @throws MalformedCredentialsException if it is of the Digest scheme and malformed
     */
    public static DigestCredentials parse(String header) throws MalformedCredentialsException {
        int end = CredentialsScanner.endOfScheme(header);
        if (end < 0) {
            return null;
        }
        Map<String, String> params = new CredentialsScanner(header, end).params();
        DigestAlgorithm algorithm = DigestAlgorithm.named(params.get("algorithm"));
        String qop = lowerCase(params.get("qop"));
        String response = lowerCase(required(params, "response"));
        if (algorithm != null && !isHex(response, algorithm.hexLength())) {
            throw new MalformedCredentialsException("Bad response in credentials");
        }
        return new DigestCredentials(required(params, "username"), required(params, "realm"),
                required(params, "nonce"), required(params, "uri"), response, algorithm, qop,
                qop == null ? null : required(params, "cnonce"), qop == null ? null : nonceCount(params));
    }

    private static String required(Map<String, String> params, String name) throws MalformedCredentialsException {
        String value = params.get(name);
        if (value == null) {
            throw new MalformedCredentialsException("No " + name + " in credentials");
        }
        return value;
    }

    private static String nonceCount(Map<String, String> params) throws MalformedCredentialsException {
        String nc = required(params, "nc");
        if (!isHex(lowerCase(nc), 8)) {
            throw new MalformedCredentialsException("Bad nc in credentials");
        }
        return nc;
    }

    private static String lowerCase(String s) {
        return s == null ? null : s.toLowerCase(Locale.ROOT);
    }

    private static boolean isHex(String s, int length) {
        for (int i = 0; i < s.length(); i++) {
            if (Character.digit(s.charAt(i), 16) < 0 || s.charAt(i) > 'f') {
                return false;
            }
        }
        return s.length() == length;
    }

    /** The nonce count as a number, at least one; one without qop, so that such a nonce is good for one request. */
    int count() {
        return nc == null ? 1 : Integer.parseUnsignedInt(nc, 16);
    }
}
