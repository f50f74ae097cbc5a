package io.bellhop.container.app;

import jakarta.servlet.sip.SipApplicationSessionAttributeListener;
import jakarta.servlet.sip.SipApplicationSessionListener;
import jakarta.servlet.sip.SipErrorListener;
import jakarta.servlet.sip.SipServletListener;
import jakarta.servlet.sip.SipSessionAttributeListener;
import jakarta.servlet.sip.SipSessionListener;
import jakarta.servlet.sip.TimerListener;
import java.lang.reflect.Array;
import java.util.List;

/** The listeners of one application, by kind; immutable (JSR 289 8.4). */
public final class Listeners {
    private final SipServletListener[] servlet;
    private final SipSessionListener[] session;
    private final SipSessionAttributeListener[] sessionAttribute;
    private final SipApplicationSessionListener[] applicationSession;
    private final SipApplicationSessionAttributeListener[] applicationSessionAttribute;
    private final SipErrorListener[] error;
    private final TimerListener[] timer;

    /** @param all every listener object in the order of the descriptor; one may be of several kinds */
    public Listeners(List<?> all) {
        servlet = of(all, SipServletListener.class);
        session = of(all, SipSessionListener.class);
        sessionAttribute = of(all, SipSessionAttributeListener.class);
        applicationSession = of(all, SipApplicationSessionListener.class);
        applicationSessionAttribute = of(all, SipApplicationSessionAttributeListener.class);
        error = of(all, SipErrorListener.class);
        timer = of(all, TimerListener.class);
    }

    @SuppressWarnings("unchecked")
    private static <T> T[] of(List<?> all, Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast)
                .toArray(count -> (T[]) Array.newInstance(kind, count));
    }

    public SipServletListener[] servlet() {
        return servlet;
    }

    public SipSessionListener[] session() {
        return session;
    }

    public SipSessionAttributeListener[] sessionAttribute() {
        return sessionAttribute;
    }

    public SipApplicationSessionListener[] applicationSession() {
        return applicationSession;
    }

    public SipApplicationSessionAttributeListener[] applicationSessionAttribute() {
        return applicationSessionAttribute;
    }

    public SipErrorListener[] error() {
        return error;
    }

    public TimerListener[] timer() {
        return timer;
    }
}
