package io.bellhop.container.dispatch;

import io.bellhop.container.session.SipApplicationSessionImpl;
import jakarta.servlet.sip.SipApplicationSessionEvent;
import jakarta.servlet.sip.SipApplicationSessionListener;

/** SipApplicationSessionListener.sessionExpired, which may extend the lifetime; the end where it does not. */
final class ExpiryCallback extends Callback {
    private final SipApplicationSessionImpl session;

    ExpiryCallback(CallbackRunner runner, SipApplicationSessionImpl session) {
        super(runner, session.application());
        this.session = session;
    }

    @Override
    SipApplicationSessionImpl session() {
        return session;
    }

    @Override
    void call() {
        if (!session.isValid()) {
            return;
        }
        SipApplicationSessionEvent event = new SipApplicationSessionEvent(session);
        try {
            for (SipApplicationSessionListener listener : application().listeners().applicationSession()) {
                listener.sessionExpired(event);
            }
        } finally {
            session.endUnlessExtended();
        }
    }

    @Override
    void done(Throwable thrown) {
        // it is gone, or its timer runs again
    }

    @Override
    public String toString() {
        return "sessionExpired of " + session;
    }
}
