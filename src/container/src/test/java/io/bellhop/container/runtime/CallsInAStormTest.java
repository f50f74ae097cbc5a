package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.container.ContainerOptions;
import io.bellhop.simulation.Simulation;
import io.bellhop.simulation.Weather;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ClientTransaction;
import io.bellhop.sip.transaction.ClientTransactionUser;
import jakarta.servlet.sip.Proxy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Calls through a proxying container to an answering one while a tenth of the datagrams is lost. (With a fifth, one call
 * in 30,000 loses its 2xx on one of the two hops every time it is sent, and no caller waits for ever then: not ours to
 * show here.)
 */
class CallsInAStormTest {
    private static final Weather WEATHER = Weather.STORM.withLoss(0.1);
    private static final int CALLS = 1_000;
    private static final int APART_MILLIS = 20;
    private static final long LONGEST_MILLIS = 600_000;

    private final Map<String, Integer> finals = new HashMap<>();
    private final Set<String> answered = new HashSet<>();
    private final Set<String> hungUp = new HashSet<>();

    @Test
    void everyCallEndsAndNothingIsLeft() {
        Simulation.run(WEATHER, this::play);
    }

    private void play(Simulation simulation) {
        Testbed proxy = new Testbed(simulation, "10.0.0.1", ContainerOptions.DEFAULT);
        Testbed callee = new Testbed(simulation, "10.0.0.3", ContainerOptions.DEFAULT);
        proxy.servlet.on("INVITE", request -> {
            Proxy made = request.getProxy();
            made.setRecordRoute(true);
            made.proxyTo(proxy.factory().createURI("sip:callee@10.0.0.3:5060"));
        });
        callee.servlet.on("INVITE", request -> {
            request.createResponse(180).send();
            request.createResponse(Integer.parseInt(request.getCallId()) % 5 == 0 ? 486 : 200).send();
        });
        callee.servlet.on("BYE", request -> request.createResponse(200).send());
        proxy.open();
        callee.open();
        Peer caller = new Peer(simulation, "10.0.0.2");
        for (int i = 1; i <= CALLS; i++) {
            caller.send(caller.request(StandardMethod.INVITE, Testbed.URI, String.valueOf(i), 1), new Call(caller));
            simulation.runFor(APART_MILLIS);
        }

        assertThat(simulation.runUntilQuiet(LONGEST_MILLIS)).as("all is quiet in the end").isTrue();
        assertThat(finals).as("every INVITE has one final response").hasSize(CALLS)
                .allSatisfy((call, count) -> assertThat(count).isEqualTo(1));
        assertThat(hungUp).isEqualTo(answered);
        assertThat(answered.size()).as("most calls come through").isGreaterThan(CALLS / 2);
        for (Testbed each : new Testbed[] {proxy, callee}) {
            assertThat(each.figures().sipSessions()).isZero();
            assertThat(each.figures().applicationSessions()).isZero();
            assertThat(each.figures().transactions()).isZero();
            assertThat(each.figures().timers()).isZero();
        }
    }

    /** One caller: acknowledges every 2xx, hangs up after the first one. */
    private final class Call implements ClientTransactionUser {
        private final Peer caller;

        Call(Peer caller) {
            this.caller = caller;
        }

        @Override
        public void response(ClientTransaction transaction, SipResponse response) {
            String id = response.callId().toString();
            if (response.status() < 200) {
                return;
            }
            if (response.cseqMethod() == StandardMethod.BYE) {
                hungUp.add(id);
                return;
            }
            boolean first = response.status() >= 300 || answered.add(id);
            if (first) {
                finals.merge(id, 1, Integer::sum);
            }
            if (response.status() < 300) {
                caller.sendStateless(caller.within(response, StandardMethod.ACK, 1));
                if (first) {
                    SipRequest bye = caller.within(response, StandardMethod.BYE, 2);
                    caller.send(bye, this);
                }
            }
        }

        @Override
        public void timedOut(ClientTransaction transaction) {
            String id = transaction.request().callId().toString();
            if (transaction.method() == StandardMethod.BYE) {
                hungUp.add(id);
            } else {
                finals.merge(id, 1, Integer::sum);
            }
        }

        @Override
        public void transportFailed(ClientTransaction transaction, String why) {
            throw new AssertionError(why);
        }
    }
}
