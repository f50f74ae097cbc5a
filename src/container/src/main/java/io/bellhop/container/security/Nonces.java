package io.bellhop.container.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Nonces that carry their own proof, so that none has to be remembered until it is used: when it was made, its serial
 * number, and a MAC over both and the realm (RFC 7616, 5.4). Any thread may call.
 */
final class Nonces {
    /** What is not a nonce of ours, or too old. */
    static final long INVALID = -1;

    private static final int PLAIN = 16;
    private static final int MAC = 16;
    private static final int TEXT = 43;

    private final Mac keyed;
    private final long lifetimeMillis;
    private final AtomicLong serials = new AtomicLong();

    Nonces(RandomGenerator random, long lifetimeMillis) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        this.lifetimeMillis = lifetimeMillis;
        try {
            keyed = Mac.getInstance("HmacSHA256");
            keyed.init(new SecretKeySpec(secret, "HmacSHA256"));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("This Java has no HmacSHA256", e);
        }
    }

    String issue(String realm, long nowMillis) {
        ByteBuffer nonce = ByteBuffer.allocate(PLAIN + MAC);
        nonce.putLong(nowMillis).putLong(serials.getAndIncrement());
        nonce.put(mac(nonce.array(), realm), 0, MAC);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce.array());
    }

    /** The serial number of a nonce that is ours, for this realm, and not too old; else {@link #INVALID}. */
    long serialOf(String nonce, String realm, long nowMillis) {
        byte[] bytes = decode(nonce);
        if (bytes == null) {
            return INVALID;
        }
        byte[] sent = new byte[MAC];
        System.arraycopy(bytes, PLAIN, sent, 0, MAC);
        byte[] made = new byte[MAC];
        System.arraycopy(mac(bytes, realm), 0, made, 0, MAC);
        ByteBuffer plain = ByteBuffer.wrap(bytes);
        long age = nowMillis - plain.getLong();
        boolean ours = MessageDigest.isEqual(sent, made);
        return ours && age >= 0 && age <= lifetimeMillis ? plain.getLong() : INVALID;
    }

    private static byte[] decode(String nonce) {
        if (nonce.length() != TEXT) {
            return null;
        }
        try {
            return Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private byte[] mac(byte[] nonce, String realm) {
        try {
            Mac mac = (Mac) keyed.clone();
            mac.update(nonce, 0, PLAIN);
            return mac.doFinal(realm.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("HmacSHA256 of this Java can't be cloned", e);
        }
    }
}
