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
    /** Null until there is one. */
    volatile HttpLegs http;
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

    // ---- HTTP sessions

    /**
     * Takes an HTTP session in, which keeps this one from being ready to be invalidated. Any thread.
     *
     * @return false if this one is invalid
     */
    public boolean join(HttpLeg leg) {
        httpOrCreate().add(leg);
        if (isValid()) {
            return true;
        }
        http.remove(leg);
        return false;
    }

    private synchronized HttpLegs httpOrCreate() {
        if (http == null) {
            http = new HttpLegs();
        }
        return http;
    }

    /** An HTTP session is about to end. Any thread. @return whether it was one of these */
    public boolean leave(HttpLeg leg) {
        return http != null && http.remove(leg);
    }

    /** An HTTP session has ended: this one may be ready to be invalidated. Any thread; does not wait. */
    public void left() {
        owner().run(() -> owner().port().settle(self()));
    }

    boolean hasHttp() {
        return http != null && !http.isEmpty();
    }

    @Override
    public Iterator<?> getSessions() {
        checkValid();
        List<Object> all = new ArrayList<>(List.of(sessions));
        if (http != null) {
            all.addAll(http.sessions());
        }
        return all.iterator();
    }

    @Override
    public Iterator<?> getSessions(String protocol) {
        checkValid();
        if (protocol == null) {
            throw new NullPointerException("protocol");
        }
        if (protocol.equalsIgnoreCase("HTTP")) {
            return http == null ? Collections.emptyIterator() : http.sessions().iterator();
        }
        return protocol.equalsIgnoreCase("SIP") ? List.of(sessions).iterator() : Collections.emptyIterator();
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
        return protocol == Protocol.SIP ? getSipSession(sessionId) : http == null ? null : http.session(sessionId);
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
