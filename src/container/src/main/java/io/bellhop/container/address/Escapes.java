package io.bellhop.container.address;

import java.nio.charset.StandardCharsets;

/** The %HH escapes of SIP and tel URIs (RFC 3261, 19.1.2 and 25.1; RFC 3966, 3). Escaped bytes are UTF-8. */
enum Escapes {
    USER("&=+$,;?/"),
    PASSWORD("&=+$,"),
    PARAM("[]/:&+$"),
    HEADER("[]/?:+$");

    private static final String RESERVED = ";/?:@&=+$,";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private final boolean[] plain = new boolean[128];

    Escapes(String alsoPlain) {
        for (char c = 0; c < 128; c++) {
            plain[c] = Text.isAlpha(c) || Text.isDigit(c) || "-_.!~*'()".indexOf(c) >= 0
                    || alsoPlain.indexOf(c) >= 0;
        }
    }

    /** The text with each character escaped that this component may not hold as it is. */
    String escape(String s) {
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c >= 128 || !plain[c]) {
                return escape(s, i);
            }
        }
        return s;
    }

    private String escape(String s, int firstSpecial) {
        StringBuilder out = new StringBuilder(s.length() + 12).append(s, 0, firstSpecial);
        for (byte b : s.substring(firstSpecial).getBytes(StandardCharsets.UTF_8)) {
            if (b >= 0 && plain[b]) {
                out.append((char) b);
            } else {
                out.append('%').append(HEX[b >> 4 & 15]).append(HEX[b & 15]);
            }
        }
        return out.toString();
    }

    /** Whether the text is what {@link #escape} may have made: plain characters and whole escapes only. */
    boolean isEscaped(String s) {
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == '%' && isEscapeAt(s, i, s.length())) {
                i += 2;
            } else if (c >= 128 || !plain[c]) {
                return false;
            }
        }
        return true;
    }

    /** The text with its escapes resolved. */
    static String unescape(String s) {
        int at = s.indexOf('%');
        if (at < 0) {
            return s;
        }
        byte[] in = s.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            int value = in[i] == '%' && i + 2 < in.length ? hex((char) in[i + 1]) << 4 | hex((char) in[i + 2]) : -1;
            if (value >= 0) {
                i += 2;
            }
            out[length++] = value >= 0 ? (byte) value : in[i];
        }
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }

    /** Whether a '%' at this place is followed by two hexadecimal digits. */
    static boolean isEscapeAt(String s, int at, int end) {
        return at + 2 < end && hex(s.charAt(at + 1)) >= 0 && hex(s.charAt(at + 2)) >= 0;
    }

    /**
     * RFC 3261, 19.1.4: "Characters other than those in the "reserved" set are equivalent to their %HH encoding."
     *
     * @param a escaped text
     * @param b escaped text
     */
    static boolean equivalent(String a, String b, boolean ignoreCase) {
        String left = asciiOnly(a);
        String right = asciiOnly(b);
        int i = 0;
        int j = 0;
        while (i < left.length() && j < right.length()) {
            boolean leftEscaped = left.charAt(i) == '%' && isEscapeAt(left, i, left.length());
            boolean rightEscaped = right.charAt(j) == '%' && isEscapeAt(right, j, right.length());
            char x = leftEscaped ? escapedAt(left, i) : left.charAt(i);
            char y = rightEscaped ? escapedAt(right, j) : right.charAt(j);
            if (leftEscaped != rightEscaped && RESERVED.indexOf(x) >= 0) {
                return false;
            }
            if (x != y && !(ignoreCase && lower(x) == lower(y))) {
                return false;
            }
            i += leftEscaped ? 3 : 1;
            j += rightEscaped ? 3 : 1;
        }
        return i == left.length() && j == right.length();
    }

    private static String asciiOnly(String s) {
        for (int i = 0; i < s.length(); i++) {
            if (s.charAt(i) >= 128) {
                return escapeNonAscii(s);
            }
        }
        return s;
    }

    private static String escapeNonAscii(String s) {
        StringBuilder out = new StringBuilder(s.length() + 12);
        for (byte b : s.getBytes(StandardCharsets.UTF_8)) {
            if (b >= 0) {
                out.append((char) b);
            } else {
                out.append('%').append(HEX[b >> 4 & 15]).append(HEX[b & 15]);
            }
        }
        return out.toString();
    }

    private static char escapedAt(String s, int at) {
        return (char) (hex(s.charAt(at + 1)) << 4 | hex(s.charAt(at + 2)));
    }

    static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }

    private static int hex(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        char l = lower(c);
        return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
    }
}
