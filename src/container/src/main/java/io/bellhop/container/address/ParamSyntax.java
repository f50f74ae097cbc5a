package io.bellhop.container.address;

import jakarta.servlet.sip.ServletParseException;

/** The three ways in which SIP writes name-value pairs (RFC 3261, 25.1). */
enum ParamSyntax {
    /** {@code ;name=value} in a URI, escaped with %HH. */
    URI_PARAM,
    /** {@code ?name=value&name=value} at the end of a SIP URI, escaped with %HH. */
    URI_HEADER,
    /** {@code ;name=value} behind a header value; a value that is no token or host is a quoted string. */
    HEADER_PARAM;

    boolean hasFlags() {
        return this != URI_HEADER;
    }

    char separator(int index) {
        if (this == URI_HEADER) {
            return index == 0 ? '?' : '&';
        }
        return ';';
    }

    String decode(String raw) {
        if (this != HEADER_PARAM) {
            return Escapes.unescape(raw);
        }
        return isQuoted(raw) ? Text.unquote(raw, 0, raw.length()) : raw;
    }

    private static boolean isQuoted(String raw) {
        return raw.length() >= 2 && raw.charAt(0) == '"' && Text.endOfQuoted(raw, 0, raw.length()) == raw.length();
    }

    /** An application's value as it is written; throws {@link IllegalArgumentException} for one that can't be. */
    String encodeValue(String value) {
        if (this == URI_PARAM) {
            return Escapes.PARAM.escape(value);
        }
        if (this == URI_HEADER) {
            return Escapes.HEADER.escape(value);
        }
        Text.refuseControl("A parameter value", value);
        if (isQuoted(value) || isTokenOrHost(value)) {
            return value;
        }
        StringBuilder quoted = new StringBuilder(value.length() + 4);
        Text.quote(value, quoted);
        return quoted.toString();
    }

    private static boolean isTokenOrHost(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!Text.isToken(c) && c != '[' && c != ']' && c != ':') {
                return false;
            }
        }
        return !value.isEmpty();
    }

    String encodeName(String name) {
        if (this == HEADER_PARAM && !Text.isToken(name, 0, name.length()) || name.isEmpty()) {
            throw new IllegalArgumentException("Not a parameter name: " + Text.shown(name));
        }
        return this == URI_PARAM ? Escapes.PARAM.escape(name)
                : this == URI_HEADER ? Escapes.HEADER.escape(name) : name;
    }

    /** Whether two values, as written, mean the same; null is a flag. */
    boolean same(String a, String b) {
        if (a == null || b == null) {
            return a == b;
        }
        if (a.equals(b)) {
            return true;
        }
        if (this != HEADER_PARAM) {
            return Escapes.equivalent(a, b, true);
        }
        // RFC 3261, 7.3.1: values are case-insensitive unless they are quoted strings
        return isQuoted(a) && isQuoted(b) ? decode(a).equals(decode(b)) : decode(a).equalsIgnoreCase(decode(b));
    }

    /** Reads one pair into the list and returns the index of the next separator, or {@code end}. */
    int readOne(String s, int from, int end, ParamList into) throws ServletParseException {
        return this == HEADER_PARAM ? readHeaderParam(s, from, end, into) : readUriPair(s, from, end, into);
    }

    private int readUriPair(String s, int from, int end, ParamList into) throws ServletParseException {
        char next = this == URI_HEADER ? '&' : ';';
        int equals = -1;
        int i = from;
        for (; i < end && s.charAt(i) != next; i++) {
            if (s.charAt(i) == '=' && equals < 0) {
                equals = i;
            }
        }
        if (equals == from || from == i) {
            throw Text.bad("A parameter without a name in the URI", s);
        }
        if (equals < 0 && this == URI_HEADER) {
            throw Text.bad("A header without \"=\" in the URI", s);
        }
        into.add(s.substring(from, equals < 0 ? i : equals), equals < 0 ? null : s.substring(equals + 1, i));
        return i;
    }

    private int readHeaderParam(String s, int from, int end, ParamList into) throws ServletParseException {
        int start = Text.skipBlanks(s, from, end);
        int i = start;
        while (i < end && s.charAt(i) != '=' && s.charAt(i) != ';') {
            i++;
        }
        int nameEnd = Text.trimEnd(s, start, i);
        if (!Text.isToken(s, start, nameEnd)) {
            throw Text.bad("A parameter name was expected at column " + (start + 1), s);
        }
        String name = s.substring(start, nameEnd);
        if (i == end || s.charAt(i) == ';') {
            into.add(name, null);
            return i;
        }
        return readHeaderValue(name, s, Text.skipBlanks(s, i + 1, end), end, into);
    }

    private int readHeaderValue(String name, String s, int from, int end, ParamList into)
            throws ServletParseException {
        boolean quoted = from < end && s.charAt(from) == '"';
        int i = quoted ? Text.endOfQuoted(s, from, end) : endOfPlainValue(s, from, end);
        if (i < 0) {
            throw Text.bad("The quotes of parameter " + name + " never close", s);
        }
        int next = Text.skipBlanks(s, i, end);
        int valueEnd = Text.trimEnd(s, from, i);
        if (next < end && s.charAt(next) != ';' || valueEnd == from) {
            throw Text.bad("The value of parameter " + name + " is malformed", s);
        }
        into.add(name, s.substring(from, valueEnd));
        return next;
    }

    /** Tolerated beyond token and host: what phones write without the quotes it should have, such as "/" and "@". */
    private static int endOfPlainValue(String s, int from, int end) {
        int i = from;
        while (i < end && ";,\"<> \t".indexOf(s.charAt(i)) < 0 && !Text.isControl(s.charAt(i))) {
            i++;
        }
        return i;
    }
}
