package io.bellhop.sip.message;

/** The character classes of RFC 3261 25.1. */
public final class Tokens {
    private static final boolean[] TOKEN = new boolean[128];

    static {
        for (char c = '0'; c <= '9'; c++) {
            TOKEN[c] = true;
        }
        for (char c = 'a'; c <= 'z'; c++) {
            TOKEN[c] = true;
            TOKEN[c - 32] = true;
        }
        for (char c : "-.!%*_+`'~".toCharArray()) {
            TOKEN[c] = true;
        }
    }

    private Tokens() {}

    /** Whether that byte or character may stand in a token. */
    public static boolean isTokenChar(int c) {
        return c >= 0 && c < 128 && TOKEN[c];
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
        for (int i = start; i < end; i++) {
            if (!isTokenChar(array[i])) {
                return false;
            }
        }
        return end > start;
    }
}
