package io.bellhop.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Finds the header we know by the bytes of its name, long or compact, without making an object. */
final class HeaderLookup {
    private static final int SIZE = 1024;
    private static final StandardHeader[] HEADERS = new StandardHeader[SIZE];
    private static final byte[][] NAMES = new byte[SIZE][];

    static {
        for (StandardHeader header : StandardHeader.values()) {
            put(header, header.text());
            if (header.compact() != 0) {
                put(header, String.valueOf(header.compact()));
            }
        }
    }

    private HeaderLookup() {}

    private static void put(StandardHeader header, String name) {
        byte[] bytes = name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
        int hash = 0;
        for (byte b : bytes) {
            hash = hash(hash, b);
        }
        int slot = slot(hash);
        while (HEADERS[slot] != null) {
            slot = slot + 1 & SIZE - 1;
        }
        HEADERS[slot] = header;
        NAMES[slot] = bytes;
    }

    /** The hash of a name one byte longer; that of nothing is 0. Letters of either case are the same. */
    static int hash(int hash, int c) {
        return hash * 31 + (c | 0x20);
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 10) & SIZE - 1;
    }

    /** The header of that name, or null. @param hash the {@link #hash} of the name's bytes */
    static StandardHeader find(byte[] array, int start, int end, int hash) {
        int slot = slot(hash);
        while (HEADERS[slot] != null) {
            if (same(NAMES[slot], array, start, end)) {
                return HEADERS[slot];
            }
            slot = slot + 1 & SIZE - 1;
        }
        return null;
    }

    private static boolean same(byte[] lowerCase, byte[] array, int start, int end) {
        if (lowerCase.length != end - start) {
            return false;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            if (Ascii.lower(array[start + i]) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }
}
