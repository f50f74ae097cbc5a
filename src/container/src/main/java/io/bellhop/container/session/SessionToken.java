package io.bellhop.container.session;

import io.bellhop.sip.message.Slice;
import java.nio.charset.StandardCharsets;

/**
 * The name of a session on the wire and in the API: which loop owns it, its slot and generation, and a check value that
 * a stranger can't guess. Sixteen letters and digits: it serves as From or To tag, as parameter of our Record-Route URI
 * and as id.
 */
public final class SessionToken {
    /** The parameter of a Record-Route URI that holds the token of a proxied session. */
    public static final String PARAMETER = "bh";

    /** The parameter of a SIP URI that names an application session (SipApplicationSession.encodeURI). */
    public static final String ENCODED = "bhas";

    /** How many letters and digits a token has. */
    public static final int LENGTH = 16;

    /** The path parameter of an HTTP URL that holds the id of an application session (JSR 289 13.5). */
    public static final String URL_PARAMETER = "sipappsession";

    static final int CHECK_MASK = (1 << 30) - 1;
    private static final byte[] DIGITS = "0123456789abcdefghijklmnopqrstuv".getBytes(StandardCharsets.US_ASCII);
    private static final int INVALID = -1;

    private SessionToken() {}

    static Slice write(int loop, int slot, int generation, int check) {
        byte[] text = new byte[LENGTH];
        put(text, 0, 1, loop);
        put(text, 1, 5, slot);
        put(text, 6, 4, generation);
        put(text, 10, 6, check);
        return new Slice(text, 0, LENGTH);
    }

    private static void put(byte[] text, int at, int digits, int value) {
        for (int i = at + digits - 1; i >= at; i--) {
            text[i] = DIGITS[value & 31];
            value >>>= 5;
        }
    }

    /** Whether these bytes could be a token. */
    static boolean isToken(Slice text) {
        return text != null && text.length() == LENGTH;
    }

    /** The number of the loop that owns the session of that token, or -1 if it is none. */
    public static int loop(Slice text) {
        return isToken(text) ? read(text, 0, 1) : INVALID;
    }

    static int slot(Slice text) {
        return read(text, 1, 5);
    }

    static int generation(Slice text) {
        return read(text, 6, 4);
    }

    static int check(Slice text) {
        return read(text, 10, 6);
    }

    private static int read(Slice text, int at, int digits) {
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = digit(text.at(i));
            if (digit < 0) {
                return INVALID;
            }
            value = value << 5 | digit;
        }
        return value;
    }

    private static int digit(int c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int letter = c | 0x20;
        return letter >= 'a' && letter <= 'v' ? letter - 'a' + 10 : INVALID;
    }
}
