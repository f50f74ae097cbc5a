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
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ServerTransaction;
import io.bellhop.sip.transport.Flow;

/** Takes requests from the transactions: subsequent ones to their session, initial ones to the application router. */
final class RequestDispatcher {
    private static final int RETRY_AFTER_MOST = 10;

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
        if (session.proxy() == null && request.method() == StandardMethod.INVITE && isGlare(session)) {
            glare(request, transaction, session);
            return;
        }
        SipServletRequestImpl made = made(request, transaction.flow(), transaction, session, popped);
        transaction.user(made);
        made.begin();
        runtime.call(made);
    }

    private static boolean isGlare(SipSessionImpl session) {
        return session.hasInvite(true) || session.hasInvite(false);
    }

    /** RFC 3261 14.2: an INVITE inside the dialog while another one goes on. */
    private void glare(SipRequest request, ServerTransaction transaction, SipSessionImpl session) {
        if (session.hasInvite(false)) {
            // "MUST return a 500 (Server Internal Error) response to the second INVITE and MUST include a Retry-After
            // header field with a randomly chosen value of between 0 and 10 seconds."
            SipResponse response = SipResponse.to(request, 500, "Another INVITE goes on", null);
            response.set(StandardHeader.RETRY_AFTER,
                    String.valueOf(runtime.owner().loop().random().nextInt(RETRY_AFTER_MOST + 1)));
            transaction.respond(response);
        } else {
            // "A UAS that receives an INVITE on a dialog while an INVITE it had sent on that dialog is in progress MUST
            // return a 491 (Request Pending) response to the received INVITE."
            reject(request, transaction, 491, null);
        }
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
        Slice tag = request.toTag();
        Slice remote = request.fromTag();
        SipSessionImpl dialog = tag == null || remote == null ? null : runtime.owner().dialog(tag, remote);
        if (dialog != null || tag == null) {
            return dialog;
        }
        SipSessionImpl first = runtime.owner().session(tag);
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
