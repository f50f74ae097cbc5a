package io.bellhop.tomcat;

import io.bellhop.container.session.HttpLeg;
import io.bellhop.container.session.SipApplicationSessionImpl;
import jakarta.servlet.http.HttpSession;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.session.StandardSession;

/** An HTTP session with an application session, once somebody asks for that. Any thread. */
final class ConvergedSession extends StandardSession implements HttpLeg {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(ConvergedSession.class.getPackageName());

    private final transient Convergence convergence;
    private final transient AtomicReference<SipApplicationSessionImpl> application = new AtomicReference<>();
    private final transient HttpSession shown = new ConvergedSessionFacade(this);
    private transient volatile String scheme;
    private transient volatile String host;
    private transient volatile int port;

    ConvergedSession(ConvergedManager manager, Convergence convergence) {
        super(manager);
        this.convergence = convergence;
    }

    @Override
    public HttpSession getSession() {
        return shown;
    }

    @Override
    public HttpSession session() {
        return shown;
    }

    Convergence convergence() {
        return convergence;
    }

    /** A request came for it: how its client calls this server, and a sign of life for its application session. */
    void reached(String itsScheme, String itsHost, int itsPort) {
        scheme = itsScheme;
        port = itsPort;
        host = itsHost;
        SipApplicationSessionImpl known = application.get();
        if (known != null && known.isValid()) {
            known.touched();
        }
    }

    String authority(String wanted) {
        return wanted.equalsIgnoreCase(scheme) ? host + ":" + port : convergence.authority(wanted, host);
    }

    /**
     * Its application session, made if there is none or it has ended (JSR 289, ConvergedHttpSession). Waits for a loop
     * where one is made.
     *
     * @throws IllegalStateException if this session is invalid
     */
    SipApplicationSessionImpl application() {
        if (!isValidInternal()) {
            throw new IllegalStateException("the HTTP session is invalid");
        }
        SipApplicationSessionImpl known = application.get();
        if (known != null && known.isValid()) {
            return known;
        }
        if (expiring) {
            throw new IllegalStateException("the HTTP session ends, and has no application session any more");
        }
        SipApplicationSessionImpl made = convergence.create();
        if (application.compareAndSet(known, made)) {
            enter(made);
            return made;
        }
        made.invalidate();
        return application.get();
    }

    /** Joins that application session; one that it has already stays. */
    void join(SipApplicationSessionImpl other) {
        SipApplicationSessionImpl known = application.get();
        if ((known == null || !known.isValid()) && application.compareAndSet(known, other)) {
            enter(other);
        }
    }

    private void enter(SipApplicationSessionImpl entered) {
        entered.join(this);
        // It may have ended just before.
        if (!isValidInternal() && entered.leave(this)) {
            entered.left();
        }
    }

    @Override
    public void expire(boolean notify) {
        SipApplicationSessionImpl known = application.get();
        boolean left = known != null && known.leave(this);
        super.expire(notify);
        if (left) {
            known.left();
        }
    }

    @Override
    public void end() {
        if (isValidInternal()) {
            expire();
        }
    }

    @Override
    public void endLater() {
        try {
            convergence.workers().execute(this::end);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.WARNING, "An HTTP session outlives its application session until it times out", e);
        }
    }
}
