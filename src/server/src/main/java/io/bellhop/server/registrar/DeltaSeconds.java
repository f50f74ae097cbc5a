package io.bellhop.server.registrar;

/** Numbers as they stand in header values. Reads digits; nothing else, and nothing is thrown. */
final class DeltaSeconds {

    /** The largest value of RFC 3261's delta-seconds; larger ones are read as this. */
    static final long MOST = (1L << 32) - 1;

    /** "Malformed values SHOULD be treated as equivalent to 3600" (RFC 3261 section 20.10). */
    static final long MALFORMED = 3600;

    private DeltaSeconds() {
    }

    /**
     * Reads an expiry.
     *
     * @param text an Expires header or an expires parameter
     * @return 0 to 2^32-1
     */
    static long parse(String text) {
        String trimmed = text.trim();
        int digits = digits(trimmed);
        return digits == 0 || digits < trimmed.length() ? MALFORMED : leading(trimmed);
    }

    /**
     * Reads the number that a text begins with.
     *
     * @param text for instance {@code 17 REGISTER}
     * @return 0 to 2^32-1; 0 where there is no digit
     */
    static long leading(String text) {
        int digits = digits(text);
        long value = 0;
        for (int i = 0; i < digits && value < MOST; i++) {
            value = value * 10 + text.charAt(i) - '0';
        }
        return Math.min(value, MOST);
    }

    private static int digits(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
