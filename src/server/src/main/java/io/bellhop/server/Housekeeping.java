package io.bellhop.server;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What is done now and then behind the event loops, on one thread of its own, which may block. */
final class Housekeeping implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class.getPackageName());
    private static final long SECONDS_TO_FINISH = 5;

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "bellhop-housekeeping");
        thread.setDaemon(true);
        return thread;
    });

    /** Does something again and again; a failure is told and does not end it. */
    void every(long seconds, String what, Runnable task) {
        executor.scheduleWithFixedDelay(() -> run(what, task), seconds, seconds, TimeUnit.SECONDS);
    }

    private static void run(String what, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, what + " failed; it is tried again", e);
        }
    }

    /** Ends after what is under way, so that nothing is touched that is closed next. */
    @Override
    public void close() {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
                LOG.warning("The housekeeping did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
