package io.bellhop.container.dispatch;

import io.bellhop.container.message.Dialogs;
import io.bellhop.container.message.Reliability;
import io.bellhop.container.message.SipServletRequestImpl;
import io.bellhop.container.message.SipServletResponseImpl;
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
    private boolean over;

    Exchange(LoopRuntime runtime, SipServletRequestImpl request) {
        this.runtime = runtime;
        this.request = request;
        this.session = request.session();
    }

    /** Nobody waits for the answer any more. */
    @Override
    protected void sessionEnded() {
        over = true;
        ClientTransaction sent = request.clientTransaction();
        if (sent != null && !sent.isTerminated()) {
            sent.abandon();
        }
    }

    private boolean isInvite() {
        return request.method() == StandardMethod.INVITE;
    }

    @Override
    public void response(ClientTransaction transaction, SipResponse response) {
        int status = response.status();
        if (status == 100) {
            return;
        }
        SipSessionImpl to = sessionOf(response);
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
        }
        runtime.deliver(SipServletResponseImpl.received(response, flow, request, to), null);
        if (last) {
            session.complete(this);
        }
    }

    /** A 2xx that came before: "the UAC core MUST ... re-transmit the ACK"; not shown again. */
    private void again(SipSessionImpl to) {
        for (Acknowledged each : acknowledged) {
            if (each.session() == to) {
                runtime.sender().stateless(each.ack().copy(), to);
            }
        }
    }

    void acknowledged(SipSessionImpl by, SipRequest ack) {
        acknowledged.add(new Acknowledged(by, ack));
    }

    /** The session of a response: the request's, or one derived for another dialog (JSR 289 6.2.3.2). */
    private SipSessionImpl sessionOf(SipResponse response) {
        Slice tag = response.toTag();
        boolean forks = request.isInitial() && Dialogs.isCreating(request.method()) && response.status() < 300;
        if (tag == null || !forks) {
            return session;
        }
        for (SipSessionImpl each = session; each != null; each = each.fork()) {
            if (each.remoteTag() == null) {
                each.remoteTag(tag);
            }
            if (tag.equals(each.remoteTag())) {
                return each;
            }
        }
        return derived(tag);
    }

    private SipSessionImpl derived(Slice tag) {
        SipSessionImpl made =
                new SipSessionImpl(session.applicationSession(), session, session.handler());
        made.remoteTag(tag);
        made.dialog().localSequence(request.sip().cseq());
        made.fork(session.fork());
        session.fork(made);
        made.created();
        return made;
    }

    /** JSR 289 6.2.1, the session of a user agent client. */
    private void state(SipSessionImpl to, SipResponse response) {
        int status = response.status();
        Method method = request.method();
        if (method == StandardMethod.BYE && status >= 200) {
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
            }
            return;
        }
        // "A SipSession ... acting as a UAC transitions from the EARLY state back to the INITIAL state on account of
        // receiving a non-2xx final response"; the derived ones end.
        for (SipSessionImpl each = session; each != null; each = each.fork()) {
            if (each.state() != State.CONFIRMED) {
                each.become(each == session ? State.INITIAL : State.TERMINATED);
                each.remoteTag(null);
                runtime.settle(each);
            }
        }
    }

    @Override
    public void timedOut(ClientTransaction transaction) {
        failed(408, null);
    }

    @Override
    public void transportFailed(ClientTransaction transaction, String why) {
        failed(503, null);
    }

    /** RFC 3261 8.1.3.1: a time-out is treated as a 408, a transport error as a 503. */
    void failed(int status, String reason) {
        if (!over) {
            show(session, SipResponse.to(request.sip(), status, reason, null), null);
        }
    }
}
