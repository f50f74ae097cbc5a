package io.bellhop.container.dispatch;

import io.bellhop.container.app.ApplicationRuntime;
import io.bellhop.container.app.ServletHolder;
import io.bellhop.container.message.SipServletRequestImpl;
import io.bellhop.container.session.SipSessionImpl;
import io.bellhop.sip.message.MalformedHeaderException;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.transaction.ServerTransaction;
import io.bellhop.sip.transport.Flow;

/** Takes requests from the transactions: subsequent ones to their session, initial ones to the application router. */
final class RequestDispatcher {
    private final LoopRuntime runtime;
    private final Routes routes;
    private final InitialDispatcher initial;

    RequestDispatcher(LoopRuntime runtime) {
        this.runtime = runtime;
        routes = new Routes(runtime.scope().points());
        initial = new InitialDispatcher(runtime, routes);
    }

    InitialDispatcher initial() {
        return initial;
    }

    void request(SipRequest request, ServerTransaction transaction) {
        Slice popped;
        try {
            popped = routes.pop(request);
        } catch (MalformedHeaderException e) {
            reject(request, transaction, 400, "Bad Route");
            return;
        }
        if (request.toTag() == null) {
            initial.dispatch(request, transaction, popped);
        } else {
            subsequent(request, transaction, popped);
        }
    }

    private void subsequent(SipRequest request, ServerTransaction transaction, Slice popped) {
        SipSessionImpl session = find(request, popped);
        if (session == null) {
            // RFC 3261 12.2.2: "the UAS ... SHOULD reject the request with a 481".
            reject(request, transaction, 481, null);
            return;
        }
        session.touched();
        if (session.proxy() == null && session.hasDialog() && !session.dialog().inOrder(request.cseq())) {
            reject(request, transaction, 500, "CSeq out of order");
            return;
        }
        if (session.proxy() == null && EarlyDialogRules.refuse(session, request, transaction)) {
            return;
        }
        SipServletRequestImpl made = made(request, transaction.flow(), transaction, session, popped);
        transaction.user(made);
        made.begin();
        runtime.call(made);
    }

    private SipServletRequestImpl made(SipRequest request, Flow flow, ServerTransaction transaction,
            SipSessionImpl session, Slice popped) {
        ApplicationRuntime application = session.application();
        // A worker gets a copy: the transaction goes on reading its own.
        SipRequest shown = application.blocking() ? request.copy() : request;
        SipServletRequestImpl made =
                SipServletRequestImpl.received(shown, runtime, flow, transaction, false, popped);
        made.dispatched(application, session.handler());
        made.session(session);
        return made;
    }

    void ack(SipRequest ack, Flow flow) {
        Slice popped;
        try {
            popped = routes.pop(ack);
        } catch (MalformedHeaderException e) {
            return;
        }
        SipSessionImpl session = find(ack, popped);
        if (session == null) {
            return;
        }
        session.touched();
        // An ACK that comes again, after the one that ended the retransmissions, is absorbed.
        if (session.proxy() != null || session.acknowledged(ack.cseq()) != null) {
            runtime.call(made(ack, flow, null, session, popped));
        }
    }

    /** doCancel for an INVITE received: in its session, with nothing to be answered. */
    void cancel(SipServletRequestImpl invite, SipRequest cancel) {
        SipSessionImpl session = invite.session();
        SipServletRequestImpl made = SipServletRequestImpl.received(cancel, runtime, invite.flow(), null, false, null);
        ServletHolder servlet = session.handler();
        made.dispatched(session.application(), servlet);
        made.session(session);
        runtime.call(made);
    }

    /** The session of a request inside a dialog: by the token in our Record-Route, or by our tag. */
    private SipSessionImpl find(SipRequest request, Slice popped) {
        Slice token = Routes.token(popped);
        SipSessionImpl session = token == null ? null : runtime.owner().session(token);
        if (session == null) {
            session = byTag(request);
        }
        return session != null && session.isValid() && session.callId().equals(request.callId()) ? session : null;
    }

    private SipSessionImpl byTag(SipRequest request) {
        SipSessionImpl first = request.toTag() == null ? null : runtime.owner().session(request.toTag());
        Slice remote = request.fromTag();
        for (SipSessionImpl each = first; each != null; each = each.fork()) {
            if (remote != null && remote.equals(each.remoteTag())) {
                return each;
            }
        }
        return first != null && first.proxy() == null && (first.remoteTag() == null || remote == null) ? first : null;
    }

    static void reject(SipRequest request, ServerTransaction transaction, int status, String reason) {
        SipResponse response = SipResponse.to(request, status, reason, transaction.localTag());
        if (status == 503) {
            response.set(StandardHeader.RETRY_AFTER, "5");
        }
        transaction.respond(response);
    }
}
