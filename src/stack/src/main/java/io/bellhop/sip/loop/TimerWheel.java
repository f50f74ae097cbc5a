package io.bellhop.sip.loop;

/**
 * The timers of one loop, driven by whoever owns the time. Each tick has a list, and the timers themselves are its links:
 * starting and stopping one makes no object and looks at no other timer than its neighbours. Not thread-safe.
 *
 * <p>One revolution is 32.768 s, so that the longest timers of a transaction (64*T1 = 32 s) lie on it once.
 */
public final class TimerWheel {
    private static final int TICK_MILLIS = 8;
    private static final int SPOKES = 4096;
    /** The list of those that are due and wait for their turn. */
    private static final int DUE = SPOKES;

    private final LoopTimer[] heads = new LoopTimer[SPOKES + 1];
    private final LoopTimer[] tails = new LoopTimer[SPOKES + 1];
    /** A bit a spoke: set where a timer is on it. */
    private final long[] occupied = new long[SPOKES >> 6];
    private long tick;
    private int size;

    /** @param now the time at which it begins, ms, 0 or more */
    public TimerWheel(long now) {
        tick = now / TICK_MILLIS;
    }

    /**
     * Starts a timer, anew if it runs.
     *
     * @param now the time, ms
     * @param delayMillis 0 or more
     */
    public void start(LoopTimer timer, long now, long delayMillis) {
        if (delayMillis < 0) {
            throw new IllegalArgumentException("negative delay: " + delayMillis);
        }
        stop(timer);
        if (size == 0) {
            tick = Math.max(tick, now / TICK_MILLIS);
        }
        long deadline = now + delayMillis;
        timer.deadline = deadline;
        append(timer, (int) Math.max(tick, deadline / TICK_MILLIS) & SPOKES - 1);
        size++;
    }

    /** Stops a timer; nothing happens if it does not run. */
    public void stop(LoopTimer timer) {
        if (timer.list != LoopTimer.IDLE) {
            unlink(timer);
            timer.list = LoopTimer.IDLE;
            size--;
        }
    }

    /**
     * Fires what is due at the moment of the call; a timer that one of them starts with no delay waits for the next call.
     *
     * @return how many fired
     */
    public int advance(long now) {
        long last = now / TICK_MILLIS;
        if (size > 0) {
            collect(now, last);
        }
        tick = Math.max(tick, last);
        return fire();
    }

    private void collect(long now, long last) {
        long end = Math.min(last, tick + SPOKES - 1);
        for (long at = tick + emptyFrom(tick); at <= end; at += 1 + emptyFrom(at + 1)) {
            collect(now, (int) at & SPOKES - 1);
        }
    }

    private void collect(long now, int spoke) {
        for (LoopTimer timer = heads[spoke]; timer != null; ) {
            LoopTimer following = timer.next;
            if (timer.deadline <= now) {
                unlink(timer);
                append(timer, DUE);
            }
            timer = following;
        }
    }

    /** Whatever a timer throws, those behind it have their turn at the next call. */
    private int fire() {
        int fired = 0;
        for (LoopTimer timer = heads[DUE]; timer != null; timer = heads[DUE]) {
            stop(timer);
            fired++;
            timer.expired();
        }
        return fired;
    }

    /** How many run. Any thread; approximate off the loop. */
    public int size() {
        return size;
    }

    /**
     * A time, in ms, before which nothing is due: for a loop that wants to sleep, or a simulation that jumps.
     *
     * @return {@code Long.MAX_VALUE} if no timer runs; a time not after {@code now} if one is due
     */
    public long nextDeadline(long now) {
        if (size == 0) {
            return Long.MAX_VALUE;
        }
        if (heads[DUE] != null) {
            return now;
        }
        long end = tick + SPOKES;
        for (long at = tick + emptyFrom(tick); at < end; at += 1 + emptyFrom(at + 1)) {
            long earliest = earliest((int) at & SPOKES - 1);
            if (earliest < (at + 1) * TICK_MILLIS) {
                return earliest;
            }
        }
        return end * TICK_MILLIS;
    }

    private long earliest(int spoke) {
        long earliest = Long.MAX_VALUE;
        for (LoopTimer timer = heads[spoke]; timer != null; timer = timer.next) {
            earliest = Math.min(earliest, timer.deadline);
        }
        return earliest;
    }

    /** How many ticks from that one on have no timer; a whole revolution if none has any. */
    private int emptyFrom(long from) {
        int spoke = (int) from & SPOKES - 1;
        int word = spoke >> 6;
        long bits = occupied[word] & -1L << spoke;
        for (int i = 0; bits == 0; i++) {
            if (i == occupied.length) {
                return SPOKES;
            }
            word = word + 1 & occupied.length - 1;
            bits = occupied[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits) - spoke & SPOKES - 1;
    }

    private void append(LoopTimer timer, int list) {
        LoopTimer tail = tails[list];
        timer.list = list;
        timer.previous = tail;
        if (tail == null) {
            heads[list] = timer;
            occupy(list, true);
        } else {
            tail.next = timer;
        }
        tails[list] = timer;
    }

    private void unlink(LoopTimer timer) {
        int list = timer.list;
        LoopTimer before = timer.previous;
        LoopTimer after = timer.next;
        if (before == null) {
            heads[list] = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            tails[list] = before;
        } else {
            after.previous = before;
        }
        timer.previous = null;
        timer.next = null;
        if (heads[list] == null) {
            occupy(list, false);
        }
    }

    private void occupy(int list, boolean has) {
        if (list == DUE) {
            return;
        }
        if (has) {
            occupied[list >> 6] |= 1L << list;
        } else {
            occupied[list >> 6] &= ~(1L << list);
        }
    }
}
