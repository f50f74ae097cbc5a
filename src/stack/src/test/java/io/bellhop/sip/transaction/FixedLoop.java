package io.bellhop.sip.transaction;

import io.bellhop.sip.loop.LoopTimer;
import io.bellhop.sip.loop.SipLoop;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A loop where no time passes and everything runs at once. */
record FixedLoop(int index) implements SipLoop {
    @Override
    public boolean inLoop() {
        return true;
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public long now() {
        return 0;
    }

    @Override
    public long epochMillis() {
        return 0;
    }

    @Override
    public void start(LoopTimer timer, long delayMillis) {}

    @Override
    public void stop(LoopTimer timer) {}

    @Override
    public int timers() {
        return 0;
    }

    @Override
    public RandomGenerator random() {
        return new SplittableRandom(1);
    }
}
