package io.bellhop.sip.message;

/**
 * Goes through {@code ;name=value} parameters (RFC 3261 25.1, generic-param), white space around the separators
 * allowed. Short-lived and not escaping, so that it costs no object.
 */
final class ParameterScanner {
    private final byte[] array;
    private final int end;
    private int position;
    private int nameStart;
    private int nameEnd;
    private int valueStart;
    private int valueEnd;
    private boolean malformed;

    ParameterScanner(byte[] array, int start, int end) {
        this.array = array;
        this.end = end;
        position = start;
    }

    /** Goes to the next parameter; false where none follows. */
    boolean next() {
        int semicolon = Ascii.skipSpace(array, position, end);
        if (semicolon == end || array[semicolon] != ';') {
            return false;
        }
        nameStart = Ascii.skipSpace(array, semicolon + 1, end);
        nameEnd = Chars.skip(array, nameStart, end, Chars.TOKEN);
        malformed |= nameEnd == nameStart;
        valueStart = -1;
        valueEnd = -1;
        position = nameEnd;
        int equal = Ascii.skipSpace(array, nameEnd, end);
        if (equal < end && array[equal] == '=') {
            value(Ascii.skipSpace(array, equal + 1, end));
        }
        return !malformed;
    }

    private void value(int start) {
        valueStart = start;
        if (start < end && array[start] == '"') {
            int after = Ascii.afterQuoted(array, start, end);
            malformed |= after < 0;
            valueEnd = after < 0 ? end : after;
        } else {
            // Base64 in a branch and the like do no harm.
            valueEnd = Chars.skip(array, start, end, Chars.VALUE);
            malformed |= valueEnd == start;
        }
        position = valueEnd;
    }

    boolean isNamed(String lowerCase) {
        return Ascii.isIgnoringCase(array, nameStart, nameEnd, lowerCase);
    }

    int nameStart() {
        return nameStart;
    }

    int nameEnd() {
        return nameEnd;
    }

    boolean hasValue() {
        return valueStart >= 0;
    }

    int valueStart() {
        return valueStart;
    }

    int valueEnd() {
        return valueEnd;
    }

    Slice value() {
        return new Slice(array, valueStart, valueEnd);
    }

    /** Where the last parameter ends. */
    int position() {
        return position;
    }

    /** Whether something was no parameter. */
    boolean isMalformed() {
        return malformed;
    }
}
