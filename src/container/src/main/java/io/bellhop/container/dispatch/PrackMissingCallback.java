package io.bellhop.container.dispatch;

import io.bellhop.container.message.SipServletRequestImpl;
import io.bellhop.container.message.SipServletResponseImpl;
import io.bellhop.container.session.SipApplicationSessionImpl;
import jakarta.servlet.sip.SipErrorEvent;
import jakarta.servlet.sip.SipErrorListener;

/** SipErrorListener.noPrackReceived (JSR 289 8.4, RFC 3262 3). */
final class PrackMissingCallback extends Callback {
    private final SipServletRequestImpl request;
    private final SipServletResponseImpl response;

    PrackMissingCallback(CallbackRunner runner, SipServletRequestImpl request, SipServletResponseImpl response) {
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
            listener.noPrackReceived(event);
        }
    }

    @Override
    void done(Throwable thrown) {
        // what follows is the application's: a 5xx for the INVITE as a rule
    }

    @Override
    public String toString() {
        return "noPrackReceived";
    }
}
