package io.bellhop.server.registrar;

import io.bellhop.server.location.Binding;

/** The {@code q} parameter, RFC 3261 section 25.1: {@code ( "0" [ "." 0*3DIGIT ] ) / ( "1" [ "." 0*3("0") ] )}. */
final class Preference {

    /** What a text that is no qvalue reads as. */
    static final int MALFORMED = -2;

    private Preference() {
    }

    /**
     * Reads a qvalue.
     *
     * @param text may be null
     * @return thousandths, 0 to 1000, {@link Binding#NO_Q} for null, {@link #MALFORMED} for what is none
     */
    static int parse(String text) {
        if (text == null) {
            return Binding.NO_Q;
        }
        int length = text.length();
        if (length == 0 || length > 5 || length > 1 && text.charAt(1) != '.') {
            return MALFORMED;
        }
        int value = 0;
        int unit = 1000;
        for (int i = 0; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (i == 1) {
                continue;
            }
            if (digit < 0 || digit > 9) {
                return MALFORMED;
            }
            value += digit * unit;
            unit /= 10;
        }
        return value <= 1000 ? value : MALFORMED;
    }
}
