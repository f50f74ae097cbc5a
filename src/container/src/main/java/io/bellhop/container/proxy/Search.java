package io.bellhop.container.proxy;

import io.bellhop.container.message.MessageActions;
import io.bellhop.container.message.ResponseContinuation;
import io.bellhop.container.message.SipServletRequestImpl;
import io.bellhop.container.message.SipServletResponseImpl;
import io.bellhop.container.session.OpenTransaction;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ClientTransactionUser;
import io.bellhop.sip.transaction.ServerTransaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The response context of one proxied request (RFC 3261 16.7): which branches run and which wait, the best final
 * response so far, and what goes upstream. Owner loop only.
 */
final class Search extends OpenTransaction implements ResponseContinuation {
    private static final int REQUEST_TERMINATED = 487;

    private final ProxyImpl proxy;
    private final MessageActions actions;
    private final ServerTransaction transaction;
    private final boolean invite;
    private final List<ProxyBranchImpl> running = new ArrayList<>(1);
    private final ArrayDeque<ProxyBranchImpl> waiting = new ArrayDeque<>(1);
    private volatile SipServletRequestImpl original;
    private BestAnswer best = new BestAnswer();
    private int callbacks;
    private boolean begun;
    private boolean stopped;
    /** The application is being shown the best response, and has begun nothing new since. */
    private boolean choosing;
    private volatile boolean completed;

    Search(ProxyImpl proxy, SipServletRequestImpl original) {
        this.proxy = proxy;
        this.original = original;
        actions = original.actions();
        transaction = original.serverTransaction();
        invite = transaction.method() == StandardMethod.INVITE;
    }

    boolean invite() {
        return invite;
    }

    /** The request received; null once the search is over. Any thread. */
    SipServletRequestImpl original() {
        return original;
    }

    /** Whether a final response went upstream. */
    boolean completed() {
        return completed || transaction.isFinal();
    }

    /** What takes the place of a branch that is done with. @param known the To tag of its 2xx, or null */
    ClientTransactionUser late(Slice known) {
        return !invite ? Done.NOTHING
                : new LateSuccess(transaction, actions, proxy.laterToken(), known == null ? 0 : known.hashCode());
    }

    // ---- branches begin

    /** Takes branches in and starts what may start now. */
    void start(List<ProxyBranchImpl> branches) {
        if (completed()) {
            return;
        }
        if (!begun) {
            begun = true;
            proxy.session().begin(this);
        }
        if (!stopped && !branches.isEmpty()) {
            choosing = false;
        }
        waiting.addAll(branches);
        next();
        settle();
    }

    private void next() {
        if (stopped) {
            waiting.clear();
        }
        while (!waiting.isEmpty() && (proxy.getParallel() || running.isEmpty())) {
            ProxyBranchImpl branch = waiting.poll();
            running.add(branch);
            branch.start();
        }
        if (running.isEmpty() && waiting.isEmpty() && callbacks == 0 && !completed()) {
            complete();
        }
    }

    // ---- what comes back; our Via is gone from each response

    void provisional(ProxyBranchImpl branch, SipResponse response) {
        if (!completed()) {
            pass(branch, response);
        }
    }

    /**
     * A 2xx. "If the response is a 2xx to an INVITE, it MUST be forwarded immediately, even after another final one".
     *
     * @param repeated whether this branch had it before: a retransmission, which the application is not shown
     */
    void success(ProxyBranchImpl branch, SipResponse response, boolean repeated) {
        running.remove(branch);
        if (!invite && completed()) {
            settle();
            return;
        }
        // "an element that sent a 2xx MUST generate a CANCEL request for all pending client transactions" (step 10)
        succeeded();
        if (repeated) {
            transaction.respond(response);
        } else {
            pass(branch, response);
        }
        settle();
    }

    private void succeeded() {
        stopped = true;
        waiting.clear();
        if (!proxy.getNoCancel()) {
            cancelRunning(null);
        }
    }

    /**
     * A final response other than 2xx, or the end of a branch without any.
     *
     * @param response null where the branch timed out (408) or could not be sent (503)
     */
    void failure(ProxyBranchImpl branch, int status, SipResponse response) {
        running.remove(branch);
        if (completed()) {
            settle();
            return;
        }
        List<ProxyBranchImpl> redirected =
                response != null && status < 400 && !stopped ? branch.redirected(response) : List.of();
        if (redirected.isEmpty()) {
            best.add(status, response, branch);
        }
        // "If a 6xx response is received, it is not immediately forwarded, but the stateful proxy SHOULD cancel all
        // client pending transactions" (step 5), and no new branch is begun.
        if (status >= 600) {
            stop(null);
        }
        waiting.addAll(redirected);
        boolean more = !running.isEmpty() || !waiting.isEmpty();
        if (more && response != null && proxy.getSupervised()) {
            callbacks++;
            actions.deliver(branch.wrap(response, true), branch);
        } else {
            next();
            settle();
        }
    }

    /** The application was shown a final response of a branch while others go on. */
    void branchShown() {
        callbacks--;
        next();
        settle();
    }

    /** The application was shown a response that goes upstream at once. */
    void shown(SipServletResponseImpl response) {
        callbacks--;
        response.commit();
        forward(response.sip());
        next();
        settle();
    }

    private void pass(ProxyBranchImpl branch, SipResponse response) {
        if (proxy.getSupervised()) {
            callbacks++;
            actions.deliver(branch.wrap(response, false), branch);
        } else {
            forward(response);
        }
    }

    // ---- the application answers itself: a virtual branch (JSR 289 10.2.5)

    /**
     * A response that the application made for the request.
     *
     * @return true if it is kept as a candidate for the best response; false if it is to be sent now
     */
    boolean answered(SipServletResponseImpl response) {
        int status = response.getStatus();
        if (status < 200 || completed()) {
            return false;
        }
        if (begun && status >= 300) {
            best.own(status, response.sip());
            choosing = false;
            if (status >= 600) {
                stop(null);
            }
            next();
            settle();
            return true;
        }
        if (status < 300) {
            // From here on the application is the dialog's user agent server.
            proxy.session().proxy(null);
        }
        succeeded();
        completed = true;
        settle();
        return false;
    }

    // ---- the end

    private void complete() {
        SipResponse response = best.response();
        ProxyBranchImpl branch = best.branch();
        boolean own = response != null && branch == null;
        if (response == null) {
            response = SipResponse.to(original.sip(), best.status(stopped && invite), null, transaction.localTag());
        }
        if (proxy.getSupervised() && !own) {
            callbacks++;
            choosing = true;
            actions.deliver(chosen(response, branch), this);
        } else {
            forward(response);
        }
    }

    private SipServletResponseImpl chosen(SipResponse response, ProxyBranchImpl branch) {
        return SipServletResponseImpl.proxied(
                response, transaction.flow(), original, proxy.session(), actions, proxy, branch, false);
    }

    /** After the application saw the best response: it may have gone on to other targets meanwhile. */
    @Override
    public void after(SipServletResponseImpl response, Throwable failure) {
        callbacks--;
        if (choosing) {
            choosing = false;
            response.commit();
            forward(response.sip());
        }
        next();
        settle();
    }

    private void forward(SipResponse response) {
        int status = response.status();
        boolean success = invite && status / 100 == 2;
        if (completed() && !success) {
            return;
        }
        if (success) {
            proxy.dialogs().begun(response.toTag());
        }
        transaction.respond(response);
        if (original != null) {
            actions.forwarded(original, response);
        }
        completed |= status >= 200;
    }

    /** Lets go of what only a search that goes on needs; retransmitted 2xx still pass. */
    private void settle() {
        if (completed && running.isEmpty() && callbacks == 0 && original != null) {
            original = null;
            best = null;
            proxy.over();
            proxy.session().complete(this);
        }
    }

    /** Nothing: the session tells the proxy, which decides. */
    @Override
    protected void sessionEnded() {}

    // ---- cancelling

    /** Upstream or the application gives up (RFC 3261 16.10). */
    private void stop(String reason) {
        stopped = true;
        waiting.clear();
        cancelRunning(reason);
    }

    /** As {@link #stop}, where an answer is owed even if no branch runs. */
    void cancelled(String reason) {
        stop(reason);
        if (running.isEmpty() && callbacks == 0 && !completed()) {
            best.add(REQUEST_TERMINATED, null, null);
            complete();
        }
        settle();
    }

    private void cancelRunning(String reason) {
        for (int i = running.size() - 1; i >= 0; i--) {
            running.get(i).cancelTransaction(reason);
        }
    }

    /**
     * Nobody goes on with it: the application failed or is gone, or upstream is. Branches are cancelled, and upstream
     * is told if it can be.
     */
    void giveUp(int status) {
        stop(null);
        if (!completed()) {
            forward(SipResponse.to(original.sip(), status, null, transaction.localTag()));
        }
        completed = true;
        settle();
    }
}
