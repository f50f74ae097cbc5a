package io.bellhop.container.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash functions of digest authentication (RFC 8760, 2.2), the strongest first. */
public enum DigestAlgorithm {
    SHA_512_256("SHA-512-256", "SHA-512/256", 64),
    SHA_256("SHA-256", "SHA-256", 64),
    MD5("MD5", "MD5", 32);

    private final String token;
    private final String javaName;
    private final int hexLength;

    DigestAlgorithm(String token, String javaName, int hexLength) {
        this.token = token;
        this.javaName = javaName;
        this.hexLength = hexLength;
    }

    /** As it is written in the algorithm parameter of a header. */
    public String token() {
        return token;
    }

    /** As {@link MessageDigest} knows it, and as {@code org.apache.catalina.Realm} wants it. */
    public String javaName() {
        return javaName;
    }

    /** The length of a hash in hexadecimal digits. */
    public int hexLength() {
        return hexLength;
    }

    /** The one of this name, case ignored; MD5 for null (RFC 7616, 3.3); null for one that is not known here. */
    public static DigestAlgorithm named(String token) {
        if (token == null) {
            return MD5;
        }
        for (DigestAlgorithm algorithm : values()) {
            if (algorithm.token.equalsIgnoreCase(token)) {
                return algorithm;
            }
        }
        return null;
    }

    /** The hash of the UTF-8 bytes of the text, in lower-case hexadecimal digits. Any thread may call. */
    public String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance(javaName);
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no " + javaName, e);
        }
    }

    /** H(A1), the hash that is stored instead of a password (RFC 7616, 3.4.2). */
    public String ha1(String username, String realm, String password) {
        return hash(username + ":" + realm + ":" + password);
    }
}
