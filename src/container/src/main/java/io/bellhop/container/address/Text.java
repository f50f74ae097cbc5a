package io.bellhop.container.address;

import jakarta.servlet.sip.ServletParseException;
import java.nio.charset.StandardCharsets;

/** Characters and slices: what the scanners of this package share. */
final class Text {
    private Text() {
    }

    /** The header bytes as text: surrounding white space gone, folds (RFC 3261, 7.3.1) turned into one space each. */
    static String of(byte[] buf, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && isBlank(buf[from])) {
            from++;
        }
        while (to > from && isBlank(buf[to - 1])) {
            to--;
        }
        boolean ascii = true;
        boolean folded = false;
        for (int i = from; i < to; i++) {
            ascii &= buf[i] >= 0;
            folded |= buf[i] == '\r' || buf[i] == '\n';
        }
        String text = new String(buf, from, to - from, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        return folded ? unfold(text) : text;
    }

    static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private static String unfold(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fold = (c == '\r' || c == '\n') && leadsToBlank(text, i);
            if (!fold) {
                out.append(c);
                continue;
            }
            while (i + 1 < text.length() && isBlank(text.charAt(i + 1))) {
                i++;
            }
            out.append(' ');
        }
        return out.toString();
    }

    /** A line break is a fold only where the next line begins with white space. */
    private static boolean leadsToBlank(String text, int at) {
        int i = at;
        if (text.charAt(i) == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
            i++;
        }
        return i + 1 < text.length() && (text.charAt(i + 1) == ' ' || text.charAt(i + 1) == '\t');
    }

    static int skipBlanks(String s, int from, int end) {
        int i = from;
        while (i < end && (s.charAt(i) == ' ' || s.charAt(i) == '\t')) {
            i++;
        }
        return i;
    }

    static int trimEnd(String s, int from, int end) {
        int i = end;
        while (i > from && (s.charAt(i - 1) == ' ' || s.charAt(i - 1) == '\t')) {
            i--;
        }
        return i;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAlpha(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** RFC 3261, 25.1: token. */
    static boolean isToken(char c) {
        return isAlpha(c) || isDigit(c) || "-.!%*_+`'~".indexOf(c) >= 0;
    }

    static boolean isToken(String s, int from, int end) {
        for (int i = from; i < end; i++) {
            if (!isToken(s.charAt(i))) {
                return false;
            }
        }
        return from < end;
    }

    /** A character that may stand nowhere in a header value: a line break or another control character but tab. */
    static boolean isControl(char c) {
        return c < ' ' && c != '\t' || c == 0x7f;
    }

    static boolean hasControl(String s) {
        for (int i = 0; i < s.length(); i++) {
            if (isControl(s.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    static void refuseControl(String what, String s) {
        if (hasControl(s)) {
            throw new IllegalArgumentException(what + " contains a control character: " + shown(s));
        }
    }

    /** The index after the closing quote of the quoted string that opens at {@code from}; -1 if it never closes. */
    static int endOfQuoted(String s, int from, int end) {
        for (int i = from + 1; i < end; i++) {
            char c = s.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i + 1;
            }
        }
        return -1;
    }

    /** The content of a quoted string, {@code from} and {@code end} being just outside of its quotes. */
    static String unquote(String s, int from, int end) {
        int backslash = s.indexOf('\\', from);
        if (backslash < 0 || backslash >= end) {
            return s.substring(from + 1, end - 1);
        }
        StringBuilder out = new StringBuilder(end - from);
        for (int i = from + 1; i < end - 1; i++) {
            char c = s.charAt(i);
            out.append(c == '\\' && i + 1 < end - 1 ? s.charAt(++i) : c);
        }
        return out.toString();
    }

    static void quote(String s, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        out.append('"');
    }

    /** A decimal number of digits alone; -1 if it is none, {@link Integer#MAX_VALUE} if it is larger than that. */
    static int number(String s) {
        long value = 0;
        for (int i = 0; i < s.length(); i++) {
            if (!isDigit(s.charAt(i))) {
                return -1;
            }
            value = Math.min(value * 10 + s.charAt(i) - '0', Integer.MAX_VALUE);
        }
        return s.isEmpty() ? -1 : (int) value;
    }

    static ServletParseException bad(String what, String text) {
        return new ServletParseException(what + ": " + shown(text));
    }

    /** For messages: quoted, cut to a readable length, control characters made visible. */
    static String shown(String text) {
        if (text == null) {
            return "null";
        }
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length() && i < 200; i++) {
            char c = text.charAt(i);
            out.append(isControl(c) ? '?' : c);
        }
        return out.append(text.length() > 200 ? "...\"" : "\"").toString();
    }
}
