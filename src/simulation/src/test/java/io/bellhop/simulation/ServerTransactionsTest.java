package io.bellhop.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.transaction.Figure;
import io.bellhop.sip.transaction.ServerTransaction;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.Transport;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** The server transactions on the wire: a scripted client against a stack. */
class ServerTransactionsTest {
    private final Simulation simulation = new Simulation(1, Weather.FAIR);
    private final SimulatedHost host = simulation.host("10.0.0.2");
    private final RecordingCore core = new RecordingCore(host.loop(0));
    private final ScriptedPeer peer = new ScriptedPeer(simulation, "10.0.0.1");
    private final InetSocketAddress to = new InetSocketAddress(host.address(), 5060);

    ServerTransactionsTest() {
        host.start(core);
        host.listen(Transport.UDP, 5060);
        host.listen(Transport.TCP, 5060);
        peer.listen(Transport.UDP, 5060);
        peer.listen(Transport.TCP, 5060);
    }

    private static String request(String method, String branch, String extra) {
        return message(method, "SIP/2.0/UDP 10.0.0.1;branch=" + branch, "<sip:b@10.0.0.2>", extra);
    }

    private static String message(String method, String via, String toHeader, String extra) {
        return method + " sip:b@10.0.0.2 SIP/2.0\n"
                + "Via: " + via + "\n"
                + "Max-Forwards: 70\n"
                + "From: <sip:a@10.0.0.1>;tag=a1\n"
                + "To: " + toHeader + "\n"
                + "Call-ID: c1@10.0.0.1\n"
                + "CSeq: 7 " + method + "\n"
                + extra
                + "Content-Length: 0\n\n";
    }

    private void send(String text) {
        peer.send(text, Transport.UDP, to);
        simulation.runFor(5);
    }

    private void checkNothingLeft() {
        assertThat(simulation.runUntilQuiet(200_000)).isTrue();
        assertThat(host.stack().live()).isZero();
        assertThat(host.stack().timers()).isZero();
        assertThat(core.terminated).isEqualTo(core.transactions.size());
    }

    // ---- INVITE

    /**
     * RFC 3261 17.2.1: "MUST generate a 100 (Trying) response unless it knows that the TU will generate a [response]".
     */
    @Test
    void anInviteThatNobodyAnswersGetsA100After200Ms() {
        send(request("INVITE", "z9hG4bK-1", "Timestamp: 54\n"));
        simulation.runFor(190);
        assertThat(peer.statuses()).isEmpty();
        simulation.runFor(20);
        assertThat(peer.statuses()).containsExactly(100);
        assertThat(peer.got().get(0).message().toTag()).isNull();
        assertThat(peer.got().get(0).message().toString()).contains("Timestamp: 54");
    }

    @Test
    void anInviteThatIsAnsweredInTimeGetsNo100() {
        send(request("INVITE", "z9hG4bK-1", ""));
        core.answer(180);
        simulation.runFor(5_000);
        assertThat(peer.statuses()).containsExactly(180);
    }

    @Test
    void aRepeatedInviteIsAnsweredWithTheLastProvisionalResponseAndNotPassedUp() {
        send(request("INVITE", "z9hG4bK-1", ""));
        core.answer(180);
        core.answer(183);
        send(request("INVITE", "z9hG4bK-1", ""));
        assertThat(core.transactions).hasSize(1);
        assertThat(peer.statuses()).containsExactly(180, 183, 183);
        assertThat(host.stack().figure(Figure.REQUESTS_REPEATED)).isEqualTo(1);
        assertThat(host.stack().figure(Figure.RESPONSES_RETRANSMITTED)).isEqualTo(1);
    }

    /** 17.2.1: timer G at T1, then doubled up to T2; Timer H after 64*T1. */
    @Test
    void aRejectionIsRepeatedUntilTimerHAndTheMissingAckIsTold() {
        send(request("INVITE", "z9hG4bK-1", ""));
        core.answer(486);
        simulation.runFor(31_990);
        assertThat(peer.statuses()).hasSize(11).containsOnly(486);
        assertThat(core.acksMissing).isZero();
        simulation.runFor(20);
        assertThat(core.acksMissing).isEqualTo(1);
        checkNothingLeft();
    }

    @Test
    void theAckOfARejectionStopsItAndIsAbsorbedAndTheTransactionEndsAfterT4() {
        send(request("INVITE", "z9hG4bK-1", ""));
        core.answer(486);
        send(message("ACK", "SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK-1", "<sip:b@10.0.0.2>;tag=x", ""));
        send(message("ACK", "SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK-1", "<sip:b@10.0.0.2>;tag=x", ""));
        simulation.runFor(4_900);
        assertThat(host.stack().live()).isEqualTo(1);
        simulation.runFor(200);
        assertThat(host.stack().live()).isZero();
        assertThat(peer.statuses()).containsExactly(486);
        assertThat(core.acks).isEmpty();
        assertThat(core.acksMissing).isZero();
        checkNothingLeft();
    }

    /** RFC 6026 7.1: the INVITE is absorbed, and further 2xx are sent, for 64*T1. */
    @Test
    void afterA2xxTheInviteIsAbsorbedAndFurther2xxAreSentAndNothingElse() {
        send(request("INVITE", "z9hG4bK-1", ""));
        SipRequest invite = core.last().request();
        SipResponse ok = core.answer(200);
        assertThat(core.last().request()).as("the request is let go").isNull();
        send(request("INVITE", "z9hG4bK-1", ""));
        core.again(ok);
        core.answer(core.last(), invite, 180);
        core.answer(core.last(), invite, 500);
        simulation.runFor(31_000);
        assertThat(peer.statuses()).containsExactly(200, 200);
        assertThat(core.transactions).hasSize(1);
        checkNothingLeft();
    }

    @Test
    void theAckOfA2xxGoesToTheCoreWithWhateverBranch() {
        send(request("INVITE", "z9hG4bK-1", ""));
        core.answer(200);
        send(message("ACK", "SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK-2", "<sip:b@10.0.0.2>;tag=x", ""));
        send(message("ACK", "SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK-1", "<sip:b@10.0.0.2>;tag=x", ""));
        assertThat(core.acks).hasSize(2);
    }

    // ---- matching, 17.2.3

    @Test
    void theSameBranchFromAnotherSentByOrOfAnotherMethodIsAnotherTransaction() {
        send(request("OPTIONS", "z9hG4bK-1", ""));
        send(message("OPTIONS", "SIP/2.0/UDP 10.0.0.1:5062;branch=z9hG4bK-1", "<sip:b@10.0.0.2>", ""));
        send(request("MESSAGE", "z9hG4bK-1", ""));
        assertThat(core.transactions).hasSize(3);
        send(message("OPTIONS", "SIP/2.0/UDP 10.0.0.1:5062;branch=z9hG4bK-1", "<sip:b@10.0.0.2>", ""));
        assertThat(core.transactions).hasSize(3);
    }

    @Test
    void anRfc2543InviteMatchesByItsHeadersAndItsAckByOurTag() {
        String via = "SIP/2.0/UDP 10.0.0.1";
        send(message("INVITE", via, "<sip:b@10.0.0.2>", ""));
        send(message("INVITE", via, "<sip:b@10.0.0.2>", ""));
        assertThat(core.transactions).hasSize(1);
        SipResponse busy = core.answer(486);
        send(message("ACK", via, "<sip:b@10.0.0.2>;tag=other", ""));
        assertThat(core.acks).as("the ACK of another response is the core's").hasSize(1);
        send(message("ACK", via, "<sip:b@10.0.0.2>;tag=" + busy.toTag(), ""));
        assertThat(core.acks).hasSize(1);
        simulation.runFor(6_000);
        assertThat(host.stack().live()).isZero();
    }

    @Test
    void rfc2543RequestsThatDifferInACseqAreTwo() {
        String via = "SIP/2.0/UDP 10.0.0.1;branch=1";
        send(message("OPTIONS", via, "<sip:b@10.0.0.2>", ""));
        send(message("OPTIONS", via, "<sip:b@10.0.0.2>", "").replace("CSeq: 7", "CSeq: 8"));
        send(message("OPTIONS", via, "<sip:b@10.0.0.2>", ""));
        assertThat(core.transactions).hasSize(2);
    }

    // ---- non-INVITE

    @Test
    void aRepeatedRequestGetsTheSameFinalResponseUntilTimerJ() {
        send(request("REGISTER", "z9hG4bK-1", ""));
        send(request("REGISTER", "z9hG4bK-1", ""));
        assertThat(peer.statuses()).as("nothing to repeat yet").isEmpty();
        SipRequest register = core.last().request();
        core.answer(200);
        send(request("REGISTER", "z9hG4bK-1", ""));
        core.answer(core.last(), register, 500);
        assertThat(peer.statuses()).containsExactly(200, 200);
        assertThat(core.transactions).hasSize(1);
        simulation.runFor(31_900);
        assertThat(host.stack().live()).isEqualTo(1);
        checkNothingLeft();
    }

    /** RFC 4320 4.1 and 4.2. */
    @Test
    void aNonInviteRequestGetsNo1xxButALate100AndNo408() {
        send(request("OPTIONS", "z9hG4bK-1", ""));
        core.answer(100);
        core.answer(180);
        core.answer(408);
        simulation.runFor(3_480);
        assertThat(peer.statuses()).isEmpty();
        simulation.runFor(40);
        assertThat(peer.statuses()).containsExactly(100);
        simulation.runFor(28_500);
        assertThat(host.stack().live()).as("it ended with the client's Timer F").isZero();
        assertThat(core.terminated).isEqualTo(1);
    }

    @Test
    void overTcpANonInviteTransactionEndsWithItsFinalResponse() {
        String via = "SIP/2.0/TCP 10.0.0.1;branch=z9hG4bK-1";
        peer.send(message("OPTIONS", via, "<sip:b@10.0.0.2>", ""), Transport.TCP, to);
        simulation.runFor(5);
        core.answer(200);
        assertThat(host.stack().live()).isZero();
        assertThat(core.terminated).isEqualTo(1);
        simulation.runFor(5);
        assertThat(peer.statuses()).containsExactly(200);
    }

    // ---- CANCEL, 9.2

    @Test
    void aCancelIsAnsweredWithTheTagOfTheInviteAndToldOnce() {
        send(request("INVITE", "z9hG4bK-1", ""));
        ServerTransaction invite = core.last();
        SipRequest request = invite.request();
        core.answer(180);
        send(request("CANCEL", "z9hG4bK-1", ""));
        send(request("CANCEL", "z9hG4bK-1", ""));
        assertThat(peer.statuses()).containsExactly(180, 200, 200);
        assertThat(peer.got().get(1).message().toTag()).isEqualTo(peer.got().get(0).message().toTag());
        assertThat(core.cancels).hasSize(1);
        core.answer(invite, request, 487);
        simulation.runFor(5);
        assertThat(peer.statuses()).endsWith(487);
        assertThat(core.transactions).hasSize(1);
    }

    @Test
    void aCancelOfNothingGets481() {
        send(request("CANCEL", "z9hG4bK-1", ""));
        assertThat(peer.statuses()).containsExactly(481);
        assertThat(peer.got().get(0).message().toTag()).isNotNull();
        assertThat(host.stack().live()).isZero();
    }

    @Test
    void aCancelAfterTheFinalResponseIsAnsweredAndNotTold() {
        send(request("INVITE", "z9hG4bK-1", ""));
        core.answer(200);
        send(request("CANCEL", "z9hG4bK-1", ""));
        assertThat(peer.statuses()).containsExactly(200, 200);
        assertThat(core.cancels).isEmpty();
    }

    // ---- faults

    @Test
    void aMalformedRequestIsAnsweredWithWhatIsWrongAndAMalformedAckIsDropped() {
        send(request("OPTIONS", "z9hG4bK-1", "").replace("Max-Forwards: 70", "Max-Forwards: many"));
        send(request("ACK", "z9hG4bK-2", "").replace("Max-Forwards: 70", "Max-Forwards: many"));
        assertThat(peer.statuses()).containsExactly(400);
        assertThat(core.transactions).isEmpty();
        assertThat(core.acks).isEmpty();
        assertThat(host.stack().figure(Figure.FAULTS_ANSWERED)).isEqualTo(1);
        assertThat(host.stack().figure(Figure.FAULTS_DROPPED)).isEqualTo(1);
    }

    @Test
    void aCoreThatThrowsCostsItsRequestAnd500() {
        host.start(loop -> new io.bellhop.sip.transaction.TransactionUser() {
            @Override
            public void request(SipRequest request, ServerTransaction transaction) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void ack(SipRequest ack, Flow flow) {}
        });
        send(request("OPTIONS", "z9hG4bK-1", ""));
        assertThat(peer.statuses()).containsExactly(500);
        assertThat(host.stack().figure(Figure.USER_ERRORS)).isEqualTo(1);
    }

    // ---- where responses go, 18.2.2 and RFC 3581

    @Test
    void withoutRportAResponseGoesToTheSentByPortOfTheSource() {
        peer.listen(Transport.UDP, 5070);
        send(message("OPTIONS", "SIP/2.0/UDP 10.0.0.1:5070;branch=z9hG4bK-1", "<sip:b@10.0.0.2>", ""));
        core.answer(200);
        simulation.runFor(5);
        assertThat(peer.got().get(0).flow().point().address().getPort()).isEqualTo(5070);
    }

    @Test
    void withRportAResponseGoesToTheSourcePort() {
        send(message("OPTIONS", "SIP/2.0/UDP client.example:5070;rport;branch=z9hG4bK-1", "<sip:b@10.0.0.2>", ""));
        core.answer(200);
        simulation.runFor(5);
        assertThat(peer.got().get(0).flow().point().address().getPort()).isEqualTo(5060);
        assertThat(peer.got().get(0).message().topVia().received()).hasToString("10.0.0.1");
    }

    @Test
    void withMaddrAResponseGoesThere() {
        ScriptedPeer other = new ScriptedPeer(simulation, "10.0.0.9");
        other.listen(Transport.UDP, 5071);
        send(message("OPTIONS", "SIP/2.0/UDP 10.0.0.1:5071;maddr=10.0.0.9;branch=z9hG4bK-1", "<sip:b@10.0.0.2>", ""));
        core.answer(200);
        simulation.runFor(5);
        assertThat(other.statuses()).containsExactly(200);
        assertThat(peer.statuses()).isEmpty();
    }

    @Test
    void aResponseWhoseConnectionIsClosedOpensOneToTheSentByPort() {
        String via = "SIP/2.0/TCP 10.0.0.1:5060;branch=z9hG4bK-1";
        Flow flow = peer.send(message("INVITE", via, "<sip:b@10.0.0.2>", ""), Transport.TCP, to);
        simulation.runFor(5);
        peer.network().disconnect(flow);
        core.answer(486);
        simulation.runFor(5);
        assertThat(peer.statuses()).containsExactly(486);
        assertThat(peer.got().get(0).flow()).isNotSameAs(flow);
        assertThat(core.failures).isEmpty();
    }

    @Test
    void aResponseThatReachesNobodyIsTold() {
        String via = "SIP/2.0/TCP 10.0.0.1:5099;branch=z9hG4bK-1";
        Flow flow = peer.send(message("INVITE", via, "<sip:b@10.0.0.2>", ""), Transport.TCP, to);
        simulation.runFor(5);
        peer.network().disconnect(flow);
        core.answer(486);
        simulation.runFor(5);
        assertThat(core.failures).hasSize(1);
        checkNothingLeft();
    }
}
