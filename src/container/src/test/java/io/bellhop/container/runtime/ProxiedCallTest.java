package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ClientTransaction;
import io.bellhop.sip.transaction.ServerTransaction;
import io.bellhop.sip.transaction.ServerTransactionUser;
import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.SipSession;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSR 289 10 (proxying) as the runtime sees it: callbacks, sessions, subsequent requests. */
class ProxiedCallTest {
    private final Testbed bed = new Testbed();
    private final Peer caller = bed.peer("10.0.0.2");
    private final Peer callee = bed.peer("10.0.0.3");

    private void proxying(boolean recordRoute) {
        bed.servlet.on("INVITE", request -> {
            if (request.isInitial()) {
                Proxy proxy = request.getProxy();
                proxy.setRecordRoute(recordRoute);
                proxy.proxyTo(bed.factory().createURI("sip:callee@10.0.0.3:5060"));
            }
        });
        callee.answering((request, transaction) -> {
            SipResponse ok = SipResponse.to(request, 200, null, transaction.localTag());
            ok.addLast(StandardHeader.CONTACT, callee.contact());
            for (var value : request.allSlices(StandardHeader.RECORD_ROUTE)) {
                ok.addLast(StandardHeader.RECORD_ROUTE, value);
            }
            transaction.respond(ok);
        });
        bed.open();
    }

    private void pass(Runnable step, java.util.function.BooleanSupplier until) {
        step.run();
        bed.await(until);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCallPassesWholeAndLeavesNothing(boolean blocking) {
        if (blocking) {
            bed.blocking();
        }
        proxying(true);
        pass(() -> caller.send(caller.request(StandardMethod.INVITE, Testbed.URI, "c1", 1)),
                () -> caller.lastStatus() == 200);
        SipResponse ok = caller.last();
        assertThat(ok.all(StandardHeader.RECORD_ROUTE)).hasSize(1);
        SipSession session = bed.servlet.requests.get(0).getSession(false);
        assertThat(session.getState()).isEqualTo(SipSession.State.CONFIRMED);

        pass(() -> caller.sendStateless(caller.within(ok, StandardMethod.ACK, 1)), () -> callee.acks.size() == 1);
        assertThat(callee.acks.get(0).has(StandardHeader.ROUTE)).as("ours is taken off").isFalse();
        caller.responses.clear();
        pass(() -> caller.send(caller.within(ok, StandardMethod.BYE, 2)), () -> caller.lastStatus() == 200);

        bed.await(() -> bed.figures().applicationSessions() == 0);
        assertThat(bed.servlet.log).containsExactly("INVITE", "200 INVITE", "ACK", "BYE", "200 BYE");
        assertThat(bed.figures().sipSessions()).isZero();
        bed.simulation.runFor(60_000);
        assertThat(bed.figures().transactions()).isZero();
        assertThat(bed.figures().timers()).isZero();
    }

    /** JSR 289 6.2.4.1, 2: "when it is acting as a non-record-routing proxy". */
    @Test
    void withoutRecordRouteTheSessionEndsWithTheAnswer() {
        proxying(false);
        caller.send(caller.request(StandardMethod.INVITE, Testbed.URI, "c1", 1));
        bed.settle();

        assertThat(caller.lastStatus()).isEqualTo(200);
        assertThat(caller.last().has(StandardHeader.RECORD_ROUTE)).isFalse();
        assertThat(bed.figures().sipSessions()).isZero();
    }

    @Test
    void theCalleeMayHangUp() {
        proxying(true);
        caller.send(caller.request(StandardMethod.INVITE, Testbed.URI, "c1", 1));
        bed.simulation.runFor(50);
        caller.sendStateless(caller.within(caller.last(), StandardMethod.ACK, 1));
        SipRequest invite = callee.requests.get(0);
        SipRequest bye = callee.request(StandardMethod.BYE, "sip:peer@10.0.0.2:5060", "c1", 1);
        bye.set(StandardHeader.FROM, caller.last().firstSlice(StandardHeader.TO));
        bye.set(StandardHeader.TO, invite.firstSlice(StandardHeader.FROM));
        bye.addLast(StandardHeader.ROUTE, invite.firstSlice(StandardHeader.RECORD_ROUTE));
        callee.send(bye);
        bed.settle();

        assertThat(caller.requests).hasSize(1);
        assertThat(callee.lastStatus()).isEqualTo(200);
        assertThat(bed.figures().sipSessions()).isZero();
    }

    @Test
    void aCancelGoesThroughAndTheServletIsTold() {
        proxying(true);
        callee.answering((request, transaction) -> {
            transaction.respond(SipResponse.to(request, 180, null, transaction.localTag()));
            transaction.user(new ServerTransactionUser() {
                @Override
                public void cancelled(ServerTransaction cancelled, SipRequest cancel) {
                    cancelled.respond(SipResponse.to(request, 487, null, cancelled.localTag()));
                }
            });
        });
        ClientTransaction invite = caller.send(caller.request(StandardMethod.INVITE, Testbed.URI, "c1", 1));
        bed.simulation.runFor(50);
        assertThat(caller.lastStatus()).isEqualTo(180);
        caller.cancel(invite);
        bed.settle();

        assertThat(caller.lastStatus()).isEqualTo(487);
        assertThat(bed.servlet.log).contains("CANCEL");
        assertThat(bed.figures().sipSessions()).isZero();
    }

    /** JSR 289 10.2.5: parameters of the Record-Route URI come back with later requests. */
    @Test
    void recordRouteParametersComeBack() {
        List<String> seen = new ArrayList<>();
        proxying(true);
        bed.servlet.on("INVITE", request -> {
            Proxy proxy = request.getProxy();
            proxy.setRecordRoute(true);
            proxy.getRecordRouteURI().setParameter("color", "blue");
            proxy.proxyTo(bed.factory().createURI("sip:callee@10.0.0.3:5060"));
        });
        bed.servlet.on("BYE", request -> seen.add(request.getParameter("color")
                + " " + request.getPoppedRoute().getURI().getParameter("color")));
        caller.send(caller.request(StandardMethod.INVITE, Testbed.URI, "c1", 1));
        bed.simulation.runFor(50);
        SipResponse ok = caller.last();
        caller.sendStateless(caller.within(ok, StandardMethod.ACK, 1));
        caller.send(caller.within(ok, StandardMethod.BYE, 2));
        bed.settle();

        assertThat(seen).containsExactly("blue blue");
    }

    @Test
    void aServletThatFailsOnAResponseDoesNotStopIt() {
        proxying(true);
        bed.servlet.onResponse(response -> {
            throw new IllegalStateException("as the test wants it");
        });
        caller.send(caller.request(StandardMethod.INVITE, Testbed.URI, "c1", 1));
        bed.simulation.runFor(50);

        assertThat(caller.lastStatus()).isEqualTo(200);
    }
}
