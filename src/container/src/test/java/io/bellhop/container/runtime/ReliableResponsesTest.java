package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ClientTransaction;
import jakarta.servlet.sip.Rel100Exception;
import jakarta.servlet.sip.SipErrorEvent;
import jakarta.servlet.sip.SipErrorListener;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipSession;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SipServletResponse.sendReliably (JSR 289), RFC 3262 3: the user agent server's side of 100rel. */
class ReliableResponsesTest {
    private static final int UNTIL_GIVEN_UP = 33_000;

    private final Testbed bed = new Testbed();
    private final Peer peer = bed.peer("10.0.0.2");

    private ClientTransaction call(StandardHeader header) {
        SipRequest invite = peer.request(StandardMethod.INVITE, Testbed.URI, "c1", 1);
        if (header != null) {
            invite.set(header, "timer, 100rel");
        }
        ClientTransaction sent = peer.send(invite);
        bed.simulation.runFor(10);
        return sent;
    }

    private void acknowledge(SipResponse response, String rack, long cseq) {
        SipRequest prack = peer.within(response, StandardMethod.PRACK, cseq);
        prack.set(StandardHeader.RACK, rack);
        peer.send(prack);
        bed.simulation.runFor(10);
    }

    private void acknowledge(SipResponse response, long cseq) {
        acknowledge(response, response.first(StandardHeader.RSEQ) + " 1 INVITE", cseq);
    }

    private List<Integer> statuses() {
        return peer.responses.stream().map(SipResponse::status).toList();
    }

    /** Answers PRACKs, and does with INVITEs what it is told. */
    private void open(TestServlet.Action<SipServletRequest> onInvite) {
        bed.servlet.on("INVITE", onInvite);
        bed.servlet.on("PRACK", request -> request.createResponse(200).send());
        bed.open();
    }

    private static SipServletResponse described(SipServletRequest invite, int status) throws Exception {
        SipServletResponse response = invite.createResponse(status);
        response.setContent("v=0", "application/sdp");
        return response;
    }

    @Test
    void aReliableResponseSaysSoAndIsSentAgainUntilItsPrackComes() {
        open(invite -> invite.createResponse(183).sendReliably());
        call(StandardHeader.SUPPORTED);
        SipResponse first = peer.last();

        assertThat(first.status()).isEqualTo(183);
        assertThat(first.all(StandardHeader.REQUIRE)).containsExactly("100rel");
        assertThat(Long.parseLong(first.first(StandardHeader.RSEQ))).isBetween(1L, (1L << 31) - 1);
        bed.simulation.runFor(3_600);
        assertThat(peer.responses).as("at 0, 500, 1500 and 3500 ms").hasSize(4);
        assertThat(peer.responses).extracting(response -> response.first(StandardHeader.RSEQ)).containsOnly(
                first.first(StandardHeader.RSEQ));

        acknowledge(first, 2);
        assertThat(peer.lastStatus()).isEqualTo(200);
        assertThat(bed.servlet.log).containsExactly("INVITE", "PRACK");
        bed.simulation.runFor(UNTIL_GIVEN_UP);
        assertThat(peer.responses).as("the 183 no more").hasSize(5);
    }

    /** Rel100Exception: each reason. */
    @Test
    void whatCannotBeSentReliablyIsRefusedWithItsReason() {
        List<Integer> reasons = new ArrayList<>();
        bed.servlet.on("INVITE", invite -> {
            reasons.add(reason(invite.createResponse(100)));
            reasons.add(reason(invite.createResponse(200)));
            reasons.add(reason(invite.createResponse(180)));
            invite.createResponse(486).send();
        });
        bed.servlet.on("MESSAGE", message -> {
            reasons.add(reason(message.createResponse(183)));
            message.createResponse(200).send();
        });
        bed.open();
        call(null);
        peer.send(peer.request(StandardMethod.MESSAGE, Testbed.URI, "c2", 1));
        bed.settle();

        assertThat(reasons).containsExactly(Rel100Exception.NOT_1XX, Rel100Exception.NOT_1XX,
                Rel100Exception.NO_REQ_SUPPORT, Rel100Exception.NOT_INVITE);
        assertThat(peer.responses).extracting(SipResponse::status).containsExactly(486, 200);
    }

    private static int reason(SipServletResponse response) {
        try {
            response.sendReliably();
            return -1;
        } catch (Rel100Exception e) {
            return e.getReason();
        }
    }

    @Test
    void aResponseIsSentReliablyOnceAndBeforeTheFinalOne() {
        open(invite -> {
            SipServletResponse response = invite.createResponse(183);
            SipServletResponse late = invite.createResponse(180);
            response.sendReliably();
            assertThat(response.isCommitted()).isTrue();
            assertThatThrownBy(response::sendReliably).isInstanceOf(IllegalStateException.class);
            invite.createResponse(486).send();
            assertThatThrownBy(late::sendReliably).isInstanceOf(IllegalStateException.class);
        });
        call(StandardHeader.SUPPORTED);
        assertThat(statuses()).containsExactly(183, 486);
    }

    /** "The UAS MUST NOT send a second reliable provisional response until the first is acknowledged." */
    @Test
    void aSecondReliableResponseWaitsForThePrackOfTheFirst() {
        open(invite -> {
            invite.createResponse(183).sendReliably();
            invite.createResponse(180).sendReliably();
        });
        call(StandardHeader.SUPPORTED);
        SipResponse first = peer.last();
        assertThat(statuses()).containsExactly(183);

        acknowledge(first, 2);
        assertThat(statuses()).containsExactlyInAnyOrder(183, 180, 200);
        SipResponse second = peer.responses.stream().filter(each -> each.status() == 180).findFirst().orElseThrow();
        assertThat(Long.parseLong(second.first(StandardHeader.RSEQ)))
                .isEqualTo(Long.parseLong(first.first(StandardHeader.RSEQ)) + 1);
        acknowledge(second, 3);
        assertThat(peer.lastStatus()).isEqualTo(200);
    }

    /** "a PRACK request ... that does not match any unacknowledged reliable provisional response": 481. */
    @Test
    void aPrackThatMatchesNothingIsRefusedAndNotShown() {
        open(invite -> invite.createResponse(183).sendReliably());
        call(StandardHeader.SUPPORTED);
        SipResponse first = peer.last();
        long number = Long.parseLong(first.first(StandardHeader.RSEQ));
        String[] wrong = {number + 1 + " 1 INVITE", number + " 2 INVITE", number + " 1 UPDATE", "x", number + " 1"};

        long cseq = 2;
        for (String rack : wrong) {
            acknowledge(first, rack, cseq++);
            assertThat(peer.lastStatus()).as(rack).isEqualTo(481);
        }
        acknowledge(first, cseq++);
        assertThat(peer.lastStatus()).isEqualTo(200);
        acknowledge(first, cseq);
        assertThat(peer.lastStatus()).as("acknowledged already").isEqualTo(481);
        assertThat(bed.servlet.log).containsExactly("INVITE", "PRACK");
    }

    /** "it MUST NOT send a final response until those provisional responses are acknowledged". */
    @Test
    void aSuccessWaitsWhileADescriptionIsUnacknowledged() {
        open(invite -> {
            described(invite, 183).sendReliably();
            invite.createResponse(200).send();
        });
        call(StandardHeader.SUPPORTED);
        SipResponse first = peer.last();
        assertThat(statuses()).containsExactly(183);

        acknowledge(first, 2);
        assertThat(peer.responses).extracting(response -> response.status() + " " + response.cseqMethod())
                .containsExactlyInAnyOrder("183 INVITE", "200 PRACK", "200 INVITE");
        peer.sendStateless(peer.within(first, StandardMethod.ACK, 1));
        bed.settle();
        assertThat(bed.servlet.log).contains("ACK");
    }

    /** "it SHOULD NOT continue to retransmit", "but it MUST be prepared to process PRACK requests". */
    @Test
    void aSuccessWithoutOneIsSentAtOnceAndThePrackIsStillTaken() {
        open(invite -> {
            invite.createResponse(183).sendReliably();
            invite.createResponse(200).send();
        });
        call(StandardHeader.SUPPORTED);
        assertThat(statuses()).containsExactly(183, 200);
        SipResponse first = peer.responses.get(0);
        peer.sendStateless(peer.within(first, StandardMethod.ACK, 1));
        acknowledge(first, 2);

        assertThat(peer.lastStatus()).isEqualTo(200);
        bed.simulation.runFor(UNTIL_GIVEN_UP);
        assertThat(statuses()).containsExactly(183, 200, 200);
    }

    /** Listens for what is missing, and refuses the call. */
    static final class MissingPracks implements SipErrorListener {
        final List<SipErrorEvent> events = new ArrayList<>();
        boolean refuses = true;

        @Override
        public void noAckReceived(SipErrorEvent event) {
            throw new AssertionError("every ACK came");
        }

        @Override
        public void noPrackReceived(SipErrorEvent event) {
            events.add(event);
            if (refuses) {
                UserAgentServerTest.send(event.getRequest().createResponse(504));
            }
        }
    }

    /** "64*T1 seconds without reception of a corresponding PRACK"; SipErrorListener.noPrackReceived. */
    @Test
    void aMissingPrackIsToldTheErrorListenerWhichAnswersTheInvite() {
        MissingPracks missing = new MissingPracks();
        bed.listener(missing);
        open(invite -> invite.createResponse(183).sendReliably());
        call(StandardHeader.SUPPORTED);

        bed.simulation.runFor(31_000);
        assertThat(missing.events).isEmpty();
        bed.simulation.runFor(2_000);
        assertThat(missing.events).hasSize(1);
        assertThat(missing.events.get(0).getRequest().getMethod()).isEqualTo("INVITE");
        assertThat(missing.events.get(0).getResponse().getStatus()).isEqualTo(183);
        assertThat(peer.lastStatus()).isEqualTo(504);
        bed.simulation.runFor(UNTIL_GIVEN_UP);
        assertThat(missing.events).hasSize(1);
        assertThat(bed.figures().sipSessions()).isZero();
    }

    @Test
    void withoutAListenerTheContainerRefusesTheCall() {
        open(invite -> invite.createResponse(183).sendReliably());
        call(StandardHeader.SUPPORTED);
        bed.simulation.runFor(UNTIL_GIVEN_UP);

        assertThat(peer.lastStatus()).isEqualTo(500);
        assertThat(bed.figures().sipSessions()).isZero();
    }

    @Test
    void aSuccessThatWaitsInVainBecomesARefusal() {
        MissingPracks missing = new MissingPracks();
        missing.refuses = false;
        bed.listener(missing);
        open(invite -> {
            described(invite, 183).sendReliably();
            invite.createResponse(200).send();
        });
        call(StandardHeader.SUPPORTED);
        bed.simulation.runFor(UNTIL_GIVEN_UP);

        assertThat(missing.events).hasSize(1);
        assertThat(peer.lastStatus()).isEqualTo(500);
        assertThat(bed.figures().sipSessions()).isZero();
    }

    /** RFC 3261 9.2: a success that still waits is no final response. */
    @Test
    void aCallIsCancelledWhileItsSuccessWaits() {
        open(invite -> {
            described(invite, 183).sendReliably();
            invite.createResponse(200).send();
        });
        ClientTransaction call = call(StandardHeader.SUPPORTED);
        peer.cancel(call);
        bed.settle();

        assertThat(peer.lastStatus()).isEqualTo(487);
        bed.simulation.runFor(UNTIL_GIVEN_UP);
        assertThat(bed.figures().sipSessions()).isZero();
        assertThat(bed.figures().timers()).isZero();
    }

    /** "The UAS MUST send any non-100 provisional response reliably if the ... request contained a Require". */
    @Test
    void aCallerThatRequiresItGetsEveryProvisionalResponseReliably() {
        open(invite -> invite.createResponse(180).send());
        call(StandardHeader.REQUIRE);

        assertThat(peer.last().has(StandardHeader.RSEQ)).isTrue();
        assertThat(peer.last().all(StandardHeader.REQUIRE)).containsExactly("100rel");
        acknowledge(peer.last(), 2);
        assertThat(peer.lastStatus()).isEqualTo(200);
    }

    @Test
    void anApplicationThatMayBlockSendsReliablyAsWell() {
        bed.blocking();
        open(invite -> invite.createResponse(183).sendReliably());
        peer.send(withSupport());
        bed.await(() -> peer.lastStatus() == 183);
        SipResponse first = peer.last();
        SipRequest prack = peer.within(first, StandardMethod.PRACK, 2);
        prack.set(StandardHeader.RACK, first.first(StandardHeader.RSEQ) + " 1 INVITE");
        peer.send(prack);
        bed.await(() -> peer.lastStatus() == 200);
    }

    private SipRequest withSupport() {
        SipRequest invite = peer.request(StandardMethod.INVITE, Testbed.URI, "c1", 1);
        invite.set(StandardHeader.SUPPORTED, "100rel");
        return invite;
    }

    /** RFC 3311 5.2: UPDATE in the early dialog; one at a time. */
    @Test
    void anUpdateIsTakenInTheEarlyDialogAndASecondOneRefusedMeanwhile() {
        open(invite -> invite.createResponse(183).sendReliably());
        call(StandardHeader.SUPPORTED);
        SipResponse first = peer.last();
        acknowledge(first, 2);

        SipRequest update = peer.within(first, StandardMethod.UPDATE, 3);
        update.set(StandardHeader.CONTACT, "<sip:moved@10.0.0.2:5060>");
        peer.send(update);
        bed.simulation.runFor(10);
        peer.send(peer.within(first, StandardMethod.UPDATE, 4));
        bed.simulation.runFor(10);
        assertThat(peer.lastStatus()).isEqualTo(500);
        assertThat(Integer.parseInt(peer.last().first(StandardHeader.RETRY_AFTER))).isBetween(0, 10);

        SipServletRequest shown = bed.servlet.requests.get(2);
        assertThat(shown.getSession().getState()).isEqualTo(SipSession.State.EARLY);
        bed.onLoop(() -> UserAgentServerTest.send(shown.createResponse(200)));
        bed.simulation.runFor(10);
        assertThat(peer.lastStatus()).isEqualTo(200);
        assertThat(peer.last().first(StandardHeader.CONTACT)).isEqualTo("<sip:10.0.0.1:5060>");

        bed.onLoop(() -> UserAgentServerTest.send(shown.getSession().createRequest("UPDATE")));
        bed.simulation.runFor(50);
        assertThat(peer.requests.get(0).method()).isEqualTo(StandardMethod.UPDATE);
        assertThat(peer.requests.get(0).requestUri().toString()).as("the target was refreshed")
                .isEqualTo("sip:moved@10.0.0.2:5060");
        assertThat(bed.servlet.log).endsWith("200 UPDATE");
    }
}
