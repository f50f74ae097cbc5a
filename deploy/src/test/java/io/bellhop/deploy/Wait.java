package io.bellhop.deploy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for what another process does. */
final class Wait {

    private static final long INTERVAL_MS = 50;

    private Wait() {
    }

    /** Something that can be looked at again and again. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    /** {@return whether the condition came to hold within that time} */
    static boolean until(Duration patience, Condition condition) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end || never.await(INTERVAL_MS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }
}
