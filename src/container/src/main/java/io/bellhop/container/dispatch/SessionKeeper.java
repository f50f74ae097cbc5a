package io.bellhop.container.dispatch;

import io.bellhop.container.app.ApplicationRuntime;
import io.bellhop.container.session.SipApplicationSessionImpl;
import io.bellhop.container.session.SipSessionImpl;
import io.bellhop.sip.loop.SipLoop;
import jakarta.servlet.sip.SipApplicationSessionEvent;
import jakarta.servlet.sip.SipApplicationSessionListener;
import jakarta.servlet.sip.SipSessionEvent;
import jakarta.servlet.sip.SipSessionListener;
import java.util.ArrayDeque;

/** Ends sessions that are ready to be invalidated (JSR 289 6.1.2.2, 6.2.4.1), once no callback of theirs runs. */
final class SessionKeeper {
    private final SipLoop loop;
    private final ArrayDeque<SipSessionImpl> sessions = new ArrayDeque<>();
    private final ArrayDeque<SipApplicationSessionImpl> applicationSessions = new ArrayDeque<>();
    private final Runnable flush = this::flush;
    private CallbackRunner runner;
    private boolean scheduled;

    SessionKeeper(SipLoop loop) {
        this.loop = loop;
    }

    void runner(CallbackRunner callbackRunner) {
        runner = callbackRunner;
    }

    void settle(SipSessionImpl session) {
        if (!session.settling()) {
            session.settling(true);
            sessions.add(session);
            schedule();
        }
    }

    void settle(SipApplicationSessionImpl session) {
        if (!session.settling()) {
            session.settling(true);
            applicationSessions.add(session);
            schedule();
        }
    }

    /** Looks at an application session and all in it, since its callbacks are over. */
    void settleAll(SipApplicationSessionImpl session) {
        for (SipSessionImpl each : session.sipSessions()) {
            settle(each);
        }
        settle(session);
    }

    private void schedule() {
        if (!scheduled && !runner.isBusy()) {
            scheduled = true;
            loop.execute(flush);
        }
    }

    /** Looks at what waits. Nothing while a callback runs inline: that ends with a look of its own. */
    void flush() {
        scheduled = false;
        if (runner.isBusy()) {
            return;
        }
        while (!sessions.isEmpty() || !applicationSessions.isEmpty()) {
            SipSessionImpl session = sessions.poll();
            if (session != null) {
                session.settling(false);
                look(session);
            } else {
                SipApplicationSessionImpl application = applicationSessions.poll();
                application.settling(false);
                look(application);
            }
        }
    }

    private void look(SipSessionImpl session) {
        SipApplicationSessionImpl parent = session.applicationSession();
        if (!session.isValid()) {
            settle(parent);
            return;
        }
        if (!session.isReady() || CallbackRunner.isBusy(parent) || !session.getInvalidateWhenReady()) {
            return;
        }
        ApplicationRuntime application = session.application();
        if (application.listeners().session().length == 0 && !(application.blocking() && session.hasAttributes())) {
            session.end();
            settle(parent);
        } else {
            runner.run(new SessionReady(session));
        }
    }

    private void look(SipApplicationSessionImpl session) {
        if (!session.isValid() || !session.isReady() || CallbackRunner.isBusy(session)
                || !session.getInvalidateWhenReady() || isKept(session)) {
            return;
        }
        ApplicationRuntime application = session.application();
        boolean told = application.listeners().applicationSession().length > 0
                || application.listeners().session().length > 0 && session.sipSessions().length > 0;
        if (!told && !(application.blocking() && session.hasAttributes())) {
            session.invalidate();
        } else {
            runner.run(new ApplicationSessionReady(session));
        }
    }

    /** A session that the application keeps keeps its application session. */
    private static boolean isKept(SipApplicationSessionImpl session) {
        for (SipSessionImpl each : session.sipSessions()) {
            if (each.isValid() && !each.getInvalidateWhenReady()) {
                return true;
            }
        }
        return false;
    }

    private final class SessionReady extends Callback {
        private final SipSessionImpl session;

        SessionReady(SipSessionImpl session) {
            super(runner, session.application());
            this.session = session;
        }

        @Override
        SipApplicationSessionImpl session() {
            return session.applicationSession();
        }

        @Override
        void call() {
            if (!session.isValid() || !session.isReady()) {
                return;
            }
            SipSessionEvent event = new SipSessionEvent(session);
            try {
                for (SipSessionListener listener : application().listeners().session()) {
                    listener.sessionReadyToInvalidate(event);
                }
            } finally {
                if (session.isValid() && session.getInvalidateWhenReady() && session.isReady()) {
                    session.end();
                }
            }
        }

        @Override
        void done(Throwable thrown) {
            settle(session.applicationSession());
        }

        @Override
        public String toString() {
            return "sessionReadyToInvalidate of " + session;
        }
    }

    private final class ApplicationSessionReady extends Callback {
        private final SipApplicationSessionImpl session;

        ApplicationSessionReady(SipApplicationSessionImpl session) {
            super(runner, session.application());
            this.session = session;
        }

        @Override
        SipApplicationSessionImpl session() {
            return session;
        }

        @Override
        void call() {
            if (!session.isReady()) {
                return;
            }
            SipApplicationSessionEvent event = new SipApplicationSessionEvent(session);
            try {
                for (SipApplicationSessionListener listener : application().listeners().applicationSession()) {
                    listener.sessionReadyToInvalidate(event);
                }
            } finally {
                if (session.isReady() && session.getInvalidateWhenReady()) {
                    session.invalidate();
                }
            }
        }

        @Override
        void done(Throwable thrown) {
            // nothing follows: it is gone, or the application keeps it
        }

        @Override
        public String toString() {
            return "sessionReadyToInvalidate of " + session;
        }
    }
}
