package io.bellhop.sip.loop;

import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * One owner: a single thread that runs tasks, timers and I/O in turn. A call belongs to one loop, and its transactions
 * and sessions are touched by that loop alone. In the simulation it runs in virtual time.
 */
public interface SipLoop extends Executor {
    /** Its number, 0 to the number of loops - 1. */
    int index();

    /** Whether the calling thread is this loop's. Any thread may ask. */
    boolean inLoop();

    /** Runs a task on the loop after what is queued already. Any thread may call. */
    @Override
    void execute(Runnable task);

    /** Milliseconds of a clock that never goes back, read once a turn of the loop. Loop only. */
    long now();

    /** Milliseconds since 1970, for what people and headers see. Any thread. */
    long epochMillis();

    /**
     * Starts a timer, anew if it runs. Loop only.
     *
     * @param delayMillis 0 or more; it fires that late or a few milliseconds later, never earlier
     */
    void start(LoopTimer timer, long delayMillis);

    /** Stops a timer; nothing happens if it does not run. Loop only. */
    void stop(LoopTimer timer);

    /** How many timers run. Any thread; approximate off the loop. */
    int timers();

    /** Randomness for tags, branches and jitter. Loop only. */
    RandomGenerator random();
}
