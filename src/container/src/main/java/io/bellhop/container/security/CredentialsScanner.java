package io.bellhop.container.security;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Splits credentials into their parameters (RFC 7235, 2.1; RFC 3261, 25.1: digest-response).
 *
 * <p>Tolerated: quotes around any value and around none, since phones differ in what they quote; empty list elements.
 */
final class CredentialsScanner {
    private static final String SCHEME = "Digest";
    private static final int MOST_PARAMS = 32;

    private final String s;
    private int at;

    CredentialsScanner(String s, int from) {
        this.s = s;
        at = from;
    }

    /** The index behind the scheme; -1 if it is another one than Digest. */
    static int endOfScheme(String header) {
        int from = 0;
        while (from < header.length() && isBlank(header.charAt(from))) {
            from++;
        }
        int end = from + SCHEME.length();
        boolean digest = header.regionMatches(true, from, SCHEME, 0, SCHEME.length())
                && (end == header.length() || isBlank(header.charAt(end)));
        return digest ? end : -1;
    }

    /** All parameters, their names in lower case, their values without quotes. */
    Map<String, String> params() throws MalformedCredentialsException {
        Map<String, String> params = new HashMap<>(16);
        skipBlanksAndCommas();
        while (at < s.length()) {
            String name = token().toLowerCase(Locale.ROOT);
            skipBlanks();
            if (at == s.length() || s.charAt(at) != '=') {
                throw new MalformedCredentialsException("No value for a parameter of credentials");
            }
            at++;
            skipBlanks();
            String value = at < s.length() && s.charAt(at) == '"' ? quoted() : bare();
            if (params.put(name, value) != null || params.size() > MOST_PARAMS) {
                throw new MalformedCredentialsException("Too many parameters in credentials");
            }
            skipBlanks();
            if (at < s.length() && s.charAt(at) != ',') {
                throw new MalformedCredentialsException("No comma between parameters of credentials");
            }
            skipBlanksAndCommas();
        }
        return params;
    }

    private String token() throws MalformedCredentialsException {
        int start = at;
        while (at < s.length() && s.charAt(at) > ' ' && s.charAt(at) < 0x7f && "=,\";".indexOf(s.charAt(at)) < 0) {
            at++;
        }
        if (at == start) {
            throw new MalformedCredentialsException("No parameter name in credentials");
        }
        return s.substring(start, at);
    }

    private String bare() throws MalformedCredentialsException {
        int start = at;
        while (at < s.length() && s.charAt(at) > ' ' && s.charAt(at) != ',' && s.charAt(at) != '"') {
            at++;
        }
        if (at == start) {
            throw new MalformedCredentialsException("An empty value in credentials");
        }
        return s.substring(start, at);
    }

    private String quoted() throws MalformedCredentialsException {
        StringBuilder out = new StringBuilder();
        for (at++; at < s.length(); at++) {
            char c = s.charAt(at);
            if (c == '"') {
                at++;
                return out.toString();
            }
            if (c == '\\' && at + 1 < s.length()) {
                c = s.charAt(++at);
            }
            out.append(c);
        }
        throw new MalformedCredentialsException("Quotes that never close in credentials");
    }

    private void skipBlanks() {
        while (at < s.length() && isBlank(s.charAt(at))) {
            at++;
        }
    }

    private void skipBlanksAndCommas() {
        while (at < s.length() && (isBlank(s.charAt(at)) || s.charAt(at) == ',')) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
