package io.bellhop.sip.transport.io;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * Randomness that nobody can guess (tags and branches need it: RFC 3261 19.3), fetched in blocks because the system's
 * own source costs a call and a lock each time. One thread.
 */
public final class BufferedSecureRandom implements RandomGenerator {
    private static final int BLOCK = 4096;

    private final SecureRandom source = new SecureRandom();
    private final byte[] block = new byte[BLOCK];
    private final ByteBuffer values = ByteBuffer.wrap(block).position(BLOCK);

    @Override
    public long nextLong() {
        if (values.remaining() < Long.BYTES) {
            source.nextBytes(block);
            values.clear();
        }
        return values.getLong();
    }
}
