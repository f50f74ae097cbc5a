package io.bellhop.container.session;

import io.bellhop.sip.loop.SipLoop;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.transaction.TransactionLayer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** One loop as the sessions see it: its tables, its transactions, and the way onto it for other threads. */
public final class CallOwner {
    private final SipLoop loop;
    private final TransactionLayer transactions;
    private final SessionPort port;
    private final SlotTable<SipSessionImpl> sessions = new SlotTable<>();
    private final SlotTable<SipApplicationSessionImpl> applicationSessions = new SlotTable<>();

    /** Forked dialogs whose session of the same tag has ended. */
    private final Map<Slice, Forks> orphans = new HashMap<>();

    public CallOwner(SipLoop loop, TransactionLayer transactions, SessionPort port) {
        this.loop = loop;
        this.transactions = transactions;
        this.port = port;
    }

    /** Any thread. */
    public SipLoop loop() {
        return loop;
    }

    public TransactionLayer transactions() {
        return transactions;
    }

    public SessionPort port() {
        return port;
    }

    public SlotTable<SipSessionImpl> sessions() {
        return sessions;
    }

    public SlotTable<SipApplicationSessionImpl> applicationSessions() {
        return applicationSessions;
    }

    /** The session of that token, or null. Loop only. */
    public SipSessionImpl session(Slice token) {
        if (SessionToken.loop(token) != loop.index()) {
            return null;
        }
        SipSessionImpl found = sessions.get(SessionToken.slot(token), SessionToken.generation(token));
        return found != null && found.check() == SessionToken.check(token) ? found : null;
    }

    /** The session with that tag of ours and that one of the peer, or null. Loop only. */
    public SipSessionImpl dialog(Slice local, Slice remote) {
        SipSessionImpl first = session(local);
        Forks forks = first != null ? first.forks() : orphans.isEmpty() ? null : orphans.get(local);
        if (forks != null) {
            return forks.find(remote);
        }
        return first != null && remote.equals(first.remoteTag()) ? first : null;
    }

    void orphans(Slice tag, Forks left) {
        if (left == null) {
            orphans.remove(tag);
        } else {
            orphans.put(tag, left);
        }
    }

    /** The application session of that token, or null. Loop only. */
    public SipApplicationSessionImpl applicationSession(Slice token) {
        if (SessionToken.loop(token) != loop.index()) {
            return null;
        }
        int slot = SessionToken.slot(token);
        SipApplicationSessionImpl found = applicationSessions.get(slot, SessionToken.generation(token));
        return found != null && found.check() == SessionToken.check(token) ? found : null;
    }

    /** Runs a task on the loop: now, if the caller is on it, else after what is queued there. Any thread. */
    public void run(Runnable task) {
        if (loop.inLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    /**
     * Runs a task on the loop and waits for its result. Any thread; a loop must not wait for another one.
     *
     * @throws IllegalStateException if the waiting thread is interrupted
     */
    public <T> T call(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        if (loop.inLoop()) {
            future.run();
        } else {
            loop.execute(future);
        }
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the owner of the session", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
