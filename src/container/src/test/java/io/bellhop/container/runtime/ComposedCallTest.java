package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ClientTransaction;
import jakarta.servlet.sip.SipServletRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSR 289 15.1: several applications on one call, first to last on the way there, last to first on the way back. */
class ComposedCallTest {
    private final ComposedBed bed = new ComposedBed();

    private SipResponse confirmed() {
        bed.call();
        bed.callee.answer(200);
        bed.turn();
        SipResponse ok = bed.caller.last();
        assertThat(ok.status()).isEqualTo(200);
        bed.acknowledge(ok);
        return ok;
    }

    @Test
    void requestsPassTheApplicationsInOrderAndResponsesTheOtherWay() {
        bed.proxy("a", null);
        bed.proxy("b", null);
        bed.proxy("c", ComposedBed.CALLEE);
        SipResponse ok = confirmed();
        assertThat(bed.seen()).containsExactly("a: INVITE", "b: INVITE", "c: INVITE", "c: 180 INVITE",
                "b: 180 INVITE", "a: 180 INVITE", "c: 200 INVITE", "b: 200 INVITE", "a: 200 INVITE", "a: ACK",
                "b: ACK", "c: ACK");
        SipRequest invite = bed.callee.invite();
        assertThat(invite.all(StandardHeader.VIA)).as("one of each application and the caller's").hasSize(4);
        assertThat(invite.all(StandardHeader.RECORD_ROUTE)).as("one of each application").hasSize(3)
                .doesNotHaveDuplicates();
        assertThat(invite.maxForwards()).isEqualTo(67);
        assertThat(bed.callee.invites).hasSize(1);
        assertThat(bed.callee.peer.acks).hasSize(1);

        bed.send(bed.caller.within(ok, StandardMethod.INVITE, 2));
        bed.callee.answer(200);
        bed.turn();
        bed.caller.sendStateless(bed.caller.within(ok, StandardMethod.ACK, 2));
        bed.turn();
        assertThat(bed.seen()).startsWith("a: INVITE", "b: INVITE", "c: INVITE").endsWith("a: ACK", "b: ACK", "c: ACK");
        bed.send(bed.caller.within(ok, StandardMethod.BYE, 3));
        assertThat(bed.caller.lastStatus()).isEqualTo(200);
        assertThat(bed.seen()).containsExactly("a: BYE", "b: BYE", "c: BYE", "c: 200 BYE", "b: 200 BYE", "a: 200 BYE");
        assertThat(bed.isEmpty()).isTrue();
    }

    @Test
    void theCalleesRequestsPassThemTheOtherWayRound() {
        bed.proxy("a", null);
        bed.proxy("b", ComposedBed.CALLEE);
        SipResponse ok = confirmed();
        bed.seen();
        bed.calleeHangsUp(ok);
        assertThat(bed.seen()).containsExactly("b: BYE", "a: BYE", "a: 200 BYE", "b: 200 BYE");
        assertThat(bed.caller.requests).hasSize(1);
        assertThat(bed.callee.peer.lastStatus()).isEqualTo(200);
        assertThat(bed.isEmpty()).isTrue();
    }

    @Test
    void eachApplicationHasSessionsOfItsOwn() {
        TestSessions a = new TestSessions(bed.proxy("a", null));
        TestSessions b = new TestSessions(bed.proxy("b", ComposedBed.CALLEE));
        confirmed();
        assertThat(a.first().getSession().getId()).isNotEqualTo(b.first().getSession().getId());
        assertThat(a.first().getApplicationSession().getApplicationName()).isEqualTo("a");
        assertThat(b.first().getApplicationSession().getApplicationName()).isEqualTo("b");
        assertThat(bed.bed.figures().sipSessions()).isEqualTo(2);
        assertThat(bed.bed.figures().applicationSessions()).isEqualTo(2);
    }

    private record TestSessions(TestServlet servlet) {
        SipServletRequest first() {
            return servlet.requests.get(0);
        }
    }

    @Test
    void theLastOneMayAnswer() {
        bed.proxy("a", null);
        bed.answering("b");
        bed.call();
        SipResponse ok = bed.caller.last();
        assertThat(ok.status()).isEqualTo(200);
        assertThat(ok.all(StandardHeader.VIA)).hasSize(1);
        bed.acknowledge(ok);
        bed.send(bed.caller.within(ok, StandardMethod.BYE, 2));
        assertThat(bed.caller.lastStatus()).isEqualTo(200);
        assertThat(bed.seen()).containsExactly("a: INVITE", "b: INVITE", "a: 180 INVITE", "a: 200 INVITE", "a: ACK",
                "b: ACK", "a: BYE", "b: BYE", "a: 200 BYE");
        assertThat(bed.isEmpty()).isTrue();
    }

    @Test
    void applicationsThatBlockAreChainedAsWell() {
        bed.bed.blocking();
        TestServlet a = bed.proxy("a", null);
        TestServlet b = bed.answering("b");
        bed.caller.send(bed.caller.request(StandardMethod.INVITE, Testbed.URI, "c1", 1));
        bed.bed.await(() -> bed.caller.lastStatus() == 200);
        SipResponse ok = bed.caller.last();
        bed.caller.sendStateless(bed.caller.within(ok, StandardMethod.ACK, 1));
        bed.bed.await(() -> b.log.contains("ACK"));
        bed.caller.responses.clear();
        bed.bed.simulation.runFor(2_000);
        assertThat(bed.caller.responses).as("the ACK ends the retransmissions").isEmpty();
        bed.caller.send(bed.caller.within(ok, StandardMethod.BYE, 2));
        bed.bed.await(() -> bed.caller.lastStatus() == 200);
        bed.bed.await(() -> bed.bed.figures().applicationSessions() == 0);
        assertThat(a.log).containsExactly("INVITE", "180 INVITE", "200 INVITE", "ACK", "BYE", "200 BYE");
        assertThat(b.log).containsExactly("INVITE", "ACK", "BYE");
    }

    @Test
    void theLastOneMayHangUp() {
        bed.proxy("a", null);
        TestServlet b = bed.answering("b");
        bed.call();
        bed.acknowledge(bed.caller.last());
        bed.seen();
        bed.bed.onLoop(() -> {
            try {
                b.requests.get(0).getSession().createRequest("BYE").send();
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
        });
        bed.turn();
        assertThat(bed.caller.requests).hasSize(1);
        assertThat(bed.seen()).containsExactly("a: BYE", "a: 200 BYE", "b: 200 BYE");
        assertThat(bed.isEmpty()).isTrue();
    }

    @Test
    void aCancelPassesThemAll() {
        bed.proxy("a", null);
        bed.proxy("b", null);
        bed.proxy("c", ComposedBed.CALLEE);
        ClientTransaction invite = bed.call();
        bed.seen();
        bed.caller.cancel(invite);
        bed.turn();
        assertThat(bed.caller.lastStatus()).isEqualTo(487);
        assertThat(bed.callee.cancels).hasSize(1);
        assertThat(bed.seen()).containsExactly("a: CANCEL", "b: CANCEL", "c: CANCEL", "c: 487 INVITE",
                "b: 487 INVITE", "a: 487 INVITE");
        assertThat(bed.isEmpty()).isTrue();
    }

    @Test
    void aCancelReachesTheOneThatAnswers() {
        bed.proxy("a", null);
        bed.deploy("b").on("INVITE", request -> request.createResponse(180).send());
        ClientTransaction invite = bed.call();
        bed.caller.cancel(invite);
        bed.turn();
        assertThat(bed.caller.lastStatus()).isEqualTo(487);
        assertThat(bed.seen()).endsWith("a: CANCEL", "b: CANCEL", "a: 487 INVITE");
        assertThat(bed.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404, 486, 500, 603})
    void aFailurePassesThemAll(int status) {
        bed.proxy("a", null);
        bed.proxy("b", ComposedBed.CALLEE);
        bed.call();
        bed.seen();
        bed.callee.answer(status);
        bed.turn();
        assertThat(bed.caller.lastStatus()).isEqualTo(status);
        assertThat(bed.seen()).containsExactly("b: " + status + " INVITE", "a: " + status + " INVITE");
        assertThat(bed.isEmpty()).isTrue();
    }

    @Test
    void whoFailsIsAnsweredFor() {
        bed.proxy("a", null);
        bed.deploy("b").on("INVITE", request -> {
            throw new IllegalStateException("as the test wants it");
        });
        bed.call();
        assertThat(bed.caller.lastStatus()).isEqualTo(500);
        assertThat(bed.seen()).containsExactly("a: INVITE", "b: INVITE", "a: 500 INVITE");
        assertThat(bed.isEmpty()).isTrue();
    }

    @Test
    void aRequestThatNobodyAnswersEndsWithAsManySecondsAsOnTheWire() {
        bed.deploy("a").on("MESSAGE", request -> request.getProxy().proxyTo(request.getRequestURI()));
        bed.deploy("b");
        bed.send(bed.caller.request(StandardMethod.MESSAGE, Testbed.URI, "m1", 1));
        bed.bed.simulation.runFor(30_000);
        assertThat(bed.caller.lastStatus()).isLessThan(200);
        bed.bed.simulation.runFor(3_000);
        assertThat(bed.seen()).containsExactly("a: MESSAGE", "b: MESSAGE", "a: 408 MESSAGE");
    }

    @Test
    void eachBranchOfAForkGoesOnToTheNextApplication() {
        RingingPeer other = new RingingPeer(bed.bed, "10.0.0.4");
        TestServlet a = bed.deploy("a");
        a.on("INVITE", request -> {
            if (request.isInitial()) {
                request.getProxy().setRecordRoute(true);
                request.getProxy().proxyTo(
                        List.of(a.factory.createURI(ComposedBed.CALLEE), a.factory.createURI(other.uri())));
            }
        });
        TestServlet b = bed.proxy("b", null);
        bed.call();
        assertThat(b.requests).hasSize(2);
        assertThat(bed.callee.invites).hasSize(1);
        assertThat(other.invites).hasSize(1);
        bed.callee.answer(200);
        bed.turn();
        assertThat(other.cancels).hasSize(1);
        SipResponse ok = bed.caller.last();
        assertThat(ok.status()).isEqualTo(200);
        bed.acknowledge(ok);
        bed.send(bed.caller.within(ok, StandardMethod.BYE, 2));
        assertThat(bed.caller.lastStatus()).isEqualTo(200);
        assertThat(bed.isEmpty()).isTrue();
    }

    @Test
    void subsequentRequestsOutsideOfTheRouteOfAnApplicationPassItBy() {
        bed.deploy("a").on("INVITE", request -> request.getProxy().proxyTo(request.getRequestURI()));
        bed.proxy("b", ComposedBed.CALLEE);
        SipResponse ok = confirmed();
        assertThat(ok.all(StandardHeader.RECORD_ROUTE)).hasSize(1);
        bed.seen();
        bed.send(bed.caller.within(ok, StandardMethod.BYE, 2));
        assertThat(bed.seen()).containsExactly("b: BYE", "b: 200 BYE");
        assertThat(bed.isEmpty()).isTrue();
    }
}
