package io.bellhop.sip.message;

/** One look-up in a table says to which classes of characters (RFC 3261 25.1) a byte belongs. */
final class Chars {
    static final int TOKEN = 1;
    /** Of a host name or IPv4 address, and the underscore. */
    static final int HOST = 2;
    /** Of a URI inside an address: neither space nor control nor bracket nor quote. */
    static final int URI = 4;
    /** Of a parameter's value without quotes; more than token, host and IPv6 address need. */
    static final int VALUE = 8;
    static final int SCHEME = 16;
    static final int SPACE = 32;

    private static final byte[] CLASSES = new byte[256];

    static {
        for (int c = 0; c < CLASSES.length; c++) {
            boolean visible = c > ' ' && c != 0x7f;
            boolean alphanumeric = Ascii.isAlpha(c) || Ascii.isDigit(c);
            put(c, TOKEN, alphanumeric || "-.!%*_+`'~".indexOf(c) >= 0);
            put(c, HOST, alphanumeric || "-._".indexOf(c) >= 0);
            put(c, URI, visible && "<>\"".indexOf(c) < 0);
            put(c, VALUE, visible && "<>\";,".indexOf(c) < 0);
            put(c, SCHEME, alphanumeric || "+-.".indexOf(c) >= 0);
            put(c, SPACE, c == ' ' || c == '\t' || c == '\r' || c == '\n');
        }
    }

    private Chars() {}

    private static void put(int c, int charClass, boolean belongs) {
        CLASSES[c] |= (byte) (belongs ? charClass : 0);
    }

    /** Whether that byte belongs to one of those classes. */
    static boolean is(int c, int classes) {
        return (CLASSES[c & 0xff] & classes) != 0;
    }

    /** The first byte at or after {@code from} that belongs to none of those classes, or the end. */
    static int skip(byte[] array, int from, int end, int classes) {
        int i = from;
        while (i < end && is(array[i], classes)) {
            i++;
        }
        return i;
    }
}
