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
        int slot = slot(bytes, 0, bytes.length);
        while (HEADERS[slot] != null) {
            slot = slot + 1 & SIZE - 1;
        }
        HEADERS[slot] = header;
        NAMES[slot] = bytes;
    }

    /** Length and four of its letters, of either case, tell almost all known names apart. */
    private static int slot(byte[] array, int start, int end) {
        int length = end - start;
        int hash = length * 7 + (array[start] | 0x20);
        hash = hash * 31 + (array[end - 1] | 0x20);
        hash = hash * 31 + (array[start + (length >> 1)] | 0x20);
        hash = hash * 31 + (array[start + length * 3 / 4] | 0x20);
        return (hash ^ hash >>> 10) & SIZE - 1;
    }

    /** The header of that name, or null. The name is not empty. */
    static StandardHeader find(byte[] array, int start, int end) {
        int slot = slot(array, start, end);
        while (HEADERS[slot] != null) {
            if (HEADERS[slot].spelling().equals(array, start, end) || same(NAMES[slot], array, start, end)) {
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
