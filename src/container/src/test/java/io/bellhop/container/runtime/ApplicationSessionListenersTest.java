package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.message.StandardMethod;
import jakarta.servlet.sip.ServletTimer;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipApplicationSessionActivationListener;
import jakarta.servlet.sip.SipApplicationSessionBindingEvent;
import jakarta.servlet.sip.SipApplicationSessionBindingListener;
import jakarta.servlet.sip.SipApplicationSessionEvent;
import jakarta.servlet.sip.SipApplicationSessionListener;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.TimerListener;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** JSR 289 6.1.2.2 (ready to invalidate), 6.5 (binding, activation), 7.2 (what a timer carries). */
class ApplicationSessionListenersTest {
    private final Testbed bed = new Testbed();
    private final List<String> log = new ArrayList<>();

    /** Never passivated: the container keeps its sessions where they are. */
    private final class Value implements SipApplicationSessionBindingListener,
            SipApplicationSessionActivationListener {
        private final String id;

        Value(String id) {
            this.id = id;
        }

        @Override
        public void valueBound(SipApplicationSessionBindingEvent event) {
            log.add(id + " bound as " + event.getName());
        }

        @Override
        public void valueUnbound(SipApplicationSessionBindingEvent event) {
            log.add(id + " unbound from " + event.getName());
        }

        @Override
        public void sessionWillPassivate(SipApplicationSessionEvent event) {
            log.add("passivated");
        }

        @Override
        public void sessionDidActivate(SipApplicationSessionEvent event) {
            log.add("activated");
        }
    }

    private SipApplicationSession create() {
        SipApplicationSession[] made = new SipApplicationSession[1];
        bed.onLoop(() -> made[0] = bed.factory().createApplicationSession());
        return made[0];
    }

    @Test
    void valuesAreToldWhenTheyAreBoundReplacedRemovedAndWhenTheSessionEnds() {
        bed.open();
        SipApplicationSession session = create();
        bed.onLoop(() -> {
            session.setAttribute("a", new Value("1"));
            session.setAttribute("a", new Value("2"));
            session.removeAttribute("a");
            session.setAttribute("b", new Value("3"));
            session.invalidate();
        });
        assertThat(log).containsExactly("1 bound as a", "1 unbound from a", "2 bound as a", "2 unbound from a",
                "3 bound as b", "3 unbound from b");
    }

    /** Keeps a session that is ready, once. */
    private static final class Keeper implements SipApplicationSessionListener {
        private int ready;
        private int destroyed;

        @Override
        public void sessionCreated(SipApplicationSessionEvent event) {
            // not looked at
        }

        @Override
        public void sessionDestroyed(SipApplicationSessionEvent event) {
            destroyed++;
        }

        @Override
        public void sessionExpired(SipApplicationSessionEvent event) {
            // not extended
        }

        @Override
        public void sessionReadyToInvalidate(SipApplicationSessionEvent event) {
            ready++;
            event.getApplicationSession().setInvalidateWhenReady(false);
        }
    }

    /** "If the application does not want it, it calls setInvalidateWhenReady(false)" (JSR 289 6.1.2.2.1). */
    @Test
    void aListenerMayKeepASessionThatIsReadyUntilItExpires() {
        Keeper keeper = new Keeper();
        bed.listener(keeper);
        bed.servlet.on("MESSAGE", request -> {
            request.getSession();
            request.createResponse(200).send();
        });
        bed.open();
        Peer peer = bed.peer("10.0.0.2");
        peer.send(peer.request(StandardMethod.MESSAGE, Testbed.URI, "c1", 1));
        bed.settle();
        SipApplicationSession session = bed.servlet.requests.get(0).getApplicationSession();

        assertThat(keeper.ready).isEqualTo(1);
        assertThat(session.isValid()).isTrue();
        assertThat(session.isReadyToInvalidate()).isTrue();
        bed.simulation.runFor(4 * 60_000);
        assertThat(session.isValid()).isFalse();
        assertThat(keeper.destroyed).isEqualTo(1);
    }

    private static final class Timers implements TimerListener {
        private final List<Serializable> infos = new ArrayList<>();

        @Override
        public void timeout(ServletTimer timer) {
            infos.add(timer.getInfo());
            if (timer.getInfo() instanceof SipServletRequest request) {
                UserAgentServerTest.send(request.createResponse(486));
            }
        }
    }

    @Test
    void aTimerCarriesARequestWhichIsAnsweredWhenItFires() {
        Timers timers = new Timers();
        bed.listener(timers);
        bed.servlet.on("INVITE", request -> {
            bed.timers().createTimer(request.getApplicationSession(), 3_000, false, (Serializable) request);
            bed.timers().createTimer(request.getApplicationSession(), 1_000, false,
                    (Serializable) request.getSession());
        });
        bed.open();
        Peer peer = bed.peer("10.0.0.2");
        peer.send(peer.request(StandardMethod.INVITE, Testbed.URI, "c1", 1));
        bed.simulation.runFor(5_000);

        assertThat(timers.infos).containsExactly((Serializable) bed.servlet.requests.get(0).getSession(),
                (Serializable) bed.servlet.requests.get(0));
        assertThat(peer.lastStatus()).isEqualTo(486);
    }
}
