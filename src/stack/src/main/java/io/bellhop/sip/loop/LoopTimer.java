package io.bellhop.sip.loop;

/**
 * Something that a loop calls once after a delay. What needs a timer extends this or holds one, so that starting it
 * makes no object: it is its own entry in the {@link TimerWheel}. Loop only.
 */
public abstract class LoopTimer {
    static final int IDLE = -1;

    /** When it is due, ms; of meaning while it runs. */
    long deadline;
    /** The list of the wheel that it is in, or {@link #IDLE}. */
    int list = IDLE;
    LoopTimer next;
    LoopTimer previous;

    /** Called on the loop when the delay is over. */
    protected abstract void expired();

    public final boolean isRunning() {
        return list != IDLE;
    }
}
