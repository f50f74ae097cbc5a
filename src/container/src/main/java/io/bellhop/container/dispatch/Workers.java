package io.bellhop.container.dispatch;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads on which applications may block, shared by all loops. Any thread. */
public final class Workers {
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger number = new AtomicInteger();
    private final int bound;

    /**
     * @param count threads, 1 or more; made when they are needed
     * @param bound how many callbacks may wait
     */
    public Workers(int count, int bound) {
        this.bound = bound;
        threads = new ThreadPoolExecutor(count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                this::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "bellhop-worker-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** Whether more callbacks wait than may: new requests are to be refused. */
    boolean isFull() {
        return waiting.get() >= bound;
    }

    void waits() {
        waiting.incrementAndGet();
    }

    void served() {
        waiting.decrementAndGet();
    }

    void execute(Callback callback) {
        threads.execute(callback);
    }

    public void close() {
        threads.shutdownNow();
    }
}
