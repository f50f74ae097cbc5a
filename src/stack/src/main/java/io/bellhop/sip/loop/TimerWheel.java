package io.bellhop.sip.loop;

/** The timers of one loop, on Agrona's wheel, driven by whoever owns the time. Not thread-safe. */
public final class TimerWheel {
    /** @param now the time at which it begins, ms */
    public TimerWheel(long now) {
        throw new UnsupportedOperationException();
    }

    public void start(LoopTimer timer, long now, long delayMillis) {
        throw new UnsupportedOperationException();
    }

    public void stop(LoopTimer timer) {
        throw new UnsupportedOperationException();
    }

    /** Fires what is due. @return how many fired */
    public int advance(long now) {
        throw new UnsupportedOperationException();
    }

    /** How many run. */
    public int size() {
        throw new UnsupportedOperationException();
    }

    /** A time, in ms, before which nothing is due: for a loop that wants to sleep, or a simulation that jumps. */
    public long nextDeadline(long now) {
        throw new UnsupportedOperationException();
    }
}
