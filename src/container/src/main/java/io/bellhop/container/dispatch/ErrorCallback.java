package io.bellhop.container.dispatch;

import io.bellhop.container.message.SipServletRequestImpl;
import io.bellhop.container.message.SipServletResponseImpl;
import io.bellhop.container.session.SipApplicationSessionImpl;
import jakarta.servlet.sip.SipErrorEvent;
import jakarta.servlet.sip.SipErrorListener;

/** What a SipErrorListener is told (JSR 289 8.4): no ACK for a 2xx, no PRACK for a reliable response (RFC 3262 3). */
final class ErrorCallback extends Callback {
    /** What is missing. */
    enum Missing {
        ACK {
            @Override
            void tell(SipErrorListener listener, SipErrorEvent event) {
                listener.noAckReceived(event);
            }
        },
        PRACK {
            @Override
            void tell(SipErrorListener listener, SipErrorEvent event) {
                listener.noPrackReceived(event);
            }
        };

        abstract void tell(SipErrorListener listener, SipErrorEvent event);
    }

    private final Missing missing;
    private final SipServletRequestImpl request;
    private final SipServletResponseImpl response;

    ErrorCallback(
            CallbackRunner runner, Missing missing, SipServletRequestImpl request, SipServletResponseImpl response) {
        super(runner, request.application());
        this.missing = missing;
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
            missing.tell(listener, event);
        }
    }

    @Override
    void done(Throwable thrown) {
        // what follows is the application's: a BYE, or a 5xx for the INVITE, as a rule
    }

    @Override
    public String toString() {
        return "no " + missing + " received";
    }
}
