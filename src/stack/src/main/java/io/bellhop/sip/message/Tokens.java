package io.bellhop.sip.message;

/** The character classes of RFC 3261 25.1. */
public final class Tokens {
    private Tokens() {}

    /** Whether that byte or character may stand in a token. */
    public static boolean isTokenChar(int c) {
        return c >= 0 && c < 128 && Chars.is(c, Chars.TOKEN);
    }

    /** Whether that is a token: not empty, token characters alone. */
    public static boolean isToken(CharSequence text) {
        if (text == null || text.length() == 0) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenChar(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether those bytes are a token. */
    static boolean isToken(byte[] array, int start, int end) {
        return end > start && Chars.skip(array, start, end, Chars.TOKEN) == end;
    }
}
