package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardHeader;
import jakarta.servlet.sip.ProxyBranch;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One target after the other, and those that redirections lead to (JSR 289 10.2.2, RFC 3261 16.5 and 16.7 step 4). */
class SequentialSearchTest extends ProxyBed {
    private void redirect(RingingPeer from, RingingPeer... to) {
        SipResponse moved = from.made(302);
        for (RingingPeer each : to) {
            moved.addLast(StandardHeader.CONTACT, "<" + each.uri() + ">");
        }
        from.send(moved);
        bed.simulation.runFor(20);
    }

    @Test
    void goesOnAtA486AndStopsAtA2xx() {
        proxies(proxy -> proxy.setParallel(false), a, b, c);
        call();
        assertThat(b.invites).isEmpty();
        a.answer(486);
        assertThat(b.invites).hasSize(1);
        assertThat(finals()).isEmpty();
        b.answer(200);

        assertThat(finals()).containsExactly(200);
        assertThat(c.invites).isEmpty();
        assertThat(bed.servlet.log).containsExactly("INVITE", "180 INVITE", "branch 486", "180 INVITE", "200 INVITE");
    }

    @Test
    void whenAllAreThroughTheBestGoesUpstream() {
        proxies(proxy -> proxy.setParallel(false), a, b);
        call();
        a.answer(486);
        b.answer(404);

        assertThat(finals()).containsExactly(486);
        assertThat(bed.servlet.log).containsExactly("INVITE", "180 INVITE", "branch 486", "180 INVITE", "486 INVITE");
    }

    @Test
    void a6xxEndsIt() {
        proxies(proxy -> proxy.setParallel(false), a, b);
        call();
        a.answer(600);

        assertThat(finals()).containsExactly(600);
        assertThat(b.invites).isEmpty();
    }

    /** JSR 289, Proxy: in a sequential proxy the proxyTimeout is each branch's. */
    @Test
    void aTimeOutCancelsTheBranchAndTheNextBegins() {
        proxies(proxy -> {
            proxy.setParallel(false);
            proxy.setProxyTimeout(5);
        }, a, b);
        call();
        bed.simulation.runFor(4_900);
        assertThat(a.cancels).isEmpty();
        bed.simulation.runFor(200);
        assertThat(a.cancels).hasSize(1);
        assertThat(b.invites).hasSize(1);
        bed.simulation.runFor(5_100);

        assertThat(b.cancels).hasSize(1);
        assertThat(finals()).containsExactly(408);
        assertThat(bed.figures().sipSessions()).isZero();
    }

    @Test
    void a2xxOfABranchThatTimedOutStillWins() {
        proxies(proxy -> {
            proxy.setParallel(false);
            proxy.setProxyTimeout(5);
        }, a.stubborn(), b);
        call();
        bed.simulation.runFor(5_100);
        assertThat(b.invites).hasSize(1);
        a.answer(200);

        assertThat(finals()).containsExactly(200);
        assertThat(b.cancels).hasSize(1);
    }

    @Test
    void aRedirectionIsFollowed() {
        proxies(proxy -> { }, a);
        call();
        redirect(a, b, c);
        assertThat(finals()).isEmpty();
        assertThat(b.invites).hasSize(1);
        assertThat(c.invites).hasSize(1);
        assertThat(b.invite().requestUri().toString()).isEqualTo(b.uri());
        List<ProxyBranch> recursed = proxy.getProxyBranches().get(0).getRecursedProxyBranches();
        assertThat(recursed).hasSize(2);
        assertThat(proxy.getProxyBranches()).as("the top level alone").hasSize(1);
        b.answer(200);

        assertThat(finals()).containsExactly(200);
        assertThat(c.cancels).hasSize(1);
    }

    /** 16.5: "a proxy MUST NOT add a target to the set more than once". */
    @Test
    void redirectionsInACircleEnd() {
        proxies(proxy -> { }, a);
        call();
        redirect(a, b);
        redirect(b, a);

        assertThat(a.invites).hasSize(1);
        assertThat(finals()).containsExactly(302);
    }

    @Test
    void withoutRecursionTheRedirectionGoesUpstream() {
        proxies(proxy -> proxy.setRecurse(false), a);
        call();
        redirect(a, b);

        assertThat(b.invites).isEmpty();
        assertThat(finals()).containsExactly(302);
        assertThat(bed.servlet.log).containsExactly("INVITE", "180 INVITE", "302 INVITE");
    }

    @Test
    void aTargetGivenTwiceIsTriedOnce() {
        proxies(proxy -> { }, a, a);
        call();

        assertThat(a.invites).hasSize(1);
        assertThat(proxy.getProxyBranches()).hasSize(1);
    }
}
