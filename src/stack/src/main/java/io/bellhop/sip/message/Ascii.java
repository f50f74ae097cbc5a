package io.bellhop.sip.message;

/** Small things done to bytes of a message. */
final class Ascii {
    static final byte[] CRLF = {'\r', '\n'};
    static final byte[] COLON = {':', ' '};

    /** The decimal forms of 0 to 255, which is as far as Max-Forwards goes. */
    private static final Slice[] DECIMALS = new Slice[256];

    static {
        for (int i = 0; i < DECIMALS.length; i++) {
            DECIMALS[i] = Slice.of(Integer.toString(i));
        }
    }

    private Ascii() {}

    static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAlpha(int c) {
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    static boolean isHex(int c) {
        int lower = c | 0x20;
        return isDigit(c) || lower >= 'a' && lower <= 'f';
    }

    /** White space as it may stand in a value: a fold counts. */
    static boolean isSpace(int c) {
        return Chars.is(c, Chars.SPACE);
    }

    static int skipSpace(byte[] array, int from, int end) {
        return Chars.skip(array, from, end, Chars.SPACE);
    }

    static int trimEnd(byte[] array, int start, int end) {
        int i = end;
        while (i > start && isSpace(array[i - 1])) {
            i--;
        }
        return i;
    }

    /** Whether those bytes are that text of lower-case ASCII, whatever their own case. */
    static boolean isIgnoringCase(byte[] array, int start, int end, String lowerCase) {
        if (end - start != lowerCase.length()) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (lower(array[i]) != lowerCase.charAt(i - start)) {
                return false;
            }
        }
        return true;
    }

    /** The number that the digits make up, or -1 where there is anything else, nothing, or more than {@code max}. */
    static long number(byte[] array, int start, int end, long max) {
        if (start >= end) {
            return -1;
        }
        long value = 0;
        for (int i = start; i < end; i++) {
            if (!isDigit(array[i])) {
                return -1;
            }
            value = value * 10 + (array[i] - '0');
            if (value > max) {
                return -1;
            }
        }
        return value;
    }

    static Slice decimal(int value) {
        return value >= 0 && value < DECIMALS.length ? DECIMALS[value] : Slice.of(Integer.toString(value));
    }

    /**
     * Where the quoted string that begins there ends.
     *
     * @param open the index of the opening quote
     * @return the index after the closing quote, or -1 where there is none
     */
    static int afterQuoted(byte[] array, int open, int end) {
        for (int i = open + 1; i < end; i++) {
            if (array[i] == '\\') {
                i++;
            } else if (array[i] == '"') {
                return i + 1;
            }
        }
        return -1;
    }

    /** The value with every fold made one space (RFC 3261 7.3.1). */
    static Slice unfold(byte[] array, int start, int end) {
        byte[] copy = new byte[end - start];
        int length = 0;
        for (int i = start; i < end; i++) {
            if (array[i] == '\r' || array[i] == '\n') {
                length = trimEnd(copy, 0, length);
                i = skipSpace(array, i, end) - 1;
                copy[length++] = ' ';
            } else {
                copy[length++] = array[i];
            }
        }
        return new Slice(copy, 0, length);
    }
}
