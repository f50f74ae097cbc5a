package io.bellhop.server.location;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes numbers and texts into a byte array that grows and is used again. For one thread at a time. */
final class RecordWriter {

    private byte[] bytes = new byte[512];
    private int length;

    RecordWriter clear() {
        length = 0;
        return this;
    }

    /** Writes a number that is not negative, seven bits a byte, the lowest first. */
    void number(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("negative: " + value);
        }
        room(10);
        long rest = value;
        while (rest > 0x7f) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    /** Writes a text as its length in bytes and its UTF-8. */
    void text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
    }

    /** @return the array written into, valid up to {@link #length()} until the next call of any method */
    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
