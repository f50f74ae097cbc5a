package io.bellhop.container.dispatch;

import io.bellhop.container.app.ServletHolder;
import io.bellhop.container.message.ProxyControl;
import io.bellhop.container.message.SipServletRequestImpl;
import io.bellhop.container.session.SipApplicationSessionImpl;
import io.bellhop.container.session.SipSessionImpl;
import io.bellhop.sip.message.StandardMethod;
import jakarta.servlet.sip.TooManyHopsException;

/** A request shown to a servlet. If that fails, the request is answered; if it belongs to a proxy, it goes on. */
final class RequestCallback extends Callback {
    private final Responder responder;
    private final SipServletRequestImpl request;
    private final ServletHolder servlet;

    RequestCallback(CallbackRunner runner, Responder responder, SipServletRequestImpl request) {
        super(runner, request.application());
        this.responder = responder;
        this.request = request;
        this.servlet = request.servlet();
    }

    @Override
    SipApplicationSessionImpl session() {
        return request.applicationSessionOrNull();
    }

    @Override
    void call() throws Exception {
        servlet.servlet().service(request, null);
    }

    @Override
    void done(Throwable thrown) {
        if (thrown != null) {
            answerFailure(thrown);
        }
        if (request.isInitial() && !request.finalSent() && request.serverTransaction() != null) {
            // It will be answered later, by another thread perhaps: a session sees to it that it is answered at all.
            request.session();
        }
        SipSessionImpl session = request.sessionOrNull();
        boolean passes = !request.isInitial() && session != null && session.proxy() != null && session.isValid()
                && !request.finalSent() && request.method() != StandardMethod.CANCEL;
        if (passes) {
            ((ProxyControl) session.proxy()).subsequent(request);
        }
    }

    private void answerFailure(Throwable thrown) {
        boolean answerable = request.serverTransaction() != null && !request.finalSent();
        if (!answerable) {
            return;
        }
        // JSR 289, TooManyHopsException: "Otherwise the exception will propagate to the container which will catch it
        // and generate a 483 (Too many hops) response."
        int status = thrown instanceof TooManyHopsException ? 483 : 500;
        if (request.proxyControl() != null) {
            request.proxyControl().failed(request, status);
        } else {
            responder.answer(request, status, null);
        }
    }

    @Override
    public String toString() {
        return request.getMethod() + " in servlet " + servlet.name();
    }
}
