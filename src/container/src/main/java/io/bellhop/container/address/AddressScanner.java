package io.bellhop.container.address;

import jakarta.servlet.sip.ServletParseException;

/**
 * Finds the parts of {@code (name-addr / addr-spec) *(SEMI generic-param)} (RFC 3261, 20.10 and 25.1).
 *
 * <p>Tolerated: a display name that is neither quoted nor made of tokens, such as UTF-8 letters.
 */
final class AddressScanner {
    /** Display name from here ... */
    int nameStart;
    /** ... to here, quotes included; the same where there is none. */
    int nameEnd;
    int uriStart;
    int uriEnd;
    boolean bracketed;
    /** Index behind the value, where the first ";" stands or the text ends. */
    int valueEnd;
    /** Index behind everything; white space at the end is not part of it. */
    int end;

    private final String s;

    AddressScanner(String s) throws ServletParseException {
        this.s = s;
        if (Text.hasControl(s)) {
            throw Text.bad("A control character in the address", s);
        }
        nameStart = Text.skipBlanks(s, 0, s.length());
        end = Text.trimEnd(s, nameStart, s.length());
        if (nameStart == end) {
            throw Text.bad("An empty address", s);
        }
        int afterName = s.charAt(nameStart) == '"' ? Text.endOfQuoted(s, nameStart, end) : nameStart;
        if (afterName < 0) {
            throw Text.bad("The quotes of the display name never close", s);
        }
        int bracket = s.indexOf('<', afterName);
        bracketed = bracket >= 0 && (afterName > nameStart || isNameBefore(bracket));
        if (bracketed) {
            scanNameAddr(afterName, bracket);
        } else {
            scanAddrSpec(afterName);
        }
    }

    /** A "<" that stands behind ";" belongs to a parameter of an address without brackets, or to nothing at all. */
    private boolean isNameBefore(int bracket) {
        for (int i = nameStart; i < bracket; i++) {
            if (";\",>".indexOf(s.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    private void scanNameAddr(int afterName, int bracket) throws ServletParseException {
        boolean quoted = afterName > nameStart;
        if (quoted && Text.skipBlanks(s, afterName, end) != bracket) {
            throw Text.bad("\"<\" was expected behind the display name", s);
        }
        nameEnd = quoted ? afterName : Text.trimEnd(s, nameStart, bracket);
        int close = s.indexOf('>', bracket);
        if (close < 0) {
            throw Text.bad("The \"<\" of the address never closes", s);
        }
        uriStart = Text.skipBlanks(s, bracket + 1, close);
        uriEnd = Text.trimEnd(s, uriStart, close);
        valueEnd = close + 1;
        int next = Text.skipBlanks(s, valueEnd, end);
        if (next < end && s.charAt(next) != ';') {
            throw Text.bad("\";\" or the end of the address was expected at column " + (next + 1), s);
        }
        valueEnd = next;
    }

    /**
     * RFC 3261, 20: "If the URI contains a comma, question mark or semicolon, the URI MUST be enclosed in angle
     * brackets"; so what follows the first semicolon belongs to the header.
     */
    private void scanAddrSpec(int afterName) throws ServletParseException {
        if (afterName > nameStart) {
            throw Text.bad("\"<\" was expected behind the display name", s);
        }
        nameEnd = nameStart;
        uriStart = nameStart;
        int semicolon = s.indexOf(';', uriStart);
        valueEnd = semicolon < 0 ? end : semicolon;
        uriEnd = Text.trimEnd(s, uriStart, valueEnd);
        for (int i = uriStart; i < uriEnd; i++) {
            if (s.charAt(i) == ',' || s.charAt(i) == '?') {
                throw Text.bad("A URI with \"" + s.charAt(i) + "\" must stand in angle brackets", s);
            }
        }
    }

    /** The index of the first ";" outside of quotes and angle brackets, or {@code end}. */
    static int endOfValue(String s, int from, int end) throws ServletParseException {
        return next(s, from, end, ';');
    }

    /** The index of the next delimiter outside of quotes and angle brackets, or {@code end}. */
    static int next(String s, int from, int end, char delimiter) throws ServletParseException {
        boolean inUri = false;
        for (int i = from; i < end; i++) {
            char c = s.charAt(i);
            if (c == '"' && !inUri) {
                i = Text.endOfQuoted(s, i, end) - 1;
                if (i < 0) {
                    throw Text.bad("Quotes that never close", s);
                }
            } else if (c == '<' || c == '>') {
                inUri = c == '<';
            } else if (c == delimiter && !inUri) {
                return i;
            }
        }
        if (inUri) {
            throw Text.bad("A \"<\" that never closes", s);
        }
        return end;
    }
}
