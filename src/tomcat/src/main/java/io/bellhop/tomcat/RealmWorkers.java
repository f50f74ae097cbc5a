package io.bellhop.tomcat;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that wait for realms: few, since more would only wait in the database's pool. Any thread may call. */
final class RealmWorkers implements Executor {
    private static final int THREADS = 4;
    /** Beyond that callers wait longer than their phones do: better told at once. */
    private static final int WAITING = 2_000;
    private static final long IDLE_SECONDS = 30;

    private final AtomicInteger number = new AtomicInteger();
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING), this::thread);

    RealmWorkers() {
        pool.allowCoreThreadTimeOut(true);
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "bellhop-realm-" + number.incrementAndGet());
        thread.setDaemon(true);
        thread.setContextClassLoader(RealmWorkers.class.getClassLoader());
        return thread;
    }

    /** @throws java.util.concurrent.RejectedExecutionException if too many wait */
    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }
}
