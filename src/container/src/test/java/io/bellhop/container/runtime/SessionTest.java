package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardMethod;
import jakarta.servlet.sip.ServletTimer;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipApplicationSessionEvent;
import jakarta.servlet.sip.SipApplicationSessionListener;
import jakarta.servlet.sip.SipServletContextEvent;
import jakarta.servlet.sip.SipServletListener;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.SipSessionAttributeListener;
import jakarta.servlet.sip.SipSessionBindingEvent;
import jakarta.servlet.sip.SipSessionBindingListener;
import jakarta.servlet.sip.SipSessionEvent;
import jakarta.servlet.sip.SipSessionListener;
import jakarta.servlet.sip.TimerListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** JSR 289 6 (sessions), 7 (timers), 8.4 (listeners). */
class SessionTest {
    private static final long MINUTE = 60_000;

    private final Testbed bed = new Testbed();
    private final Listener listener = new Listener();

    static final class Listener implements SipSessionListener, SipApplicationSessionListener, TimerListener,
            SipSessionAttributeListener, SipServletListener {
        final List<String> log = new ArrayList<>();
        Consumer<SipApplicationSession> onExpiry = session -> { };
        Consumer<SipSession> onReady = session -> { };

        @Override
        public void servletInitialized(SipServletContextEvent event) {
            log.add("initialized " + event.getSipServlet().getServletName());
        }

        @Override
        public void sessionCreated(SipSessionEvent event) {
            log.add("created");
        }

        @Override
        public void sessionDestroyed(SipSessionEvent event) {
            log.add("destroyed");
        }

        @Override
        public void sessionReadyToInvalidate(SipSessionEvent event) {
            log.add("ready");
            onReady.accept(event.getSession());
        }

        @Override
        public void sessionCreated(SipApplicationSessionEvent event) {
            log.add("app created");
        }

        @Override
        public void sessionDestroyed(SipApplicationSessionEvent event) {
            log.add("app destroyed");
        }

        @Override
        public void sessionExpired(SipApplicationSessionEvent event) {
            log.add("app expired");
            onExpiry.accept(event.getApplicationSession());
        }

        @Override
        public void sessionReadyToInvalidate(SipApplicationSessionEvent event) {
            log.add("app ready");
        }

        @Override
        public void timeout(ServletTimer timer) {
            log.add("timer " + timer.getInfo());
        }

        @Override
        public void attributeAdded(SipSessionBindingEvent event) {
            log.add("added " + event.getName());
        }

        @Override
        public void attributeRemoved(SipSessionBindingEvent event) {
            log.add("removed " + event.getName());
        }

        @Override
        public void attributeReplaced(SipSessionBindingEvent event) {
            log.add("replaced " + event.getName());
        }
    }

    private SipApplicationSession applicationSession() {
        SipApplicationSession[] made = new SipApplicationSession[1];
        bed.onLoop(() -> made[0] = bed.factory().createApplicationSession());
        return made[0];
    }

    private void message(String callId) {
        bed.servlet.on("MESSAGE", request -> {
            request.getSession();
            request.createResponse(200).send();
        });
        Peer peer = bed.peer("10.0.0.2");
        peer.send(peer.request(StandardMethod.MESSAGE, Testbed.URI, callId, 1));
        bed.settle();
        assertThat(peer.responses).extracting(SipResponse::status).containsExactly(200);
    }

    @Test
    void listenersAreToldOfTheWholeLife() {
        bed.listener(listener).open();
        message("c1");

        assertThat(listener.log).containsExactly("initialized main", "app created", "created", "ready", "destroyed",
                "app ready", "app destroyed");
    }

    /** SipSessionListener: "unless the listener implementation calls setInvalidateWhenReady(false)". */
    @Test
    void aListenerMayKeepASession() {
        listener.onReady = session -> session.setInvalidateWhenReady(false);
        bed.listener(listener).open();
        message("c1");

        SipSession session = bed.servlet.requests.get(0).getSession(false);
        assertThat(session.isReadyToInvalidate()).isTrue();
    }

    @Test
    void attributesAreToldOfToValuesAndListeners() {
        List<String> bound = new ArrayList<>();
        SipSessionBindingListener value = new SipSessionBindingListener() {
            @Override
            public void valueBound(SipSessionBindingEvent event) {
                bound.add("bound");
            }

            @Override
            public void valueUnbound(SipSessionBindingEvent event) {
                bound.add("unbound");
            }
        };
        bed.listener(listener).open();
        bed.servlet.on("INVITE", request -> {
            SipSession session = request.getSession();
            session.setAttribute("a", "x");
            session.setAttribute("a", value);
            session.setAttribute("b", "y");
            session.removeAttribute("b");
            assertThat(session.getAttribute("a")).isSameAs(value);
            request.createResponse(486).send();
        });
        Peer peer = bed.peer("10.0.0.2");
        peer.send(peer.request(StandardMethod.INVITE, Testbed.URI, "c1", 1));
        bed.settle();

        assertThat(listener.log).containsSubsequence("added a", "replaced a", "added b", "removed b", "ready",
                "destroyed", "removed a");
        assertThat(bound).containsExactly("bound", "unbound");
    }

    /** JSR 289 6.1.2: expiry, and SipApplicationSessionListener.sessionExpired, which may extend. */
    @Test
    void anApplicationSessionExpiresAndMayBeExtended() {
        listener.onExpiry = session -> {
            if (listener.log.stream().filter("app expired"::equals).count() < 2) {
                assertThat(session.setExpires(5)).isEqualTo(5);
            }
        };
        bed.listener(listener).open();
        SipApplicationSession session = applicationSession();

        bed.simulation.runFor(3 * MINUTE - 100);
        assertThat(listener.log).doesNotContain("app expired");
        bed.simulation.runFor(1_000);
        assertThat(listener.log).contains("app expired");
        assertThat(session.isValid()).isTrue();
        bed.simulation.runFor(5 * MINUTE);
        assertThat(session.isValid()).isFalse();
        assertThat(bed.figures().timers()).isZero();
    }

    @Test
    void anApplicationSessionMayLiveForEver() {
        bed.listener(listener).open();
        SipApplicationSession session = applicationSession();
        bed.onLoop(() -> assertThat(session.setExpires(0)).isEqualTo(Integer.MAX_VALUE));
        bed.simulation.runFor(60 * MINUTE);

        assertThat(session.isValid()).isTrue();
        assertThat(session.getExpirationTime()).isZero();
    }

    @Test
    void timersFireOnceRepeatedlyAndNotWhenCancelled() {
        bed.listener(listener).open();
        SipApplicationSession session = applicationSession();
        ServletTimer[] repeating = new ServletTimer[1];
        bed.onLoop(() -> {
            bed.timers().createTimer(session, 100, false, "once");
            repeating[0] = bed.timers().createTimer(session, 100, 1_000, false, false, "again");
            bed.timers().createTimer(session, 5_000, false, "never").cancel();
        });
        assertThat(session.getTimers()).hasSize(2);
        bed.simulation.runFor(2_500);
        assertThat(listener.log).filteredOn(line -> line.startsWith("timer")).containsExactlyInAnyOrder(
                "timer once", "timer again", "timer again", "timer again");
        assertThat(session.isReadyToInvalidate()).isFalse();
        bed.onLoop(repeating[0]::cancel);
        bed.simulation.runFor(10_000);

        assertThat(listener.log).filteredOn(line -> line.equals("timer again")).hasSize(3);
        assertThat(session.isValid()).as("ready once no timer runs, JSR 289 6.1.2.2").isFalse();
    }

    @Test
    void sessionsAreFoundByIdAndByKey() {
        bed.listener(listener).open();
        SipApplicationSession session = applicationSession();
        bed.onLoop(() -> {
            assertThat(bed.sessions().getApplicationSessionById(session.getId())).isSameAs(session);
            assertThat(bed.sessions().getApplicationSessionById("0000000000000000")).isNull();
            assertThat(bed.sessions().getApplicationSessionById("none")).isNull();
            SipApplicationSession keyed = bed.factory().createApplicationSessionByKey("k");
            assertThat(bed.sessions().getApplicationSessionByKey("k", false)).isSameAs(keyed);
            assertThat(bed.sessions().getApplicationSessionByKey("other", false)).isNull();
            keyed.invalidate();
            assertThat(bed.sessions().getApplicationSessionByKey("k", false)).isNull();
        });
    }

    @Test
    void aSessionInADialogCannotBeInvalidated() {
        bed.open();
        bed.servlet.on("INVITE", request -> request.createResponse(200).send());
        Peer peer = bed.peer("10.0.0.2");
        peer.send(peer.request(StandardMethod.INVITE, Testbed.URI, "c1", 1));
        bed.simulation.runFor(50);
        SipSession session = bed.servlet.requests.get(0).getSession(false);

        bed.onLoop(() -> assertThatThrownBy(session::invalidate).isInstanceOf(IllegalStateException.class));
        bed.onLoop(session.getApplicationSession()::invalidate);
        assertThat(session.isValid()).isFalse();
        assertThatThrownBy(session::getState).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> session.setAttribute("a", "b")).isInstanceOf(IllegalStateException.class);
        assertThat(bed.figures().sipSessions()).isZero();
    }

    @Test
    void undeploymentEndsTheSessions() {
        bed.open();
        bed.servlet.on("INVITE", request -> request.createResponse(200).send());
        Peer peer = bed.peer("10.0.0.2");
        peer.send(peer.request(StandardMethod.INVITE, Testbed.URI, "c1", 1));
        bed.simulation.runFor(50);
        bed.onLoop(bed.application::undeploy);
        peer.send(peer.request(StandardMethod.MESSAGE, Testbed.URI, "c2", 1));
        bed.settle();

        assertThat(bed.figures().applicationSessions()).isZero();
        assertThat(peer.lastStatus()).isEqualTo(404);
        assertThat(bed.context.getAttribute("jakarta.servlet.sip.SipFactory")).isNull();
    }

    @Test
    void aRequestThatNobodyAnswersIsAnsweredWhenItsSessionExpires() {
        bed.open();
        Peer peer = bed.peer("10.0.0.2");
        peer.send(peer.request(StandardMethod.INVITE, Testbed.URI, "c1", 1));
        bed.simulation.runFor(2 * MINUTE);
        assertThat(peer.lastStatus()).isEqualTo(100);
        bed.simulation.runFor(2 * MINUTE);

        assertThat(peer.lastStatus()).isEqualTo(500);
        bed.simulation.runFor(MINUTE);
        assertThat(bed.figures().transactions()).isZero();
        assertThat(bed.figures().applicationSessions()).isZero();
    }

    @Test
    void anApplicationSessionAloneEndsWithItsRequest() {
        bed.open();
        bed.servlet.on("MESSAGE", request -> {
            request.getApplicationSession();
            request.createResponse(200).send();
        });
        Peer peer = bed.peer("10.0.0.2");
        peer.send(peer.request(StandardMethod.MESSAGE, Testbed.URI, "c1", 1));
        bed.settle();
        assertThat(bed.figures().applicationSessions()).isZero();
    }
}
