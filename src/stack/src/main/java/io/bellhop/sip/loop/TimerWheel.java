package io.bellhop.sip.loop;

import java.util.concurrent.TimeUnit;
import org.agrona.DeadlineTimerWheel;

/**
 * The timers of one loop, on Agrona's wheel, driven by whoever owns the time. Not thread-safe.
 *
 * <p>One revolution is 32.768 s, so that the longest timers of a transaction (64*T1 = 32 s) lie on it once.
 */
public final class TimerWheel {
    private static final int TICK_MILLIS = 8;
    private static final int SPOKES = 4096;
    private static final int SPOKE_CAPACITY = 16;

    private final long origin;
    private final DeadlineTimerWheel wheel;
    private final Spokes spokes = new Spokes(SPOKES);
    private final DeadlineTimerWheel.TimerHandler handler = this::fire;

    /** @param now the time at which it begins, ms */
    public TimerWheel(long now) {
        origin = now;
        wheel = new DeadlineTimerWheel(TimeUnit.MILLISECONDS, now, TICK_MILLIS, SPOKES, SPOKE_CAPACITY);
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
        if (wheel.timerCount() == 0) {
            wheel.currentTickTime(now);
        }
        timer.handle = wheel.scheduleTimer(now + delayMillis);
        spokes.put(timer.handle, timer);
    }

    /** Stops a timer; nothing happens if it does not run. */
    public void stop(LoopTimer timer) {
        if (timer.handle != LoopTimer.IDLE) {
            wheel.cancelTimer(timer.handle);
            spokes.remove(timer.handle);
            timer.handle = LoopTimer.IDLE;
        }
    }

    /** Fires what is due. @return how many fired */
    public int advance(long now) {
        int fired = 0;
        while (wheel.timerCount() > 0) {
            skipEmptySpokes(now);
            boolean behind = wheel.currentTickTime() <= now;
            fired += wheel.poll(now, handler, Integer.MAX_VALUE);
            if (!behind) {
                return fired;
            }
        }
        wheel.currentTickTime(now);
        return fired;
    }

    /** How many run. Any thread; approximate off the loop. */
    public int size() {
        return (int) wheel.timerCount();
    }

    /**
     * A time, in ms, before which nothing is due: for a loop that wants to sleep, or a simulation that jumps.
     *
     * @return {@code Long.MAX_VALUE} if no timer runs; a time not after {@code now} if one is due
     */
    public long nextDeadline(long now) {
        if (wheel.timerCount() == 0) {
            return Long.MAX_VALUE;
        }
        long first = currentTick();
        for (long tick = first; tick < first + SPOKES; tick++) {
            tick += spokes.emptyFrom((int) tick & SPOKES - 1);
            long earliest = earliestBefore(tick);
            if (earliest < endOf(tick)) {
                return earliest;
            }
        }
        return endOf(first + SPOKES - 1);
    }

    private long earliestBefore(long tick) {
        int spoke = (int) tick & SPOKES - 1;
        long earliest = Long.MAX_VALUE;
        for (int index = 0; index < spokes.capacity(spoke); index++) {
            if (spokes.isSet(spoke, index)) {
                earliest = Math.min(earliest, wheel.deadline(Spokes.handle(spoke, index)));
            }
        }
        return earliest;
    }

    /** Agrona examines one tick a poll; a long jump over ticks without timers is made at once. */
    private void skipEmptySpokes(long now) {
        long tick = currentTick();
        int empty = spokes.emptyFrom((int) tick & SPOKES - 1);
        if (empty > 0) {
            wheel.currentTickTime(Math.min(now, endOf(tick + empty) - TICK_MILLIS));
        }
    }

    private long currentTick() {
        return (wheel.currentTickTime() - origin) / TICK_MILLIS - 1;
    }

    private long endOf(long tick) {
        return origin + (tick + 1) * TICK_MILLIS;
    }

    private boolean fire(TimeUnit unit, long now, long handle) {
        LoopTimer timer = spokes.remove(handle);
        timer.handle = LoopTimer.IDLE;
        timer.expired();
        return true;
    }
}
