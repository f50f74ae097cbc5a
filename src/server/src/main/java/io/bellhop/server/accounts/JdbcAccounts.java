package io.bellhop.server.accounts;

import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Accounts in a database, asked on two threads of their own. When more questions wait than a burst explains, a new one
 * fails at once instead of growing a queue.
 */
public final class JdbcAccounts implements Accounts {

    private static final int THREADS = 2;
    private static final int WAITING_QUESTIONS = 1000;

    private final AccountTable table;
    private final ThreadPoolExecutor executor;

    /**
     * Begins to answer.
     *
     * @param source where the table {@code account} is
     */
    public JdbcAccounts(DataSource source) {
        table = new AccountTable(source);
        executor = new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING_QUESTIONS), task -> {
                    Thread thread = new Thread(task, "bellhop-accounts");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public CompletableFuture<Boolean> isKnown(String user) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        try {
            executor.execute(() -> ask(user, answer));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    private void ask(String user, CompletableFuture<Boolean> answer) {
        boolean known;
        try {
            known = table.contains(user);
        } catch (SQLException | RuntimeException e) {
            answer.completeExceptionally(e);
            return;
        }
        answer.complete(known);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
