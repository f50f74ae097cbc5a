package io.bellhop.server.location;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads what a {@link RecordWriter} wrote; bytes that nobody wrote so are an IOException, never another one. */
final class RecordReader {

    private final byte[] bytes;
    private int at;

    RecordReader(byte[] bytes) {
        this.bytes = bytes;
    }

    long number() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            byte next = octet();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("a number of more than 63 bits");
    }

    /** Reads a number that must lie between 0 and {@code most}. */
    int small(int most) throws IOException {
        long value = number();
        if (value > most) {
            throw new IOException("found " + value + " where at most " + most + " can be");
        }
        return (int) value;
    }

    String text() throws IOException {
        int length = small(bytes.length - at);
        if (length > bytes.length - at) {
            throw new IOException("a text that ends beyond the record");
        }
        String value = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return value;
    }

    boolean atEnd() {
        return at == bytes.length;
    }

    private byte octet() throws IOException {
        if (at == bytes.length) {
            throw new IOException("the record is cut off");
        }
        return bytes[at++];
    }
}
