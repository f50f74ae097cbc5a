package io.bellhop.container.runtime;

import io.bellhop.container.app.ApplicationRuntime;
import io.bellhop.container.session.SipApplicationSessionImpl;
import jakarta.servlet.sip.ServletTimer;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.TimerService;
import java.io.Serializable;

/** The timer service of one application (JSR 289 7.2). Timers do not outlive the process: "persistent" is a wish. */
record TimerServiceImpl(Services services) implements TimerService, Serializable {
    @Override
    public ServletTimer createTimer(SipApplicationSession session, long delay, boolean isPersistent,
            Serializable info) {
        return start(session, delay, 0, false, info);
    }

    @Override
    public ServletTimer createTimer(SipApplicationSession session, long delay, long period, boolean fixedDelay,
            boolean isPersistent, Serializable info) {
        if (period <= 0) {
            throw new IllegalArgumentException("a period of " + period + " ms");
        }
        return start(session, delay, period, fixedDelay, info);
    }

    private ServletTimer start(SipApplicationSession session, long delay, long period, boolean fixedDelay,
            Serializable info) {
        ApplicationRuntime application = services.application();
        if (application.listeners().timer().length == 0) {
            throw new IllegalStateException(application.name() + " has no TimerListener");
        }
        if (delay < 0) {
            throw new IllegalArgumentException("a delay of " + delay + " ms");
        }
        return ((SipApplicationSessionImpl) session).timer(delay, period, fixedDelay, info);
    }
}
