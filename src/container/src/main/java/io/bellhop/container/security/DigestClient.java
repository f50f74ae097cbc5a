package io.bellhop.container.security;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Answers challenges (RFC 7616, 3.4; RFC 3261, 22.3) and counts how often each nonce was used. Any thread.
 */
public final class DigestClient {
    private static final int REMEMBERED = 10_000;

    private final Map<String, Integer> uses = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > REMEMBERED;
        }
    };

    private synchronized int use(DigestChallenge challenge) {
        return uses.merge(challenge.nonce() + ' ' + challenge.realm(), 1, Integer::sum);
    }

    /**
     * The value of an Authorization or Proxy-Authorization header.
     *
     * @param challenge one that {@link DigestChallenge#isAnswerable()}
     * @param uri the Request-URI
     * @param body the body, for "auth-int"; empty where there is none
     * @param cnonce a value that nobody can guess, of letters and digits
     */
    public String answer(DigestChallenge challenge, String username, String password, String method, String uri,
            byte[] body, String cnonce) {
        DigestAlgorithm algorithm = challenge.algorithm();
        String ha1 = algorithm.ha1(username, challenge.realm(), password);
        String qop = challenge.qop();
        String count = qop == null ? null : HexFormat.of().toHexDigits(use(challenge));
        boolean whole = "auth-int".equals(qop);
        String response = whole
                ? algorithm.hash(ha1 + ":" + challenge.nonce() + ":" + count + ":" + cnonce + ":" + qop + ":"
                        + algorithm.hash(method + ":" + uri + ":" + hash(algorithm, body)))
                : new DigestResponse(new DigestCredentials(username, challenge.realm(), challenge.nonce(), uri, "",
                        algorithm, qop, qop == null ? null : cnonce, count), method).expected(ha1);
        StringBuilder out = new StringBuilder(256).append("Digest ");
        quoted(out, "username", username).append(", ");
        quoted(out, "realm", challenge.realm()).append(", ");
        quoted(out, "nonce", challenge.nonce()).append(", ");
        quoted(out, "uri", uri).append(", ");
        quoted(out, "response", response).append(", algorithm=").append(algorithm.token());
        if (challenge.opaque() != null) {
            quoted(out.append(", "), "opaque", challenge.opaque());
        }
        if (qop != null) {
            quoted(out.append(", qop=").append(qop).append(", "), "cnonce", cnonce).append(", nc=").append(count);
        }
        return out.toString();
    }

    private static String hash(DigestAlgorithm algorithm, byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm.javaName()).digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no " + algorithm.javaName(), e);
        }
    }

    private static StringBuilder quoted(StringBuilder out, String name, String value) {
        out.append(name).append("=\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            out.append(c == '"' || c == '\\' ? "\\" : "").append(c);
        }
        return out.append('"');
    }
}
