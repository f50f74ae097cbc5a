package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.sip.message.StandardMethod;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipSession;
import java.io.Serializable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The Javadoc of SipSession and SipApplicationSession (JSR 289): which methods throw IllegalStateException once the
 * session is invalid. Every method of both interfaces is called.
 */
class InvalidSessionTest {
    private static final Set<String> SESSION_STILL_ANSWERS = Set.of("getApplicationSession", "getCallId", "getId",
            "getLastAccessedTime", "getLocalParty", "getRemoteParty", "getServletContext", "isValid");
    private static final Set<String> APPLICATION_SESSION_STILL_ANSWERS =
            Set.of("getApplicationName", "getId", "getLastAccessedTime", "isValid");

    private final Testbed bed = new Testbed();
    private SipSession session;

    private void call() {
        bed.servlet.on("INVITE", request -> {
            session = request.getSession();
            request.createResponse(180).send();
        });
        bed.open();
        Peer peer = bed.peer("10.0.0.2");
        peer.send(peer.request(StandardMethod.INVITE, Testbed.URI, "c1", 1));
        bed.simulation.runFor(50);
    }

    private Object argument(Class<?> type) throws Exception {
        Map<Class<?>, Object> values = Map.of(String.class, "INFO", Object.class, "value", boolean.class, true,
                int.class, 5, InetAddress.class, InetAddress.getByName("10.0.0.1"),
                InetSocketAddress.class, new InetSocketAddress("10.0.0.1", 5060),
                jakarta.servlet.sip.URI.class, bed.factory().createURI("sip:a@10.0.0.1"),
                java.net.URL.class, URI.create("http://10.0.0.1/").toURL(),
                SipApplicationSession.Protocol.class, SipApplicationSession.Protocol.SIP);
        return values.get(type);
    }

    /** The methods that throw IllegalStateException. */
    private Set<String> refusing(Class<?> type, Object session) throws Exception {
        Set<String> refusing = new TreeSet<>();
        for (Method method : type.getMethods()) {
            Object[] arguments = new Object[method.getParameterCount()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = argument(method.getParameterTypes()[i]);
            }
            bed.onLoop(() -> {
                try {
                    method.invoke(session, arguments);
                } catch (InvocationTargetException e) {
                    assertThat(e.getCause()).as(method.toString()).isInstanceOf(IllegalStateException.class);
                    refusing.add(method.getName());
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            });
        }
        return refusing;
    }

    private static Set<String> namesBut(Class<?> type, Set<String> but) {
        Set<String> names = new TreeSet<>();
        for (Method method : type.getMethods()) {
            names.add(method.getName());
        }
        assertThat(names).containsAll(but);
        names.removeAll(but);
        return names;
    }

    @Test
    void everyMethodOfAnInvalidSipSessionDoesAsItsJavadocSays() throws Exception {
        call();
        bed.onLoop(session.getApplicationSession()::invalidate);

        assertThat(session.isValid()).isFalse();
        assertThat(refusing(SipSession.class, session))
                .isEqualTo(namesBut(SipSession.class, SESSION_STILL_ANSWERS));
    }

    @Test
    void everyMethodOfAnInvalidApplicationSessionDoesAsItsJavadocSays() throws Exception {
        call();
        SipApplicationSession application = session.getApplicationSession();
        bed.onLoop(application::invalidate);

        assertThat(application.isValid()).isFalse();
        assertThat(refusing(SipApplicationSession.class, application))
                .isEqualTo(namesBut(SipApplicationSession.class, APPLICATION_SESSION_STILL_ANSWERS));
    }

    /** "NullPointerException - if the name is null". */
    @Test
    void namesOfAttributesAreNotNull() {
        call();
        SipApplicationSession application = session.getApplicationSession();
        assertThatThrownBy(() -> session.getAttribute(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> session.setAttribute(null, "x")).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> session.setAttribute("x", null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> session.removeAttribute(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> application.getAttribute(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> application.setAttribute(null, "x")).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> application.removeAttribute(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> application.getSipSession(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> application.getSessions(null)).isInstanceOf(NullPointerException.class);
    }

    /** What applications hand to timers as their info, or keep as attributes of a session. */
    @Test
    void sessionsMessagesAndTheObjectsOfTheContextAreSerializableToTheCompiler() {
        call();
        SipApplicationSession application = session.getApplicationSession();
        assertThat(session).isInstanceOf(Serializable.class);
        assertThat(application).isInstanceOf(Serializable.class);
        assertThat(bed.servlet.requests.get(0)).isInstanceOf(Serializable.class);
        bed.onLoop(() -> assertThat(bed.servlet.requests.get(0).createResponse(181)).isInstanceOf(Serializable.class));
        assertThat(bed.factory()).isInstanceOf(Serializable.class);
        assertThat(bed.timers()).isInstanceOf(Serializable.class);
        assertThat(bed.sessions()).isInstanceOf(Serializable.class);

        session.setAttribute("factory", bed.factory());
        application.setAttribute("timers", bed.timers());
        assertThat(session.getAttribute("factory")).isSameAs(bed.factory());
        assertThat(application.getAttribute("timers")).isSameAs(bed.timers());
    }

    /** getExpirationTime: "For sessions that have already expired this returns Long.MIN_VALUE". */
    @Test
    void anExpiredSessionSaysSoWhileItsListenerIsTold() {
        ExpirationTimes times = new ExpirationTimes();
        bed.listener(times);
        call();
        long before = session.getApplicationSession().getExpirationTime();
        bed.simulation.runFor(4 * 60_000);

        assertThat(before).isPositive();
        assertThat(times.seen).isEqualTo(Long.MIN_VALUE);
        assertThat(times.extended).isPositive();
    }

    static final class ExpirationTimes implements jakarta.servlet.sip.SipApplicationSessionListener {
        private long seen;
        private long extended;

        @Override
        public void sessionCreated(jakarta.servlet.sip.SipApplicationSessionEvent event) {
            // not looked at
        }

        @Override
        public void sessionDestroyed(jakarta.servlet.sip.SipApplicationSessionEvent event) {
            // not looked at
        }

        @Override
        public void sessionReadyToInvalidate(jakarta.servlet.sip.SipApplicationSessionEvent event) {
            // not looked at
        }

        @Override
        public void sessionExpired(jakarta.servlet.sip.SipApplicationSessionEvent event) {
            seen = event.getApplicationSession().getExpirationTime();
            event.getApplicationSession().setExpires(60);
            extended = event.getApplicationSession().getExpirationTime();
        }
    }
}
