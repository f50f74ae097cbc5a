package io.bellhop.container.dispatch;

import io.bellhop.container.message.Dialogs;
import io.bellhop.container.message.Reliability;
import io.bellhop.container.message.SipServletRequestImpl;
import io.bellhop.container.message.SipServletResponseImpl;
import io.bellhop.container.session.Forks;
import io.bellhop.container.session.OpenTransaction;
import io.bellhop.container.session.SipSessionImpl;
import io.bellhop.sip.message.Method;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ClientTransaction;
import io.bellhop.sip.transaction.ClientTransactionUser;
import io.bellhop.sip.transport.Flow;
import jakarta.servlet.sip.SipSession.State;
import java.util.ArrayList;
import java.util.List;

/** A request of a user agent client and what comes back: dialogs, forks, repeated 2xx (RFC 3261 12.1.2, 13.2.2). */
final class Exchange extends OpenTransaction implements ClientTransactionUser {
    /** An ACK that was sent, to be sent again for a 2xx that comes again. */
    private record Acknowledged(SipSessionImpl session, SipRequest ack) {}

    private final LoopRuntime runtime;
    private final SipServletRequestImpl request;
    private final SipSessionImpl session;
    private final List<SipSessionImpl> succeeded = new ArrayList<>(1);
    private final List<Acknowledged> acknowledged = new ArrayList<>(1);
    private HangUp hangUp;
    private boolean over;

    Exchange(LoopRuntime runtime, SipServletRequestImpl request) {
        this.runtime = runtime;
        this.request = request;
        this.session = request.session();
    }

    /** Nobody waits for the answer any more. An INVITE is cancelled, and whoever answers it all the same hung up on. */
    @Override
    protected void sessionEnded() {
        over = true;
        ClientTransaction sent = request.clientTransaction();
        if (sent == null || sent.isTerminated()) {
            return;
        }
        if (isInvite() && !sent.isFinal()) {
            sent.user(new HangUp(runtime.sender(), session.preferred()));
            sent.cancel(null);
        } else {
            sent.abandon();
        }
    }

    @Override
    protected SipServletRequestImpl request() {
        return request;
    }

    @Override
    protected boolean isOurs() {
        return true;
    }

    @Override
    protected boolean isInvite() {
        return request.method() == StandardMethod.INVITE;
    }

    @Override
    public void response(ClientTransaction transaction, SipResponse response) {
        int status = response.status();
        if (status == 100) {
            return;
        }
        SipSessionImpl to = sessionOf(response);
        if (to == null) {
            // A further answer, and the application has ended all that it could be shown in.
            if (hangUp == null) {
                hangUp = new HangUp(runtime.sender(), session.preferred());
            }
            hangUp.response(transaction, response);
            return;
        }
        if (status < 200 && isInvite() && !isNext(to, response)) {
            return;
        }
        if (status / 100 == 2 && isInvite()) {
            if (succeeded.contains(to)) {
                again(to);
                return;
            }
            succeeded.add(to);
        }
        show(to, response, transaction.flow());
    }

    /**
     * RFC 3262 4: a reliable response whose RSeq "is not one higher than the value of the sequence number [...] MUST
     * NOT be acknowledged with a PRACK, and MUST NOT be processed further by the UAC".
     */
    private static boolean isNext(SipSessionImpl to, SipResponse response) {
        long number = Reliability.number(response);
        return number < 0 || to.extensions().reliableInOrder(response.cseq(), number);
    }

    private void show(SipSessionImpl to, SipResponse response, Flow flow) {
        to.touched();
        boolean last = response.status() >= 200 && !over;
        state(to, response);
        if (last) {
            over = true;
            request.answered();
        }
        SipServletResponseImpl shown = SipServletResponseImpl.received(response, flow, request, to);
        if (!shown.isCommitted() && to.isValid()) {
            to.uncommitted(shown);
        }
        if (last) {
            // Before the application sees it: it may send the next request at once, with credentials perhaps.
            session.complete(this);
        }
        runtime.deliver(shown, null);
    }

    /** A 2xx that came before: "the UAC core MUST ... re-transmit the ACK"; not shown again. */
    private void again(SipSessionImpl to) {
        for (Acknowledged each : acknowledged) {
            if (each.session() == to) {
                runtime.sender().stateless(each.ack().copy(), to.preferred());
            }
        }
    }

    void acknowledged(SipSessionImpl by, SipRequest ack) {
        acknowledged.add(new Acknowledged(by, ack));
    }

    /** The session of a response: the request's, or one derived for another dialog (JSR 289 6.2.3.2). */
    private SipSessionImpl sessionOf(SipResponse response) {
        Slice tag = response.toTag();
        boolean mayFork = request.isInitial() && Dialogs.isCreating(request.method()) && response.status() < 300;
        if (tag == null || !mayFork) {
            return session;
        }
        for (int i = 0; i < succeeded.size(); i++) {
            // It may have ended meanwhile.
            if (tag.equals(succeeded.get(i).remoteTag())) {
                return succeeded.get(i);
            }
        }
        if (session.remoteTag() == null && session.isValid()) {
            session.remoteTag(tag);
        }
        if (tag.equals(session.remoteTag())) {
            return session;
        }
        Forks forks = session.forks();
        SipSessionImpl known = forks == null ? null : forks.find(tag);
        return known != null ? known : derived(tag);
    }

    private SipSessionImpl derived(Slice tag) {
        if (!session.applicationSession().isValid()) {
            return null;
        }
        SipSessionImpl made = new SipSessionImpl(session.applicationSession(), session, session.handler());
        made.remoteTag(tag);
        made.dialog().localSequence(request.sip().cseq());
        session.forked(made);
        made.created();
        made.takeAttributes(session);
        return made;
    }

    /** JSR 289 6.2.1, the session of a user agent client. */
    private void state(SipSessionImpl to, SipResponse response) {
        int status = response.status();
        Method method = request.method();
        if (method == StandardMethod.BYE && Responder.endsDialog(status)) {
            to.become(State.TERMINATED);
        } else if (request.isInitial() && Dialogs.isCreating(method)) {
            dialog(to, response);
        } else if (status / 100 == 2 && Dialogs.isRefreshing(method)) {
            to.dialog().refresh(response);
        }
    }

    private void dialog(SipSessionImpl to, SipResponse response) {
        int status = response.status();
        if (status < 300) {
            if (response.toTag() != null && to.state() != State.CONFIRMED) {
                to.dialog().uac(response);
                to.become(status < 200 ? State.EARLY : State.CONFIRMED);
                if (status >= 200) {
                    session.first(null);
                }
            }
            return;
        }
        // "A SipSession ... acting as a UAC transitions from the EARLY state back to the INITIAL state on account of
        // receiving a non-2xx final response"; the derived ones end.
        failed(session);
        Forks forks = session.forks();
        if (forks != null) {
            for (SipSessionImpl each : forks.members()) {
                failed(each);
            }
        }
    }

    private void failed(SipSessionImpl each) {
        if (each.isValid() && each.state() != State.CONFIRMED) {
            each.become(each == session ? State.INITIAL : State.TERMINATED);
            each.remoteTag(null);
            runtime.settle(each);
        }
    }

    /**
     * RFC 3261 13.2.2.4: "The UAC core considers the INVITE transaction completed 64*T1 seconds after the reception of
     * the first 2xx response. At this point all the early dialogs that have not transitioned to established dialogs are
     * terminated."
     */
    @Override
    public void terminated(ClientTransaction transaction) {
        if (!request.isInitial() || succeeded.isEmpty()) {
            return;
        }
        endEarly(session);
        Forks forks = session.forks();
        if (forks != null) {
            for (SipSessionImpl each : forks.members()) {
                endEarly(each);
            }
        }
    }

    private void endEarly(SipSessionImpl each) {
        if (each.isValid() && each.state() == State.EARLY) {
            each.become(State.TERMINATED);
            runtime.settle(each);
        }
    }

    @Override
    public void timedOut(ClientTransaction transaction) {
        failed(408, null);
    }

    @Override
    public void transportFailed(ClientTransaction transaction, String why) {
        // Cancelled before it could be sent.
        failed(request.isCancelled() ? 487 : 503, null);
    }

    /** RFC 3261 8.1.3.1: a time-out is treated as a 408, a transport error as a 503. */
    void failed(int status, String reason) {
        if (!over) {
            show(session, SipResponse.to(request.sip(), status, reason, null), null);
        }
    }
}
