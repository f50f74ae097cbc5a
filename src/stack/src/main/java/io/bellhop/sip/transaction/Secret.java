package io.bellhop.sip.transaction;

import java.util.random.RandomGenerator;

/**
 * A keyed hash (SipHash-2-4 of eight bytes) that a stranger can't foretell: check values of branches, tags. Immutable;
 * any thread may use it.
 */
final class Secret {
    private final long k0;
    private final long k1;

    /** @param random unpredictable, where strangers are */
    Secret(RandomGenerator random) {
        this(random.nextLong(), random.nextLong());
    }

    Secret(long k0, long k1) {
        this.k0 = k0;
        this.k1 = k1;
    }

    /** The hash of that word (its eight bytes, the lowest first). */
    long hash(long word) {
        long v0 = k0 ^ 0x736f6d6570736575L;
        long v1 = k1 ^ 0x646f72616e646f6dL;
        long v2 = k0 ^ 0x6c7967656e657261L;
        long v3 = k1 ^ 0x7465646279746573L;
        long last = 8L << 56;
        for (int round = 0; round < 8; round++) {
            if (round == 0) {
                v3 ^= word;
            } else if (round == 2) {
                v0 ^= word;
                v3 ^= last;
            } else if (round == 4) {
                v0 ^= last;
                v2 ^= 0xff;
            }
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }
}
