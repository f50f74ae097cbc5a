package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ClientTransaction;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Proxies of applications that run on worker threads, or that go on from threads of their own. */
class BlockingProxyTest extends ProxyBed {
    private final CountDownLatch held = new CountDownLatch(1);

    @BeforeEach
    void workers() {
        bed.blocking();
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(10, TimeUnit.SECONDS)).as("released").isTrue();
    }

    @Test
    void aCallPassesOverWorkers() {
        proxies(proxy -> proxy.setRecordRoute(true), a, b);
        call();
        bed.await(() -> statuses().size() == 2);
        a.answer(200);
        bed.await(() -> finals().size() == 1 && b.cancels.size() == 1);
        SipResponse ok = caller.last();
        acknowledge(ok);
        bed.await(() -> a.peer.acks.size() == 1);
        caller.send(caller.within(ok, StandardMethod.BYE, 2));
        bed.await(() -> caller.lastStatus() == 200 && bed.figures().applicationSessions() == 0);

        assertThat(bed.servlet.log).containsSubsequence("INVITE", "180 INVITE", "200 INVITE", "ACK", "BYE", "200 BYE");
        assertThat(bed.figures().sipSessions()).isZero();
    }

    @Test
    void goingOnFromDoErrorResponseHoldsTheResponseBack() {
        proxies(proxy -> { }, a);
        bed.servlet.onResponse(response -> {
            if (response.getStatus() == 486 && b.invites.isEmpty()) {
                response.getProxy().proxyTo(uri(b.uri()));
            }
        });
        call();
        bed.await(() -> statuses().size() == 1);
        a.answer(486);
        bed.await(() -> b.invites.size() == 1);
        b.answer(200);
        bed.await(() -> finals().size() == 1);

        assertThat(finals()).containsExactly(200);
    }

    /** The last branch ends while the application is still being shown an earlier response. */
    @Test
    void aFinalResponseThatComesDuringACallbackIsNotLost() {
        proxies(proxy -> { }, a);
        bed.servlet.onResponse(response -> {
            if (response.getStatus() == 180) {
                await(held);
            }
        });
        call();
        bed.await(() -> bed.servlet.log.contains("180 INVITE"));
        a.answer(404);
        held.countDown();
        bed.await(() -> finals().size() == 1);

        assertThat(statuses()).containsExactly(180, 404);
        assertThat(bed.servlet.log).containsExactly("INVITE", "180 INVITE", "404 INVITE");
    }

    @Test
    void theRequestMayBeProxiedFromAnotherThreadAfterTheCallback() throws InterruptedException {
        bed.servlet.on("INVITE", request -> proxy = request.getProxy());
        bed.open();
        call();
        bed.await(() -> proxy != null);
        Thread other = new Thread(() -> proxy.proxyTo(uris(a)));
        other.start();
        bed.await(() -> a.invites.size() == 1);
        other.join();
        a.answer(200);
        bed.await(() -> finals().size() == 1);

        assertThat(finals()).containsExactly(200);
    }

    @Test
    void aCancelWhileTheCallbackRunsIsAnsweredAndTheProxyingComesTooLate() {
        bed.servlet.on("INVITE", request -> {
            proxy = request.getProxy();
            await(held);
            proxy.proxyTo(uris(a));
        });
        bed.open();
        ClientTransaction invite = call();
        bed.await(() -> proxy != null);
        bed.simulation.runFor(250);
        cancel(invite);
        held.countDown();
        bed.await(() -> finals().size() == 1 && bed.figures().applicationSessions() == 0);

        assertThat(finals()).containsExactly(487);
        assertThat(a.invites).isEmpty();
    }

    /** JSR 289: the application answers later, and a CANCEL is faster. */
    @Test
    void aCancelBeforeAnyProxyIsAnswered() {
        bed.servlet.on("INVITE", request -> await(held));
        bed.open();
        ClientTransaction invite = call();
        bed.await(() -> bed.servlet.log.contains("INVITE"));
        bed.simulation.runFor(250);
        cancel(invite);
        held.countDown();
        bed.await(() -> finals().size() == 1 && bed.figures().applicationSessions() == 0);

        assertThat(finals()).containsExactly(487);
        assertThat(bed.servlet.log).containsExactly("INVITE", "CANCEL");
    }

    @Test
    void aSecondInviteCancelledWhileTheApplicationHasItIsNotSentOn() {
        proxies(proxy -> proxy.setRecordRoute(true), a);
        call();
        bed.await(() -> statuses().size() == 1);
        a.answer(200);
        bed.await(() -> finals().size() == 1);
        SipResponse ok = caller.last();
        acknowledge(ok);
        bed.await(() -> a.peer.acks.size() == 1);
        bed.servlet.on("INVITE", request -> await(held));
        ClientTransaction again = caller.send(caller.within(ok, StandardMethod.INVITE, 2));
        bed.await(() -> bed.servlet.log.stream().filter("INVITE"::equals).count() == 2);
        bed.simulation.runFor(250);
        cancel(again);
        held.countDown();
        bed.await(() -> finals().size() == 2 && bed.servlet.log.contains("CANCEL"));
        bed.simulation.runFor(100);

        assertThat(finals()).containsExactly(200, 487);
        assertThat(a.invites).hasSize(1);
    }
}
