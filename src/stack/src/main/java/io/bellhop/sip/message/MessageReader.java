package io.bellhop.sip.message;

import java.util.Set;

/** Reads messages from bytes in one pass (RFC 3261 7 and 25). Holds no state; any thread may use it. */
public final class MessageReader {
    private final MessageLimits limits;
    private final boolean bareLf;
    private final boolean looseDisplayName;
    private final boolean looseUri;

    /** A reader with those bounds that lets those deviations pass. */
    public MessageReader(MessageLimits limits, Set<Tolerance> tolerances) {
        this.limits = limits;
        bareLf = tolerances.contains(Tolerance.BARE_LF);
        looseDisplayName = tolerances.contains(Tolerance.LOOSE_DISPLAY_NAME);
        looseUri = tolerances.contains(Tolerance.LOOSE_URI);
    }

    /**
     * Reads one whole message, as a datagram or a framer delivers it: a body shorter than Content-Length says is a
     * fault, bytes beyond it are dropped (RFC 3261 18.3). Without a Content-Length the body is the rest. Line breaks
     * before the start line are passed over (7.5). It takes time linear in the length, and never throws for whatever
     * bytes it is given.
     *
     * @param buffer holds the message and belongs to it from now on
     * @param start the index of the first byte
     * @param end one past the last byte
     * @return the message, with a {@link SipMessage#fault()} where it is malformed; null if it is no SIP at all: its
     *     first line is neither a request line nor a status line, nor like one
     * @throws IndexOutOfBoundsException if that range is not in the buffer
     */
    public SipMessage read(byte[] buffer, int start, int end) {
        java.util.Objects.checkFromToIndex(start, end, buffer.length);
        MessageParser parser = new MessageParser(this, buffer, start, end);
        SipMessage message = parser.parse();
        if (message == null && parser.hasBareLf() && bareLf) {
            byte[] mended = LineBreaks.mended(buffer, start, end);
            return new MessageParser(this, mended, 0, mended.length).parse();
        }
        return message;
    }

    MessageLimits limits() {
        return limits;
    }

    boolean takesBareLf() {
        return bareLf;
    }

    boolean takesLooseDisplayName() {
        return looseDisplayName;
    }

    boolean takesLooseUri() {
        return looseUri;
    }
}
