package io.bellhop.container.dispatch;

import io.bellhop.container.message.Dialogs;
import io.bellhop.container.message.ProxyControl;
import io.bellhop.container.message.SipServletRequestImpl;
import io.bellhop.container.message.SipServletResponseImpl;
import io.bellhop.container.session.SipSessionImpl;
import io.bellhop.sip.message.Method;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ServerTransaction;
import jakarta.servlet.sip.SipSession.State;

/** Responses upstream: the user agent server's (RFC 3261 8.2.6, 12.1.1, 13.3), and what they do to the session. */
final class Responder {
    private final LoopRuntime runtime;

    Responder(LoopRuntime runtime) {
        this.runtime = runtime;
    }

    /** What the container puts into a response that an application creates: Contact and Record-Route. */
    void prepare(SipServletRequestImpl request, SipResponse response) {
        Method method = request.method();
        int status = response.status();
        if (status <= 100 || status >= 300 || !Dialogs.isRefreshing(method)) {
            return;
        }
        SipSessionImpl session = request.sessionOrNull();
        response.set(StandardHeader.CONTACT, LocalPoints.contact(runtime.scope().points()
                .pointOf(session == null ? null : session.preferred(), request.flow())));
        // RFC 3261 12.1.1: "the UAS MUST copy all Record-Route header field values from the request into the response".
        SipRequest received = request.sip();
        if (Dialogs.isCreating(method) && received.has(StandardHeader.RECORD_ROUTE)) {
            for (Slice value : received.allSlices(StandardHeader.RECORD_ROUTE)) {
                response.addLast(StandardHeader.RECORD_ROUTE, value);
            }
        }
    }

    /** An answer of the container itself, in the session if the request has one. */
    void answer(SipServletRequestImpl request, int status, String reason) {
        Slice tag = request.sip().toTag() != null ? null : request.sessionOrNull() == null
                ? request.serverTransaction().localTag() : request.sessionOrNull().localTag();
        answer(request, SipResponse.to(request.sip(), status, reason, tag));
    }

    /** As {@link #answer(SipServletRequestImpl, int, String)}, with headers of its own. */
    void answer(SipServletRequestImpl request, SipResponse response) {
        request.commit();
        send(request, response);
    }

    void respond(SipServletResponseImpl response) {
        SipServletRequestImpl request = response.request();
        ServerTransaction transaction = request.serverTransaction();
        if (response.isFurther()) {
            respondFurther(response, transaction);
            return;
        }
        if (transaction.isFinal()) {
            // A CANCEL was answered with 487 while the application's own response was on its way.
            return;
        }
        if (request.proxyControl() != null && request.proxyControl().answered(response)) {
            return;
        }
        if (ReliableResponses.takes(runtime, response)) {
            return;
        }
        send(request, response.sip());
        waitForAck(request.session(), response);
    }

    private void waitForAck(SipSessionImpl session, SipServletResponseImpl response) {
        SipServletRequestImpl request = response.request();
        if (request.method() == StandardMethod.INVITE && response.getStatus() / 100 == 2 && session.isValid()) {
            AckTimer timer = new AckTimer(session, request, response, runtime);
            session.waitForAck(timer);
            timer.begin();
        }
    }

    /**
     * A further success response (JSR 289, B2buaHelper.createResponseToOriginalRequest; RFC 3261 13.3.1.4 for a proxy
     * that forks: each is a dialog of its own, by its To tag).
     *
     * @throws IllegalStateException if the transaction is over
     */
    SipServletResponseImpl further(SipServletRequestImpl original, SipSessionImpl session, int status, String reason) {
        if (original.serverTransaction().isTerminated() || !session.isValid()) {
            throw new IllegalStateException("the original request was answered too long ago");
        }
        SipSessionImpl made = new SipSessionImpl(session.applicationSession(), session, session.handler());
        made.remoteTag(original.sip().fromTag());
        made.first(original);
        made.created();
        made.takeAttributes(session);
        SipResponse response = SipResponse.to(original.sip(), status, reason, made.localTag());
        prepare(original, response);
        return SipServletResponseImpl.further(response, original, made);
    }

    private void respondFurther(SipServletResponseImpl response, ServerTransaction transaction) {
        SipSessionImpl session = response.session();
        if (session.isValid()) {
            session.dialog().uas(response.request().sip());
            session.become(State.CONFIRMED);
            transaction.respond(response.sip());
            waitForAck(session, response);
        }
    }

    /** Sends it, and the session takes its new state. */
    void send(SipServletRequestImpl request, SipResponse response) {
        ServerTransaction transaction = request.serverTransaction();
        SipSessionImpl session = request.sessionOrNull();
        if (session != null && session.isValid()) {
            userAgentState(session, request, response);
        }
        transaction.respond(response);
        if (response.status() >= 200) {
            answered(request, response.status());
        }
    }

    /** A final response went out: nothing waits for this request any more. */
    private static void answered(SipServletRequestImpl request, int status) {
        boolean toldOfMissingAck = request.method() == StandardMethod.INVITE && status >= 300
                && request.proxyControl() == null && request.application() != null
                && request.application().listeners().error().length > 0;
        if (!toldOfMissingAck) {
            request.leaveTransaction();
        }
        ReliableResponses.finalSent(request);
        request.end();
        if (request.sessionOrNull() == null && request.applicationSessionOrNull() != null) {
            request.actions().owner().port().settle(request.applicationSessionOrNull());
        }
    }

    /** JSR 289 6.2.1, the session of a user agent server. */
    private static void userAgentState(SipSessionImpl session, SipServletRequestImpl request, SipResponse response) {
        int status = response.status();
        Method method = request.method();
        if (request.isInitial() && Dialogs.isCreating(method)) {
            if (status > 100 && status < 300 && session.state() != State.CONFIRMED) {
                session.remoteTag(request.sip().fromTag());
                session.dialog().uas(request.sip());
            }
            progress(session, status);
        } else if (status / 100 == 2 && method == StandardMethod.BYE) {
            session.become(State.TERMINATED);
        } else if (status / 100 == 2 && Dialogs.isRefreshing(method) && session.hasDialog()) {
            session.dialog().refresh(request.sip());
        }
    }

    private static void progress(SipSessionImpl session, int status) {
        if (status <= 100) {
            return;
        }
        if (status < 200) {
            if (session.state() == State.INITIAL) {
                session.become(State.EARLY);
            }
        } else if (status < 300) {
            session.become(State.CONFIRMED);
        } else if (session.state() != State.CONFIRMED) {
            session.become(State.TERMINATED);
        }
    }

    /** Whether a response to BYE leaves no dialog; one that asks for credentials does (RFC 3261 15.1.1). */
    static boolean endsDialog(int status) {
        return status >= 200 && status != 401 && status != 407;
    }

    /** JSR 289 6.2.1, the session of a proxy: a response was forwarded. */
    void forwarded(SipServletRequestImpl original, SipResponse response) {
        int status = response.status();
        SipSessionImpl session = original.sessionOrNull();
        if (session != null && session.isValid()) {
            if (original.isInitial() && Dialogs.isCreating(original.method())) {
                progress(session, status);
            } else if (original.method() == StandardMethod.BYE && endsDialog(status)
                    && (!(session.proxy() instanceof ProxyControl proxy) || proxy.hungUp(original))) {
                session.become(State.TERMINATED);
            }
        }
        if (status >= 200) {
            original.commit();
            answered(original, status);
        }
    }
}
