package io.bellhop.sip.transport.tcp;

import io.netty.buffer.ByteBuf;

/**
 * Finds the Content-Length of a message that is still coming in, line by line (RFC 3261 18.3, 20.14). Lines may be
 * folded, the name may be "l".
 */
final class ContentLength {
    private static final byte[] LONG = {'c', 'o', 'n', 't', 'e', 'n', 't', '-', 'l', 'e', 'n', 'g', 't', 'h'};
    private static final byte[] COMPACT = {'l'};

    private enum Seen { NOTHING, NAME, DIGITS, END }

    private Seen seen = Seen.NOTHING;
    private boolean lastLine;
    private long value;
    private String fault;

    void reset() {
        seen = Seen.NOTHING;
        lastLine = false;
        value = 0;
        fault = null;
    }

    /** What is wrong with it, fit for a reason phrase, or null; to be asked when all lines were seen. */
    String fault() {
        if (fault != null) {
            return fault;
        }
        return switch (seen) {
            case NOTHING -> "Missing Content-Length";
            case NAME -> "Empty Content-Length";
            default -> null;
        };
    }

    /** The length, if there is no fault; one that an int cannot hold is Integer.MAX_VALUE. */
    int value() {
        return (int) value;
    }

    /** Looks at one line after the start line. @param end where its CR or LF is */
    void line(ByteBuf in, int start, int end) {
        int first = in.getByte(start);
        if (first == ' ' || first == '\t') {
            if (lastLine) {
                digits(in, start, end);
            }
            return;
        }
        int from = first == 'l' || first == 'L' ? afterName(in, start, end, COMPACT)
                : first == 'c' || first == 'C' ? afterName(in, start, end, LONG) : -1;
        lastLine = from >= 0;
        if (!lastLine) {
            return;
        }
        if (seen != Seen.NOTHING) {
            fault = "More than one Content-Length";
        }
        seen = Seen.NAME;
        digits(in, from, end);
    }

    /** Where the value begins, or -1 if the line is not of that header. */
    private static int afterName(ByteBuf in, int start, int end, byte[] name) {
        if (end - start < name.length) {
            return -1;
        }
        for (int i = 0; i < name.length; i++) {
            int c = in.getByte(start + i);
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != name[i]) {
                return -1;
            }
        }
        for (int at = start + name.length; at < end; at++) {
            int c = in.getByte(at);
            if (c == ':') {
                return at + 1;
            }
            if (c != ' ' && c != '\t') {
                return -1;
            }
        }
        return -1;
    }

    private void digits(ByteBuf in, int from, int end) {
        for (int at = from; at < end; at++) {
            int c = in.getByte(at);
            if (c >= '0' && c <= '9' && seen != Seen.END) {
                seen = Seen.DIGITS;
                value = Math.min(value * 10 + c - '0', Integer.MAX_VALUE);
            } else if (c == ' ' || c == '\t') {
                seen = seen == Seen.DIGITS ? Seen.END : seen;
            } else {
                fault = "Malformed Content-Length";
                return;
            }
        }
        seen = seen == Seen.DIGITS ? Seen.END : seen;
    }
}
