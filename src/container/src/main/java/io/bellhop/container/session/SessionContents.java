package io.bellhop.container.session;

import io.bellhop.sip.loop.LoopTimer;
import jakarta.servlet.sip.ServletTimer;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipSession;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** What an application session holds: SIP sessions, timers, attributes (JSR 289 6.1, 6.5, 7.2). */
abstract class SessionContents extends LoopTimer implements SipApplicationSession, Serializable {
    private static final SipSessionImpl[] NONE = {};

    volatile SipSessionImpl[] sessions = NONE;
    volatile AttributeStore attributes;
    volatile ConcurrentHashMap<String, ServletTimerImpl> timers;

    public abstract CallOwner owner();

    abstract void checkValid();

    private SipApplicationSessionImpl self() {
        return (SipApplicationSessionImpl) this;
    }

    void add(SipSessionImpl session) {
        SipSessionImpl[] now = Arrays.copyOf(sessions, sessions.length + 1);
        now[now.length - 1] = session;
        sessions = now;
    }

    void remove(SipSessionImpl session) {
        SipSessionImpl[] before = sessions;
        if (before.length == 1 && before[0] == session) {
            sessions = NONE;
            return;
        }
        sessions = Arrays.stream(before).filter(other -> other != session).toArray(SipSessionImpl[]::new);
    }

    /** Its SIP sessions; not to be changed. */
    public SipSessionImpl[] sipSessions() {
        return sessions;
    }

    @Override
    public Iterator<?> getSessions() {
        return getSessions("SIP");
    }

    @Override
    public Iterator<?> getSessions(String protocol) {
        checkValid();
        if (protocol == null) {
            throw new NullPointerException("protocol");
        }
        if (!protocol.equalsIgnoreCase("SIP")) {
            return Collections.emptyIterator();
        }
        return List.of(sessions).iterator();
    }

    @Override
    public SipSession getSipSession(String sessionId) {
        checkValid();
        if (sessionId == null) {
            throw new NullPointerException("id");
        }
        for (SipSessionImpl session : sessions) {
            if (session.getId().equals(sessionId)) {
                return session;
            }
        }
        return null;
    }

    @Override
    public Object getSession(String sessionId, Protocol protocol) {
        if (sessionId == null || protocol == null) {
            throw new NullPointerException("id and protocol");
        }
        checkValid();
        return protocol == Protocol.SIP ? getSipSession(sessionId) : null;
    }

    // ---- timers

    /** Makes and starts a timer. Any thread. */
    public ServletTimerImpl timer(long delay, long period, boolean fixedDelay, Serializable info) {
        checkValid();
        ConcurrentHashMap<String, ServletTimerImpl> all = timersOrCreate();
        long first = owner().loop().epochMillis() + delay;
        ServletTimerImpl timer;
        int number = all.size();
        do {
            timer = new ServletTimerImpl(self(), getId() + "-" + number++, first, period, fixedDelay, info);
        } while (all.putIfAbsent(timer.getId(), timer) != null);
        owner().run(timer::start);
        return timer;
    }

    private synchronized ConcurrentHashMap<String, ServletTimerImpl> timersOrCreate() {
        if (timers == null) {
            timers = new ConcurrentHashMap<>(4);
        }
        return timers;
    }

    void forget(ServletTimerImpl timer) {
        timers.remove(timer.getId());
    }

    @Override
    public ServletTimer getTimer(String timerId) {
        checkValid();
        return timers == null ? null : timers.get(timerId);
    }

    @Override
    public Collection<ServletTimer> getTimers() {
        checkValid();
        return timers == null ? List.of() : new ArrayList<>(timers.values());
    }

    // ---- attributes

    @Override
    public Object getAttribute(String name) {
        checkValid();
        if (name == null) {
            throw new NullPointerException("attribute name");
        }
        return attributes == null ? null : attributes.get(name);
    }

    @Override
    public Iterator<String> getAttributeNames() {
        checkValid();
        return attributes == null ? Collections.emptyIterator() : List.copyOf(attributes.names()).iterator();
    }

    @Override
    public void setAttribute(String name, Object attribute) {
        checkValid();
        if (name == null || attribute == null) {
            throw new NullPointerException("name and attribute");
        }
        attributesOrCreate().put(name, attribute);
    }

    /** Whether there ever was one, so that its end has to be told. Any thread. */
    public boolean hasAttributes() {
        return attributes != null;
    }

    private synchronized AttributeStore attributesOrCreate() {
        if (attributes == null) {
            attributes = new AttributeStore(new ApplicationSessionAttributeEvents(self()));
        }
        return attributes;
    }

    @Override
    public void removeAttribute(String name) {
        checkValid();
        if (name == null) {
            throw new NullPointerException("attribute name");
        }
        if (attributes != null) {
            attributes.remove(name);
        }
    }
}
