package io.bellhop.simulation;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * A world of hosts in virtual time on one thread: their loops, the wire between them, one clock. The same seed gives
 * the same run, to the byte. The seed is written to the log {@code io.bellhop.simulation} and into every failure that
 * {@link #run} sees; {@code -Dbellhop.seed=N} replays it.
 *
 * <p>Everything here is for the thread that made it, unless said otherwise.
 */
public final class Simulation {
    /** The system property that replays a run. */
    public static final String SEED = "bellhop.seed";

    private static final Logger LOG = System.getLogger("io.bellhop.simulation");
    /** 2026-11-23T00:00:00Z, so that dates in headers are the same in each run. */
    private static final long EPOCH = 1_795_392_000_000L;

    private final long seed;
    private final SplittableRandom random;
    private final List<VirtualLoop> loops = new ArrayList<>();
    private final Wire wire;
    private final Thread thread = Thread.currentThread();
    private long now = 1_000;
    private VirtualLoop turn;

    /** A world with that seed and weather. */
    public Simulation(long seed, Weather weather) {
        this.seed = seed;
        random = new SplittableRandom(seed);
        wire = new Wire(this, weather, random.split());
        LOG.log(Level.INFO, "seed {0}: replay with -D{1}={0}", Long.toString(seed), SEED);
    }

    /** A world with the seed of {@code -Dbellhop.seed}, or if that is not set, another one each time. */
    public static Simulation in(Weather weather) {
        return new Simulation(chosenSeed(), weather);
    }

    private static long chosenSeed() {
        Long given = Long.getLong(SEED);
        return given != null ? given : new SplittableRandom().nextLong(Integer.MAX_VALUE);
    }

    /** Something that a test does. */
    @FunctionalInterface
    public interface Scene {
        void play(Simulation simulation) throws Exception;
    }

    /**
     * Plays a scene, and says the seed if it fails.
     *
     * @throws AssertionError if the scene throws anything; the cause is what it threw
     */
    public static void run(Weather weather, Scene scene) {
        Simulation simulation = in(weather);
        try {
            scene.play(simulation);
        } catch (Throwable failure) {
            throw new AssertionError(
                    "in the run of seed " + simulation.seed + " (replay with -D" + SEED + "=" + simulation.seed + "), "
                            + simulation.now + " ms after its begin: " + failure.getMessage(),
                    failure);
        }
    }

    public long seed() {
        return seed;
    }

    /** Randomness that belongs to this run, for the test itself. */
    public RandomGenerator random() {
        return random;
    }

    /** What lies between the hosts. */
    public Wire wire() {
        return wire;
    }

    /** Virtual milliseconds; begins at 1000. Any thread, approximate off the simulation's. */
    public long now() {
        return now;
    }

    long epochMillis() {
        return EPOCH + now;
    }

    /** A new loop. @param index its number among the loops of its host */
    public VirtualLoop loop(int index) {
        VirtualLoop loop = new VirtualLoop(this, index, random.nextLong());
        loops.add(loop);
        return loop;
    }

    /** A host with one loop at that IP address. */
    public SimulatedHost host(String address) {
        return new SimulatedHost(this, address, 1);
    }

    /** A host with that many loops at that IP address. */
    public SimulatedHost host(String address, int loopCount) {
        return new SimulatedHost(this, address, loopCount);
    }

    // ---- time

    /** Lets time pass, with everything that happens in it. */
    public void runFor(long millis) {
        runUntil(() -> false, millis);
    }

    /**
     * Lets time pass until something holds.
     *
     * @param limit at most so many ms
     * @return whether it holds
     */
    public boolean runUntil(BooleanSupplier condition, long limit) {
        checkThread();
        long end = now + limit;
        while (!condition.getAsBoolean()) {
            if (work()) {
                continue;
            }
            long next = nextEvent();
            if (next > end) {
                now = end;
                return condition.getAsBoolean();
            }
            now = Math.max(now, next);
        }
        return true;
    }

    /**
     * Lets time pass until nothing more would ever happen by itself: no task, no timer, nothing on the wire.
     *
     * @param limit at most so many ms
     * @return whether it became quiet
     */
    public boolean runUntilQuiet(long limit) {
        return runUntil(() -> nextEvent() == Long.MAX_VALUE, limit);
    }

    private boolean work() {
        boolean worked = wire.deliver(now);
        for (int i = 0; i < loops.size(); i++) {
            worked |= loops.get(i).turn();
        }
        return worked;
    }

    private long nextEvent() {
        long next = wire.nextDelivery();
        for (int i = 0; i < loops.size(); i++) {
            next = Math.min(next, loops.get(i).nextDeadline());
        }
        return next;
    }

    // ---- turns

    boolean isTurnOf(VirtualLoop loop) {
        return turn == loop && Thread.currentThread() == thread;
    }

    void inTurn(VirtualLoop loop, Runnable task) {
        checkThread();
        VirtualLoop before = turn;
        turn = loop;
        try {
            task.run();
        } finally {
            turn = before;
        }
    }

    private void checkThread() {
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("a simulation belongs to the thread that made it");
        }
    }
}
