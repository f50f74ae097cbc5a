package io.bellhop.sip.message;

/** Which characters may stand in which part of a SIP URI (RFC 3261 25.1). */
final class UriChars {
    static final int USER = 1;
    static final int PASSWORD = 2;
    static final int PARAMETER = 4;
    static final int HEADER = 8;

    static final int STRICT = 0;
    /** Unescaped though it should be, but it confuses nobody: "#" in service codes, UTF-8 in user names. */
    static final int LOOSE = 1;
    static final int WRONG = 2;

    private static final int ANY = USER | PASSWORD | PARAMETER | HEADER;
    private static final byte[] ALLOWED = new byte[128];

    static {
        for (char c = '0'; c <= '9'; c++) {
            ALLOWED[c] = ANY;
        }
        for (char c = 'a'; c <= 'z'; c++) {
            ALLOWED[c] = ANY;
            ALLOWED[c - 32] = ANY;
        }
        allow("-_.!~*'()", ANY);
        allow("&=+$,;?/", USER);
        allow(":&=+$,", PASSWORD);
        allow("[]/:&+$=", PARAMETER);
        allow("[]/?:+$=&", HEADER);
    }

    private UriChars() {}

    private static void allow(String characters, int parts) {
        for (int i = 0; i < characters.length(); i++) {
            ALLOWED[characters.charAt(i)] |= (byte) parts;
        }
    }

    /** How well those bytes fit into that part: {@link #STRICT}, {@link #LOOSE} or {@link #WRONG}. */
    static int check(byte[] array, int from, int to, int part) {
        int fit = STRICT;
        for (int i = from; i < to; i++) {
            int c = array[i];
            if (c == '%') {
                if (to - i < 3 || !Ascii.isHex(array[i + 1]) || !Ascii.isHex(array[i + 2])) {
                    return WRONG;
                }
                i += 2;
            } else if (c < 0 || (ALLOWED[c] & part) == 0) {
                if (isSeparator(c)) {
                    return WRONG;
                }
                fit = LOOSE;
            }
        }
        return fit;
    }

    private static boolean isSeparator(int c) {
        return c >= 0 && c <= ' ' || c == 0x7f || c == '<' || c == '>' || c == '"' || c == '@';
    }

    /** Whether it looks like a URI of any scheme: a scheme, a colon, and something without spaces and brackets. */
    static boolean isOtherUri(Slice text) {
        int i = 0;
        while (i < text.length() && Chars.is(text.at(i), Chars.SCHEME)) {
            i++;
        }
        if (i == 0 || !Ascii.isAlpha(text.at(0)) || i + 1 >= text.length() || text.at(i) != ':') {
            return false;
        }
        while (i < text.length() && (!isSeparator(text.at(i)) || text.at(i) == '@')) {
            i++;
        }
        return i == text.length();
    }
}
