package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ClientTransaction;
import jakarta.servlet.sip.SipSession;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests inside a record-routed dialog, both ways (RFC 3261 16, JSR 289 10.2.8), and the session's states. */
class LaterRequestsTest extends ProxyBed {
    /** A call that is answered and acknowledged. */
    private SipResponse connected(boolean supervised) {
        proxies(proxy -> {
            proxy.setRecordRoute(true);
            proxy.setSupervised(supervised);
        }, a);
        call();
        a.answer(200);
        SipResponse ok = caller.last();
        acknowledge(ok);
        caller.responses.clear();
        return ok;
    }

    private SipSession session() {
        return bed.servlet.requests.get(0).getSession();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void requestsPassBothWays(boolean supervised) {
        SipResponse ok = connected(supervised);
        assertThat(a.peer.acks).hasSize(1);
        caller.send(caller.within(ok, StandardMethod.INFO, 2));
        a.peer.send(fromCallee(a, ok, StandardMethod.INFO, 1));
        bed.simulation.runFor(20);
        SipRequest atCallee = a.peer.requests.get(1);
        assertThat(atCallee.method()).isEqualTo(StandardMethod.INFO);
        assertThat(atCallee.maxForwards()).isEqualTo(69);
        assertThat(atCallee.has(StandardHeader.ROUTE)).isFalse();
        assertThat(caller.requests).hasSize(1);
        assertThat(a.peer.lastStatus()).isEqualTo(200);
        a.peer.send(fromCallee(a, ok, StandardMethod.BYE, 2));
        bed.simulation.runFor(20);

        assertThat(bed.servlet.requests.get(1).isInitial()).isFalse();
        List<String> requests = List.of("INVITE", "ACK", "INFO", "INFO", "BYE");
        assertThat(bed.servlet.log.stream().filter(each -> !each.contains(" "))).containsExactlyElementsOf(requests);
        assertThat(bed.servlet.log.contains("200 BYE")).isEqualTo(supervised);
        assertThat(bed.figures().sipSessions()).isZero();
        assertThat(bed.figures().applicationSessions()).isZero();
    }

    @Test
    void aSecondInviteAndItsAckPass() {
        SipResponse ok = connected(true);
        caller.send(caller.within(ok, StandardMethod.INVITE, 2));
        bed.simulation.runFor(20);
        assertThat(statuses()).containsExactly(180);
        a.answer(200);
        assertThat(finals()).containsExactly(200);
        assertThat(a.invite().has(StandardHeader.RECORD_ROUTE)).isFalse();
        caller.sendStateless(caller.within(ok, StandardMethod.ACK, 2));
        bed.simulation.runFor(20);

        assertThat(a.peer.acks).hasSize(2);
        assertThat(session().getState()).isEqualTo(SipSession.State.CONFIRMED);
        assertThat(hangUp(ok, 3)).isEqualTo(200);
        assertThat(bed.figures().sipSessions()).isZero();
    }

    @Test
    void aSecondInviteThatIsCancelledLeavesTheCall() {
        SipResponse ok = connected(true);
        ClientTransaction again = caller.send(caller.within(ok, StandardMethod.INVITE, 2));
        bed.simulation.runFor(20);
        cancel(again);

        assertThat(a.cancels).hasSize(1);
        assertThat(finals()).containsExactly(487);
        assertThat(session().getState()).isEqualTo(SipSession.State.CONFIRMED);
        assertThat(hangUp(ok, 3)).isEqualTo(200);
    }

    @Test
    void aSecondInviteThatTheCalleeRefusesLeavesTheCall() {
        SipResponse ok = connected(true);
        a.answersWith(488);
        caller.send(caller.within(ok, StandardMethod.INVITE, 2));
        bed.simulation.runFor(20);

        assertThat(finals()).containsExactly(488);
        assertThat(session().getState()).isEqualTo(SipSession.State.CONFIRMED);
    }

    /** RFC 3261 16.8. */
    @Test
    void timerCEndsASecondInviteThatRingsForTooLong() {
        SipResponse ok = connected(true);
        caller.send(caller.within(ok, StandardMethod.INVITE, 2));
        bed.simulation.runFor(181_100);

        assertThat(a.cancels).hasSize(1);
        assertThat(finals()).containsExactly(487);
    }

    @Test
    void aResponseToALaterRequestKnowsItsRequest() {
        SipResponse ok = connected(true);
        List<String> seen = new ArrayList<>();
        bed.servlet.onResponse(
                response -> seen.add(response.getRequest().getMethod() + " " + response.getProxyBranch()));
        caller.send(caller.within(ok, StandardMethod.INFO, 2));
        bed.simulation.runFor(20);

        assertThat(seen).containsExactly("INFO null");
    }

    /** 16.3 step 3. */
    @Test
    void aLaterRequestWithoutHopsLeftIs483() {
        SipResponse ok = connected(true);
        SipRequest info = caller.within(ok, StandardMethod.INFO, 2);
        info.maxForwards(0);
        caller.send(info);
        bed.simulation.runFor(20);

        assertThat(finals()).containsExactly(483);
        assertThat(a.peer.requests).hasSize(1);
    }

    /** A challenge to BYE is no end: the caller sends it again with credentials. */
    @Test
    void aByeThatIsChallengedLeavesTheSession() {
        SipResponse ok = connected(true);
        a.peer.answering((request, transaction) ->
                transaction.respond(SipResponse.to(request, 407, null, null)));
        assertThat(hangUp(ok, 2)).isEqualTo(407);
        assertThat(session().getState()).isEqualTo(SipSession.State.CONFIRMED);
        a.peer.answering((request, transaction) ->
                transaction.respond(SipResponse.to(request, 200, null, null)));

        assertThat(hangUp(ok, 3)).isEqualTo(200);
        assertThat(bed.figures().sipSessions()).isZero();
    }

    @Test
    void aByeThatNobodyAnswersEndsTheSession() {
        SipResponse ok = connected(true);
        a.peer.answering((request, transaction) -> { });
        caller.send(caller.within(ok, StandardMethod.BYE, 2));
        bed.simulation.runFor(40_000);

        assertThat(bed.figures().sipSessions()).isZero();
        assertThat(bed.figures().transactions()).isZero();
    }

    /** JSR 289 6.2.1: the states of a proxy's session. */
    @Test
    void theStatesOfAProxysSession() {
        List<SipSession.State> states = new ArrayList<>();
        proxies(proxy -> proxy.setRecordRoute(true), a);
        bed.servlet.onResponse(response -> states.add(response.getSession().getState()));
        call();
        SipSession session = session();
        assertThat(session.getState()).isEqualTo(SipSession.State.EARLY);
        a.answer(200);
        assertThat(session.getState()).isEqualTo(SipSession.State.CONFIRMED);
        SipResponse ok = caller.last();
        acknowledge(ok);
        hangUp(ok, 2);

        assertThat(session.isValid()).isFalse();
        assertThat(states.get(0)).isEqualTo(SipSession.State.INITIAL);
    }

    @Test
    void withoutRecordRouteTheSessionGoesWithTheFinalResponse() {
        proxies(proxy -> { }, a);
        call();
        assertThat(bed.figures().sipSessions()).isEqualTo(1);
        a.answer(200);

        assertThat(bed.figures().sipSessions()).isZero();
        assertThat(bed.figures().applicationSessions()).isZero();
    }

    /** RFC 3261 16.4: a strict router upstream puts our Record-Route value into the Request-URI. */
    @Test
    void aStrictRouterBeforeUsIsUnderstood() {
        SipResponse ok = connected(true);
        String ours = ok.first(StandardHeader.RECORD_ROUTE);
        SipRequest info = caller.request(StandardMethod.INFO, ours.substring(1, ours.length() - 1), "c1", 2);
        info.set(StandardHeader.TO, ok.firstSlice(StandardHeader.TO));
        info.addLast(StandardHeader.ROUTE, Slice.of("<" + a.uri() + ">"));
        caller.send(info);
        bed.simulation.runFor(20);

        assertThat(finals()).containsExactly(200);
        assertThat(a.peer.requests.get(1).requestUri().toString()).isEqualTo(a.uri());
        assertThat(a.peer.requests.get(1).has(StandardHeader.ROUTE)).isFalse();
    }

    @Test
    void aTokenOfAnotherCallIsNotBelieved() {
        SipResponse ok = connected(true);
        SipRequest info = caller.within(ok, StandardMethod.INFO, 2);
        info.set(StandardHeader.CALL_ID, "other");
        caller.send(info);
        bed.simulation.runFor(20);

        assertThat(finals()).containsExactly(481);
    }

    /** RFC 3261 13.3.1.4: without an ACK for 64*T1 "the session SHOULD be terminated"; nobody sends a BYE through us. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCallThatNobodyAcknowledgesEndsAfter64T1(boolean supervised) {
        proxies(proxy -> {
            proxy.setRecordRoute(true);
            proxy.setSupervised(supervised);
        }, a, b);
        call();
        a.answer(200);
        b.answer(200);
        bed.simulation.runFor(30_000);
        assertThat(bed.figures().sipSessions()).isEqualTo(1);
        bed.simulation.runFor(10_000);
        assertThat(bed.figures().sipSessions()).isZero();
        assertThat(bed.figures().applicationSessions()).isZero();
    }

    @Test
    void anAcknowledgedCallOutlives64T1AndTheCalleeThatWasNeverAcknowledged() {
        proxies(proxy -> proxy.setRecordRoute(true), a, b);
        call();
        a.answer(200);
        b.answer(200);
        SipResponse ok = caller.responses.stream().filter(each -> each.status() == 200).findFirst().orElseThrow();
        acknowledge(ok);
        bed.simulation.runFor(100_000);
        assertThat(bed.figures().sipSessions()).isEqualTo(1);
        assertThat(hangUp(ok, 2)).isEqualTo(200);
        assertThat(bed.figures().sipSessions()).isZero();
    }
}
