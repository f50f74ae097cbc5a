package io.bellhop.container.address;

import jakarta.servlet.sip.ServletParseException;

/**
 * Finds the parts of a SIP or SIPS URI in one pass (RFC 3261, 25.1) and checks them, without making strings of them.
 *
 * <p>Tolerated: characters in user, password, parameters and headers that should have been escaped but can't be
 * mistaken for a delimiter, such as the "#" that phones dial and UTF-8 letters; "_" in a host name.
 */
final class SipUriScanner {
    /** Index of the colon behind the scheme. */
    int colon;
    boolean secure;
    /** Index of the "@", -1 where there is no user. */
    int at = -1;
    /** Index of the colon between user and password, -1 where there is no password. */
    int passwordColon = -1;
    int hostStart;
    int hostEnd;
    /** -1 where there is none. */
    int port = -1;
    /** Index of the first ";", or of what follows if there is none. */
    int params;
    /** Index of the "?", or the end of the text. */
    int headers;

    private final String s;

    SipUriScanner(String s) throws ServletParseException {
        this.s = s;
        colon = s.indexOf(':');
        secure = colon == 4;
        boolean sip = colon == 3 && s.regionMatches(true, 0, "sip", 0, 3)
                || secure && s.regionMatches(true, 0, "sips", 0, 4);
        if (!sip) {
            throw Text.bad("Not a SIP or SIPS URI", s);
        }
        checkCharacters();
        scanUserInfo();
        scanHost();
        scanPort();
        scanTail();
    }

    private void checkCharacters() throws ServletParseException {
        for (int i = colon + 1; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c <= ' ' || c == 0x7f || c == '<' || c == '>' || c == '"') {
                throw Text.bad("A character that must be escaped, at column " + (i + 1) + " of the URI", s);
            }
            if (c == '%' && !Escapes.isEscapeAt(s, i, s.length())) {
                throw Text.bad("A \"%\" without two hexadecimal digits, at column " + (i + 1) + " of the URI", s);
            }
            if (c == '@') {
                if (at >= 0) {
                    throw Text.bad("A second \"@\" in the URI", s);
                }
                at = i;
            }
        }
    }

    private void scanUserInfo() throws ServletParseException {
        hostStart = at < 0 ? colon + 1 : at + 1;
        if (at < 0) {
            return;
        }
        int inner = s.indexOf(':', colon + 1);
        passwordColon = inner < at ? inner : -1;
        if (at == colon + 1 || passwordColon == colon + 1) {
            throw Text.bad("An empty user before the \"@\" of the URI", s);
        }
    }

    private void scanHost() throws ServletParseException {
        hostEnd = endOfHost(s, hostStart, s.length());
        if (hostEnd < 0) {
            throw Text.bad("A host was expected at column " + (hostStart + 1) + " of the URI", s);
        }
    }

    /** The index behind the host that starts at {@code from}; -1 where there is no valid one. */
    static int endOfHost(String s, int from, int end) {
        if (from < end && s.charAt(from) == '[') {
            return endOfIpv6(s, from, end);
        }
        int i = from;
        for (; i < end; i++) {
            char c = s.charAt(i);
            boolean inName = Text.isAlpha(c) || Text.isDigit(c) || c == '_';
            if (!inName && !(i > from && (c == '-' || c == '.' && s.charAt(i - 1) != '.'))) {
                break;
            }
        }
        return i == from ? -1 : i;
    }

    private static int endOfIpv6(String s, int from, int end) {
        int close = s.indexOf(']', from);
        return close > 0 && close < end && Ipv6.parse(s, from + 1, close) != null ? close + 1 : -1;
    }

    private void scanPort() throws ServletParseException {
        params = hostEnd;
        if (hostEnd == s.length() || s.charAt(hostEnd) != ':') {
            return;
        }
        int i = hostEnd + 1;
        int value = 0;
        for (; i < s.length() && Text.isDigit(s.charAt(i)) && value <= 65535; i++) {
            value = value * 10 + s.charAt(i) - '0';
        }
        if (i == hostEnd + 1 || value > 65535) {
            throw Text.bad("A port from 0 to 65535 was expected at column " + (hostEnd + 2) + " of the URI", s);
        }
        port = value;
        params = i;
    }

    private void scanTail() throws ServletParseException {
        headers = s.length();
        if (params == s.length()) {
            return;
        }
        char c = s.charAt(params);
        if (c != ';' && c != '?') {
            throw Text.bad("Unexpected \"" + c + "\" at column " + (params + 1) + " of the URI", s);
        }
        int question = s.indexOf('?', params);
        headers = question < 0 ? s.length() : question;
        checkPairs(params, headers, ';', false);
        checkPairs(headers, s.length(), '&', true);
    }

    private void checkPairs(int from, int end, char separator, boolean valueRequired) throws ServletParseException {
        int i = from;
        while (i < end) {
            int start = ++i;
            int equals = -1;
            for (; i < end && s.charAt(i) != separator; i++) {
                if (equals < 0 && s.charAt(i) == '=') {
                    equals = i;
                }
            }
            if (i == start || equals == start || valueRequired && equals < 0) {
                throw Text.bad("name=value was expected at column " + (start + 1) + " of the URI", s);
            }
        }
    }
}
