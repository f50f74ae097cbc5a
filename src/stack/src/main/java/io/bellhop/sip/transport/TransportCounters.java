package io.bellhop.sip.transport;

import java.util.concurrent.atomic.LongAdder;

/** What the transports have done since they began, for metrics. Any thread may read. */
public final class TransportCounters {
    private final LongAdder messagesIn = new LongAdder();
    private final LongAdder messagesOut = new LongAdder();
    private final LongAdder malformed = new LongAdder();
    private final LongAdder strayResponses = new LongAdder();
    private final LongAdder sendsDropped = new LongAdder();
    private final LongAdder connectionsOpened = new LongAdder();
    private final LongAdder connectionsClosed = new LongAdder();

    /** Messages that could be read, those with a fault included. */
    public LongAdder messagesIn() {
        return messagesIn;
    }

    /** Messages given to a socket or to a connection's queue. */
    public LongAdder messagesOut() {
        return messagesOut;
    }

    /** What is no SIP at all, and malformed responses: dropped. */
    public LongAdder malformed() {
        return malformed;
    }

    /** Responses whose top Via is not ours (RFC 3261 18.1.2): dropped. */
    public LongAdder strayResponses() {
        return strayResponses;
    }

    /** Messages that were not sent: no route, refused, closed, or a full queue. */
    public LongAdder sendsDropped() {
        return sendsDropped;
    }

    public LongAdder connectionsOpened() {
        return connectionsOpened;
    }

    public LongAdder connectionsClosed() {
        return connectionsClosed;
    }
}
