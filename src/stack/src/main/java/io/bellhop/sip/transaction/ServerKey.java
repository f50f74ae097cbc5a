package io.bellhop.sip.transaction;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.Via;

/**
 * How a request finds its server transaction (RFC 3261 17.2.3): by branch and sent-by of the topmost Via. The key is
 * those bytes alone, so that no message stays alive for it; the method is compared beside it. Looking up makes no
 * object.
 */
final class ServerKey {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private ServerKey() {}

    /** Whether the client follows RFC 3261; if not, {@link LegacyKey} has the rules. */
    static boolean isModern(Via via) {
        return via.branch() != null && via.hasCookie();
    }

    /** A hash that only who knows the seed can make collide. */
    static int hash(Via via, long seed) {
        Slice branch = via.branch();
        long hash = mix(branch.array(), branch.start(), branch.end(), seed);
        Slice host = via.host();
        for (int i = host.start(); i < host.end(); i++) {
            hash = (hash ^ lower(host.array()[i])) * SPREAD;
        }
        hash = (hash ^ port(via)) * SPREAD;
        return (int) (hash >>> 32);
    }

    static long mix(byte[] bytes, int start, int end, long seed) {
        long hash = seed;
        for (int i = start; i < end; i++) {
            hash = (hash ^ bytes[i] & 0xff) * SPREAD;
            hash ^= hash >>> 29;
        }
        return hash;
    }

    /** The key to keep: branch, a zero, the host in lower case, the port. */
    static byte[] of(Via via) {
        Slice branch = via.branch();
        Slice host = via.host();
        byte[] key = new byte[branch.length() + host.length() + 3];
        System.arraycopy(branch.array(), branch.start(), key, 0, branch.length());
        int at = branch.length() + 1;
        for (int i = host.start(); i < host.end(); i++) {
            key[at++] = (byte) lower(host.array()[i]);
        }
        key[at++] = (byte) (port(via) >>> 8);
        key[at] = (byte) port(via);
        return key;
    }

    /**
     * "1. the branch parameter in the request is equal to the one in the top Via header field of the request that
     * created the transaction, and 2. the sent-by value in the top Via of the request is equal to the one in the
     * request that created the transaction".
     */
    static boolean matches(byte[] key, Via via) {
        Slice branch = via.branch();
        Slice host = via.host();
        int split = branch.length();
        if (key.length != split + host.length() + 3 || key[split] != 0 || !branch.equals(key, 0, split)) {
            return false;
        }
        int at = split + 1;
        for (int i = host.start(); i < host.end(); i++) {
            if (key[at++] != lower(host.array()[i])) {
                return false;
            }
        }
        return key[at] == (byte) (port(via) >>> 8) && key[at + 1] == (byte) port(via);
    }

    /** 0 where none is written: "host" and "host:5060" differ as they do in the branch's own client. */
    private static int port(Via via) {
        return Math.max(0, via.port());
    }

    private static int lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
    }
}
