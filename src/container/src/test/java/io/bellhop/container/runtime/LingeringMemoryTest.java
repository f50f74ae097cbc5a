package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.container.ContainerOptions;
import io.bellhop.container.message.SipServletMessageImpl;
import io.bellhop.simulation.Simulation;
import io.bellhop.simulation.Weather;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardMethod;
import jakarta.servlet.ServletException;
import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.SipServletMessage;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What lingers for 32 s after a call (RFC 3261 17, Timers B to M) is no more than the transactions: at 2000 calls/s
 * there are 128,000 of them, so that whatever one of them holds counts.
 */
class LingeringMemoryTest {
    private final Watching watching = new Watching();
    private final Testbed bed = new Testbed(
            new Simulation(7, Weather.FAIR), "10.0.0.1", ContainerOptions.DEFAULT, watching);
    private final Peer caller = bed.peer("10.0.0.2");
    private final RingingPeer callee = new RingingPeer(bed, "10.0.0.3");
    private final RingingPeer loser = new RingingPeer(bed, "10.0.0.4");

    /** Remembers what it was shown, weakly. */
    private final class Watching extends TestServlet {
        private static final long serialVersionUID = 1L;
        final transient List<WeakReference<?>> seen = new ArrayList<>();
        private boolean supervised;

        @Override
        protected void doRequest(SipServletRequest request) throws ServletException, IOException {
            watch(request);
            if (request.isInitial()) {
                Proxy proxy = request.getProxy();
                proxy.setRecordRoute(true);
                proxy.setSupervised(supervised);
                proxy.proxyTo(List.of(bed.factory().createURI(callee.uri()), bed.factory().createURI(loser.uri())));
                seen.add(new WeakReference<>(proxy));
                watch(proxy.getProxyBranches().get(0).getRequest());
            }
        }

        @Override
        protected void doResponse(SipServletResponse response) {
            watch(response);
        }

        private void watch(SipServletMessage message) {
            seen.add(new WeakReference<>(message));
            seen.add(new WeakReference<>(((SipServletMessageImpl) message).sip()));
            seen.add(new WeakReference<>(message.getSession()));
        }

        List<String> kept() {
            return seen.stream().map(WeakReference::get).filter(each -> each != null)
                    .map(each -> each.getClass().getSimpleName()).collect(Collectors.toList());
        }
    }

    @ParameterizedTest
    @CsvSource({"200, true", "200, false", "486, true", "486, false"})
    void noRequestAndNoSessionStays(int status, boolean supervised) {
        watching.supervised = supervised;
        bed.open();
        caller.send(caller.request(StandardMethod.INVITE, Testbed.URI, "c1", 1));
        bed.simulation.runFor(20);
        loser.answer(status == 200 ? 180 : 480);
        callee.answer(status);
        assertThat(caller.lastStatus()).isEqualTo(status == 200 ? 200 : 480);
        if (status == 200) {
            SipResponse ok = caller.last();
            caller.sendStateless(caller.within(ok, StandardMethod.ACK, 1));
            bed.simulation.runFor(20);
            caller.send(caller.within(ok, StandardMethod.BYE, 2));
            bed.simulation.runFor(20);
            assertThat(caller.lastStatus()).isEqualTo(200);
        }
        assertThat(bed.figures().sipSessions()).isZero();
        assertThat(bed.figures().transactions()).as("transactions that linger").isGreaterThan(2);

        assertThat(watching.seen).hasSizeGreaterThan(6);
        for (int i = 0; i < 20 && !watching.kept().isEmpty(); i++) {
            System.gc();
        }
        assertThat(watching.kept()).isEmpty();
        assertThat(bed.figures().transactions()).isGreaterThan(2);
    }
}
