package io.bellhop.sip.message;

import java.util.Set;

/** Reads messages from bytes in one pass (RFC 3261 7 and 25). Holds no state; any thread may use it. */
public final class MessageReader {
    public MessageReader(MessageLimits limits, Set<Tolerance> tolerances) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads one whole message, as a datagram or a framer delivers it: a body shorter than Content-Length says is a
     * fault, bytes beyond it are dropped (RFC 3261 18.3).
     *
     * @param buffer holds the message and belongs to it from now on
     * @return the message, with a {@link SipMessage#fault()} where it is malformed; null if it is no SIP at all
     */
    public SipMessage read(byte[] buffer, int start, int end) {
        throw new UnsupportedOperationException();
    }
}
