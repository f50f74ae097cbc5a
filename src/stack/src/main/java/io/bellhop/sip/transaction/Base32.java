package io.bellhop.sip.transaction;

import java.nio.charset.StandardCharsets;

/** Five bits a letter, lower case alone: what some element folds or compares without case stays what it is. */
final class Base32 {
    private static final byte[] DIGITS =
            "0123456789abcdefghijklmnopqrstuv".getBytes(StandardCharsets.US_ASCII);

    private Base32() {}

    /** Writes the lowest {@code 5 * digits} bits, the highest digit first. @return the position after them */
    static int write(long value, int digits, byte[] out, int at) {
        for (int i = digits - 1; i >= 0; i--) {
            out[at++] = DIGITS[(int) (value >>> 5 * i) & 31];
        }
        return at;
    }

    /** The value of those digits, or -1 if one of them is none. At most 12 digits. */
    static long read(byte[] in, int at, int digits) {
        long value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = digit(in[at + i]);
            if (digit < 0) {
                return -1;
            }
            value = value << 5 | digit;
        }
        return value;
    }

    private static int digit(byte letter) {
        if (letter >= '0' && letter <= '9') {
            return letter - '0';
        }
        int lower = letter | 32;
        return lower >= 'a' && lower <= 'v' ? lower - 'a' + 10 : -1;
    }
}
