package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.simulation.ScriptedPeer;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.transaction.ClientTransaction;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.Transport;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** Time-outs of a proxy, Timer C, and cancelling (RFC 3261 16.8, 16.10, JSR 289 10.2). */
class ProxyTimersTest extends ProxyBed {
    @Test
    void theProxyTimeoutCancelsAllBranches() {
        proxies(proxy -> proxy.setProxyTimeout(10), a, b);
        call();
        bed.simulation.runFor(9_900);
        assertThat(finals()).isEmpty();
        bed.simulation.runFor(200);

        assertThat(a.cancels).hasSize(1);
        assertThat(b.cancels).hasSize(1);
        assertThat(finals()).containsExactly(408);
        assertThat(bed.figures().sipSessions()).isZero();
    }

    @Test
    void withoutAnySettingTheDescriptorsTimeoutHolds() {
        proxies(proxy -> { }, a);
        call();

        assertThat(proxy.getProxyTimeout()).isEqualTo(180);
        bed.simulation.runFor(180_000);
        assertThat(a.cancels).hasSize(1);
    }

    @Test
    void aBranchMayOnlySearchForAShorterTimeThanItsParallelProxy() {
        proxies(proxy -> proxy.setProxyTimeout(10), a);
        call();
        var branch = proxy.getProxyBranches().get(0);
        branch.setProxyBranchTimeout(20);

        assertThat(branch.getProxyBranchTimeout()).isEqualTo(10);
        assertThatThrownBy(() -> branch.setProxyBranchTimeout(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> proxy.setProxyTimeout(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** 16.8: "The proxy MUST generate a CANCEL request matching that transaction" once Timer C fires. */
    @Test
    void timerCCancelsABranchThatRingsForTooLong() {
        proxies(proxy -> proxy.setProxyTimeout(3_000), a);
        call();
        bed.simulation.runFor(180_900);
        assertThat(a.cancels).isEmpty();
        bed.simulation.runFor(200);

        assertThat(a.cancels).hasSize(1);
        assertThat(finals()).containsExactly(487);
    }

    /** 16.7 step 2: "the proxy MUST reset timer C" at a provisional response from 101 to 199. */
    @Test
    void aProvisionalResponseResetsTimerC() {
        proxies(proxy -> proxy.setProxyTimeout(3_000), a);
        call();
        for (int i = 0; i < 5; i++) {
            bed.simulation.runFor(150_000);
            a.answer(180);
            assertThat(a.cancels).isEmpty();
        }
        bed.simulation.runFor(181_100);

        assertThat(a.cancels).hasSize(1);
    }

    @Test
    void aCancelFromUpstreamGoesToAllBranchesAndTheApplicationIsTold() {
        proxies(proxy -> { }, a, b);
        ClientTransaction invite = call();
        cancel(invite);

        assertThat(a.cancels).hasSize(1);
        assertThat(b.cancels).hasSize(1);
        assertThat(finals()).containsExactly(487);
        assertThat(bed.servlet.log).contains("CANCEL").endsWith("487 INVITE");
        assertThat(bed.figures().sipSessions()).isZero();
    }

    @Test
    void aCancelBeforeAnyBranchIsAnsweredWith487() {
        bed.servlet.on("INVITE", request -> {
            proxy = request.getProxy();
            request.createResponse(180).send();
        });
        bed.open();
        cancel(call());

        assertThat(finals()).containsExactly(487);
        assertThatThrownBy(() -> proxy.proxyTo(uri(a.uri()))).isInstanceOf(IllegalStateException.class);
        assertThat(bed.figures().sipSessions()).isZero();
    }

    @Test
    void aCancelStopsASequentialSearch() {
        proxies(proxy -> proxy.setParallel(false), a, b);
        cancel(call());

        assertThat(finals()).containsExactly(487);
        assertThat(b.invites).isEmpty();
    }

    /** The 2xx crosses the CANCEL: the call is there, and the caller hangs up (RFC 3261 9.1, 15). */
    @Test
    void a2xxThatCrossesACancelGoesUpstream() {
        proxies(proxy -> { }, a.stubborn());
        ClientTransaction invite = call();
        cancel(invite);
        a.answer(200);

        assertThat(finals()).containsExactly(200);
    }

    @Test
    void theApplicationCancelsWithAReason() {
        proxies(proxy -> { }, a);
        call();
        bed.onLoop(() -> proxy.cancel(new String[] {"SIP"}, new int[] {480}, new String[] {"Gone \"out\""}));
        bed.simulation.runFor(20);

        assertThat(a.cancels.get(0).first(StandardHeader.REASON)).isEqualTo("SIP;cause=480;text=\"Gone \\\"out\\\"\"");
        assertThat(finals()).containsExactly(487);
    }

    @Test
    void oneBranchCancelledLeavesTheOthers() {
        proxies(proxy -> { }, a, b);
        call();
        bed.onLoop(() -> proxy.getProxyBranch(uri(a.uri())).cancel());
        bed.simulation.runFor(20);
        assertThat(a.cancels).hasSize(1);
        assertThat(finals()).isEmpty();
        b.answer(200);

        assertThat(finals()).containsExactly(200);
    }

    @Test
    void undeployedWhileRingingUpstreamGets503AndTheCalleeACancel() throws Exception {
        proxies(proxy -> { }, a);
        call();
        Thread host = new Thread(bed.application::undeploy);
        host.start();
        bed.await(() -> !host.isAlive());
        bed.simulation.runFor(100);

        assertThat(a.cancels).hasSize(1);
        assertThat(finals()).containsExactly(503);
        bed.simulation.runFor(40_000);
        assertThat(bed.figures().transactions()).isZero();
        assertThat(bed.figures().timers()).isZero();
        assertThat(bed.figures().sipSessions()).isZero();
    }

    /** JSR 289, SipSession.invalidate: "One exception is if this session has an associated unsupervised proxy". */
    @Test
    void anUnsupervisedProxyGoesOnWithoutItsSession() {
        proxies(proxy -> proxy.setSupervised(false), a);
        call();
        bed.onLoop(() -> bed.servlet.requests.get(0).getSession().invalidate());
        bed.simulation.runFor(20);
        assertThat(a.cancels).isEmpty();
        a.answer(200);

        assertThat(finals()).containsExactly(200);
    }

    /** RFC 6026 7.1: a transport error leaves the server transaction; the caller may come back and ask again. */
    @Test
    void aCallerWhoseConnectionIsGoneLeavesNothingBehind() {
        proxies(proxy -> { }, a.silent());
        ScriptedPeer tcp = new ScriptedPeer(bed.simulation, "10.0.0.7");
        tcp.listen(Transport.TCP, 5060);
        Flow flow = tcp.send("""
                INVITE sip:service@10.0.0.1:5060 SIP/2.0
                Via: SIP/2.0/TCP 10.0.0.7:5060;branch=z9hG4bKgone
                Max-Forwards: 70
                From: <sip:caller@example.com>;tag=1
                To: <sip:callee@example.com>
                Call-ID: c1
                CSeq: 1 INVITE
                Content-Length: 0

                """, Transport.TCP, new InetSocketAddress("10.0.0.1", 5060));
        bed.simulation.runFor(50);
        assertThat(a.invites).hasSize(1);
        tcp.network().close(tcp.network().points().get(0));
        tcp.network().disconnect(flow);
        bed.simulation.runFor(50);
        a.answer(180);
        assertThat(a.cancels).isEmpty();
        a.answer(486);
        bed.simulation.runFor(40_000);

        assertThat(bed.servlet.log).containsExactly("INVITE", "180 INVITE", "486 INVITE");
        assertThat(bed.figures().sipSessions()).isZero();
        assertThat(bed.figures().transactions()).isZero();
        assertThat(bed.figures().timers()).isZero();
    }
}
