package io.bellhop.container.dispatch;

import io.bellhop.container.app.ServletHolder;
import io.bellhop.container.message.ResponseContinuation;
import io.bellhop.container.message.SipServletResponseImpl;
import io.bellhop.container.session.SipApplicationSessionImpl;
import io.bellhop.container.session.SipSessionImpl;

/** A response shown to the servlet of its session. */
final class ResponseCallback extends Callback {
    private final SipServletResponseImpl response;
    private final SipSessionImpl session;
    private final ServletHolder servlet;
    private final ResponseContinuation after;

    ResponseCallback(CallbackRunner runner, SipServletResponseImpl response, SipSessionImpl session,
            ResponseContinuation after) {
        super(runner, session.application());
        this.response = response;
        this.session = session;
        this.servlet = session.handler();
        this.after = after;
    }

    @Override
    SipApplicationSessionImpl session() {
        return session.applicationSession();
    }

    @Override
    void call() throws Exception {
        servlet.servlet().service(null, response);
    }

    @Override
    void done(Throwable thrown) {
        if (after != null) {
            after.after(response, thrown);
        }
    }

    @Override
    public String toString() {
        return "response " + response.getStatus() + " in servlet " + servlet.name();
    }
}
