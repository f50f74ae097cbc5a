package io.bellhop.container.dispatch;

import io.bellhop.container.session.SipApplicationSessionImpl;
import io.bellhop.sip.loop.SipLoop;
import java.util.ArrayDeque;

/**
 * Runs callbacks so that those of one application session never overlap: inline, one after the other, where the
 * application does not block; on workers, in order, where it may.
 */
final class CallbackRunner {
    private final SipLoop loop;
    private final Workers workers;
    private final SessionKeeper keeper;
    private final ArrayDeque<Callback> deferred = new ArrayDeque<>();
    private boolean busy;

    CallbackRunner(SipLoop loop, Workers workers, SessionKeeper keeper) {
        this.loop = loop;
        this.workers = workers;
        this.keeper = keeper;
    }

    /** Whether a callback runs inline at this moment. */
    boolean isBusy() {
        return busy;
    }

    /** Whether callbacks of that session run or wait on workers. */
    static boolean isBusy(SipApplicationSessionImpl session) {
        return session.callbacks() instanceof CallbackQueue queue && queue.isRunning();
    }

    void run(Callback callback) {
        if (callback.application().blocking()) {
            queue(callback);
        } else if (busy) {
            // What a callback itself sets off (a send that fails at once) is told when it is over, not inside it.
            deferred.add(callback);
        } else {
            inline(callback);
        }
    }

    private void inline(Callback first) {
        busy = true;
        try {
            for (Callback next = first; next != null; next = deferred.poll()) {
                next.done(next.invoke());
            }
        } finally {
            busy = false;
        }
        keeper.flush();
    }

    private void queue(Callback callback) {
        SipApplicationSessionImpl session = callback.session();
        CallbackQueue queue = (CallbackQueue) session.callbacks();
        if (queue == null) {
            queue = new CallbackQueue();
            session.callbacks(queue);
        }
        if (queue.isRunning()) {
            workers.waits();
            queue.add(callback);
        } else {
            queue.running(true);
            workers.waits();
            workers.execute(callback);
        }
    }

    /** On a worker: the call is over. */
    void backToLoop(Callback callback) {
        workers.served();
        loop.execute(callback);
    }

    /** On the loop, after {@link #backToLoop}. */
    void finished(Callback callback) {
        SipApplicationSessionImpl session = callback.session();
        CallbackQueue queue = (CallbackQueue) session.callbacks();
        callback.finish();
        Callback next = queue.poll();
        if (next != null) {
            workers.execute(next);
        } else {
            queue.running(false);
            keeper.settleAll(session);
        }
    }
}
