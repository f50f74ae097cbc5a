package io.bellhop.sip.message;

/** Finds the end of a host (RFC 3261 25.1: hostname, IPv4address or IPv6reference) and of a run of digits. */
final class HostScanner {
    private HostScanner() {}

    /** Where the host that begins there ends, or -1 where none does. An IPv6 address has brackets. */
    static int hostEnd(byte[] array, int start, int limit) {
        if (start < limit && array[start] == '[') {
            return afterBracket(array, start, limit);
        }
        int i = Chars.skip(array, start, limit, Chars.HOST);
        // A label neither begins nor ends with a hyphen, and none is empty but the one after the last dot.
        boolean wrong = i == start || array[start] == '-' || array[start] == '.' || array[i - 1] == '-';
        return wrong ? -1 : i;
    }

    private static int afterBracket(byte[] array, int start, int limit) {
        int i = start + 1;
        int colons = 0;
        while (i < limit && (Ascii.isHex(array[i]) || array[i] == ':' || array[i] == '.')) {
            colons += array[i] == ':' ? 1 : 0;
            i++;
        }
        return colons >= 2 && colons <= 8 && i < limit && array[i] == ']' ? i + 1 : -1;
    }

    /** Whether the host has an underscore, which no host name has by RFC 3261. */
    static boolean isLoose(byte[] array, int start, int end) {
        for (int i = start; i < end; i++) {
            if (array[i] == '_') {
                return true;
            }
        }
        return false;
    }

    static int digitsEnd(byte[] array, int start, int limit) {
        int i = start;
        while (i < limit && Ascii.isDigit(array[i])) {
            i++;
        }
        return i;
    }
}
