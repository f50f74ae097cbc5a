package io.bellhop.simulation;

import io.bellhop.sip.loop.LoopTimer;
import io.bellhop.sip.loop.SipLoop;
import io.bellhop.sip.loop.TimerWheel;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;

/**
 * A loop in virtual time. All loops of a simulation share one thread and one clock, and run in turn; "in the loop"
 * means that this one's turn it is. Other threads may only {@link #execute}.
 */
public final class VirtualLoop implements SipLoop {
    private final Simulation simulation;
    private final int index;
    private final TimerWheel wheel;
    private final RandomGenerator random;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    VirtualLoop(Simulation simulation, int index, long seed) {
        this.simulation = simulation;
        this.index = index;
        wheel = new TimerWheel(simulation.now());
        random = new SplittableRandom(seed);
    }

    /** Runs that at once as the loop would, on the simulation's thread, inside or outside another loop's turn. */
    public void run(Runnable task) {
        simulation.inTurn(this, task);
    }

    /** Runs the tasks that are queued and the timers that are due. @return whether there were any */
    boolean turn() {
        boolean worked = false;
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            run(task);
            worked = true;
        }
        if (wheel.nextDeadline(now()) <= now()) {
            run(() -> wheel.advance(now()));
            worked = true;
        }
        return worked;
    }

    /** Before that time there is nothing to do. */
    long nextDeadline() {
        return tasks.isEmpty() ? wheel.nextDeadline(now()) : now();
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public boolean inLoop() {
        return simulation.isTurnOf(this);
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public long now() {
        return simulation.now();
    }

    @Override
    public long epochMillis() {
        return simulation.epochMillis();
    }

    @Override
    public void start(LoopTimer timer, long delayMillis) {
        assert inLoop();
        wheel.start(timer, now(), delayMillis);
    }

    @Override
    public void stop(LoopTimer timer) {
        assert inLoop();
        wheel.stop(timer);
    }

    @Override
    public int timers() {
        return wheel.size();
    }

    @Override
    public RandomGenerator random() {
        assert inLoop();
        return random;
    }
}
