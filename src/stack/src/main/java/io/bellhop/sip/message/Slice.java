package io.bellhop.sip.message;

import java.nio.charset.StandardCharsets;

/**
 * A run of bytes inside an array that nobody changes: the currency of the message layer, so that looking at a header
 * makes no {@code String}. Equality and hash are those of the bytes.
 */
public final class Slice {
    public static final Slice EMPTY = new Slice(new byte[0], 0, 0);

    private final byte[] array;
    private final int start;
    private final int end;

    public Slice(byte[] array, int start, int end) {
        this.array = array;
        this.start = start;
        this.end = end;
    }

    /** The UTF-8 bytes of that text. */
    public static Slice of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Slice(bytes, 0, bytes.length);
    }

    /** The array below; not to be changed. */
    public byte[] array() {
        return array;
    }

    public int start() {
        return start;
    }

    /** One past the last byte. */
    public int end() {
        return end;
    }

    public int length() {
        return end - start;
    }

    public boolean isEmpty() {
        return start == end;
    }

    public byte at(int index) {
        return array[start + index];
    }

    public Slice sub(int from, int to) {
        return new Slice(array, start + from, start + to);
    }

    /** A slice of the same bytes over an array of their own, which keeps no message alive. */
    public Slice detach() {
        byte[] copy = new byte[length()];
        System.arraycopy(array, start, copy, 0, copy.length);
        return new Slice(copy, 0, copy.length);
    }

    public boolean equals(byte[] other, int otherStart, int otherEnd) {
        return java.util.Arrays.equals(array, start, end, other, otherStart, otherEnd);
    }

    /** Whether the bytes are those of an ASCII text, letters of either case being the same. */
    public boolean equalsIgnoreCase(String ascii) {
        if (ascii.length() != length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (lower(array[start + i]) != lower(ascii.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Slice slice && equals(slice.array, slice.start, slice.end);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /** The bytes read as UTF-8. */
    @Override
    public String toString() {
        return new String(array, start, end - start, StandardCharsets.UTF_8);
    }
}
