package io.bellhop.container.dispatch;

import io.bellhop.container.message.SipServletRequestImpl;
import io.bellhop.container.message.SipServletResponseImpl;
import io.bellhop.container.session.SipApplicationSessionImpl;
import jakarta.servlet.sip.SipErrorEvent;
import jakarta.servlet.sip.SipErrorListener;

/** SipErrorListener.noAckReceived (JSR 289 8.4). */
final class AckMissingCallback extends Callback {
    private final SipServletRequestImpl request;
    private final SipServletResponseImpl response;

    AckMissingCallback(CallbackRunner runner, SipServletRequestImpl request, SipServletResponseImpl response) {
        super(runner, request.application());
        this.request = request;
        this.response = response;
    }

    @Override
    SipApplicationSessionImpl session() {
        return request.applicationSessionOrNull();
    }

    @Override
    void call() {
        SipErrorEvent event = new SipErrorEvent(request, response);
        for (SipErrorListener listener : application().listeners().error()) {
            listener.noAckReceived(event);
        }
    }

    @Override
    void done(Throwable thrown) {
        // what follows is the application's: a BYE as a rule
    }

    @Override
    public String toString() {
        return "noAckReceived";
    }
}
