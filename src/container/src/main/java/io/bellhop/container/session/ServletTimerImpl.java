package io.bellhop.container.session;

import io.bellhop.sip.loop.LoopTimer;
import jakarta.servlet.sip.ServletTimer;
import jakarta.servlet.sip.SipApplicationSession;
import java.io.Serializable;

/** A timer of an application session (JSR 289 7.2), on the wheel of the session's loop. */
public final class ServletTimerImpl extends LoopTimer implements ServletTimer {
    private final SipApplicationSessionImpl session;
    private final String id;
    private final Serializable info;
    private final long period;
    private final boolean fixedDelay;
    private volatile long next;
    private volatile long lastScheduled;
    private volatile boolean cancelled;

    /**
     * @param first when it fires, ms since 1970
     * @param period ms between firings, or 0 to fire once
     * @param fixedDelay whether the period begins when it has fired, or when it should have fired
     */
    ServletTimerImpl(SipApplicationSessionImpl session, String id, long first, long period, boolean fixedDelay,
            Serializable info) {
        this.session = session;
        this.id = id;
        this.next = first;
        this.lastScheduled = first;
        this.period = period;
        this.fixedDelay = fixedDelay;
        this.info = info;
    }

    /** Loop only. */
    void start() {
        if (!cancelled && session.isValid()) {
            long delay = next - session.owner().loop().epochMillis();
            session.owner().loop().start(this, Math.max(0, delay));
        }
    }

    @Override
    protected void expired() {
        if (cancelled) {
            return;
        }
        session.touched();
        lastScheduled = next;
        if (period == 0) {
            session.forget(this);
        }
        session.owner().port().fired(this);
    }

    /** The listeners were told; the next period begins, or the session may have become ready. Loop only. */
    public void told() {
        if (period == 0 || cancelled) {
            session.owner().port().settle(session);
            return;
        }
        next = (fixedDelay ? session.owner().loop().epochMillis() : next) + period;
        start();
    }

    @Override
    public void cancel() {
        if (cancelled) {
            return;
        }
        cancelled = true;
        session.forget(this);
        session.owner().run(this::stopped);
    }

    private void stopped() {
        session.owner().loop().stop(this);
        session.owner().port().settle(session);
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /** The session, without a check whether it is valid. */
    public SipApplicationSessionImpl session() {
        return session;
    }

    @Override
    public SipApplicationSession getApplicationSession() {
        return session;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public Serializable getInfo() {
        return info;
    }

    @Override
    public long scheduledExecutionTime() {
        return lastScheduled;
    }

    @Override
    public long getTimeRemaining() {
        return next - session.owner().loop().epochMillis();
    }
}
