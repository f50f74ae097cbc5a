package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.sip.message.StandardHeader;
import jakarta.servlet.sip.ProxyBranch;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an application is shown of its proxy, and what it may do meanwhile (JSR 289 10.2). */
class SupervisionTest extends ProxyBed {
    @Test
    void anUnsupervisedProxyIsShownNothing() {
        proxies(proxy -> proxy.setSupervised(false), a, b);
        call();
        a.answer(486);
        b.answer(200);

        assertThat(finals()).containsExactly(200);
        assertThat(bed.servlet.log).containsExactly("INVITE");
    }

    @Test
    void intermediateFinalResponsesAreBranchResponses() {
        proxies(proxy -> { }, a, b);
        call();
        a.answer(486);
        b.answer(404);

        assertThat(bed.servlet.log).containsExactly("INVITE", "180 INVITE", "180 INVITE", "branch 486", "486 INVITE");
    }

    @Test
    void aResponseKnowsItsRequestItsBranchAndItsProxy() {
        List<String> seen = new ArrayList<>();
        proxies(proxy -> { }, a);
        bed.servlet.onResponse(response -> {
            SipServletRequest request = response.getRequest();
            ProxyBranch branch = response.getProxyBranch();
            seen.add(response.getStatus() + " " + request.getRequestURI() + " " + (branch.getResponse() == response)
                    + " " + (response.getProxy() == proxy) + " " + (branch.getRequest() == request));
            assertThatThrownBy(response::createAck).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(request::send).isInstanceOf(IllegalStateException.class);
        });
        call();
        a.answer(200);

        assertThat(seen).containsExactly("180 " + a.uri() + " true true true", "200 " + a.uri() + " true true true");
    }

    @Test
    void whatTheApplicationChangesInAResponseGoesUpstream() {
        proxies(proxy -> { }, a);
        bed.servlet.onResponse(response -> response.addHeader("X-Seen", String.valueOf(response.getStatus())));
        call();
        a.answer(404);

        assertThat(caller.last().all(StandardHeader.VIA)).hasSize(1);
        assertThat(caller.last().toString()).contains("X-Seen: 404");
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
        a.answer(486);
        assertThat(finals()).isEmpty();
        assertThat(b.invites).hasSize(1);
        b.answer(200);

        assertThat(finals()).containsExactly(200);
    }

    /** RFC 3261 16.7 step 6: the best of all in the context, also of those from before. */
    @Test
    void ifWhatFollowsIsWorseTheFirstAnswerIsTheBest() {
        proxies(proxy -> { }, a);
        bed.servlet.onResponse(response -> {
            if (response.getStatus() == 486 && b.invites.isEmpty()) {
                response.getProxy().proxyTo(uri(b.uri()));
            }
        });
        call();
        a.answer(486);
        b.answer(500);

        assertThat(finals()).containsExactly(486);
    }

    @Test
    void after6xxNothingNewIsBegun() {
        proxies(proxy -> { }, a);
        bed.servlet.onResponse(response -> {
            if (response.getStatus() == 603) {
                response.getProxy().proxyTo(uri(b.uri()));
            }
        });
        call();
        a.answer(603);

        assertThat(b.invites).isEmpty();
        assertThat(finals()).containsExactly(603);
    }

    @Test
    void afterAFinalResponseThereIsNoMoreProxying() {
        proxies(proxy -> { }, a);
        call();
        a.answer(486);

        assertThatThrownBy(() -> proxy.proxyTo(uri(b.uri()))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(proxy::cancel).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void recordRoutingIsChosenBeforeTheStart() {
        proxies(proxy -> { }, a);
        call();

        assertThatThrownBy(() -> proxy.setRecordRoute(true)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> proxy.getProxyBranches().get(0).setRecordRoute(true))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(proxy::getRecordRouteURI).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void branchesAreMadeFirstAndStartedLater() {
        bed.servlet.on("INVITE", request -> {
            proxy = request.getProxy();
            List<ProxyBranch> branches = proxy.createProxyBranches(uris(a, b));
            assertThat(branches).hasSize(2).noneMatch(ProxyBranch::isStarted);
            branches.get(0).getRequest().addHeader("X-For", "a");
            branches.get(1).getRequest().setRequestURI(uri("sip:other@10.0.0.4:5060"));
            branches.get(1).setProxyBranchTimeout(7);
        });
        bed.open();
        call();
        assertThat(a.invites).isEmpty();
        bed.onLoop(proxy::startProxy);
        bed.simulation.runFor(20);

        assertThat(proxy.getProxyBranches()).hasSize(2).allMatch(ProxyBranch::isStarted);
        assertThat(a.invite().toString()).contains("X-For: a");
        assertThat(b.invite().toString()).doesNotContain("X-For");
        assertThat(b.invite().requestUri().toString()).isEqualTo("sip:other@10.0.0.4:5060");
        assertThat(proxy.getProxyBranch(uri(b.uri())).getProxyBranchTimeout()).isEqualTo(7);
        assertThatThrownBy(() -> proxy.getProxyBranches().get(0).getRequest().addHeader("X-Late", "1"))
                .isInstanceOf(IllegalStateException.class);
        bed.simulation.runFor(7_000);
        assertThat(b.cancels).hasSize(1);
        assertThat(a.cancels).isEmpty();
    }

    /** JSR 289 10: a callback that fails is a 500; what it has begun ends. */
    @Test
    void anApplicationThatFailsAfterProxyingAnswers500AndCancels() {
        bed.servlet.on("INVITE", request -> {
            request.getProxy().proxyTo(uri(a.uri()));
            throw new IllegalStateException("as the test wants it");
        });
        bed.open();
        call();
        bed.simulation.runFor(100);

        assertThat(finals()).containsExactly(500);
        assertThat(a.cancels).hasSize(1);
        assertThat(bed.figures().sipSessions()).isZero();
    }
}
