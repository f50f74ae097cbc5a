package io.bellhop.sip.loop;

/**
 * Something that a loop calls once after a delay. What needs a timer extends this or holds one, so that starting it
 * makes no object. Loop only.
 */
public abstract class LoopTimer {
    static final long IDLE = Long.MIN_VALUE;

    /** The wheel's handle while it runs. */
    long handle = IDLE;

    /** Called on the loop when the delay is over. */
    protected abstract void expired();

    public final boolean isRunning() {
        return handle != IDLE;
    }
}
