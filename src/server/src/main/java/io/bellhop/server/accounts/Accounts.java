package io.bellhop.server.accounts;

import java.util.concurrent.CompletableFuture;

/** Who has an account here. A port: what stands behind it is unknown to the servlets. Any thread may call. */
public interface Accounts extends AutoCloseable {

    /**
     * Asks whether a user has an account. Never waits.
     *
     * @param user the user part of an address of record, unescaped, in its own case
     * @return the answer, now or later, from whatever thread; exceptional where nobody could be asked
     */
    CompletableFuture<Boolean> isKnown(String user);

    /** Stops answering. */
    @Override
    void close();
}
