package io.bellhop.container.session;

import io.bellhop.sip.loop.LoopTimer;

/** A 2xx to an INVITE that waits for its ACK (RFC 3261 13.3.1.4), in the list of its session. Owner loop only. */
public abstract class AckWait extends LoopTimer {
    private final long sequence;
    AckWait next;

    /** @param sequence the CSeq number of the INVITE */
    protected AckWait(long sequence) {
        this.sequence = sequence;
    }

    public long sequence() {
        return sequence;
    }

    /** Its timer is to be stopped: the ACK came, or the session ends. */
    protected abstract void stop();
}
