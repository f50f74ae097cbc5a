package io.bellhop.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.sip.locate.Hop;
import io.bellhop.sip.message.MessageLimits;
import io.bellhop.sip.message.MessageReader;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.SipUri;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.message.Tolerance;
import io.bellhop.sip.transaction.ClientTransaction;
import io.bellhop.sip.transaction.Figure;
import io.bellhop.sip.transaction.NextHop;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.Transport;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The client transactions on the wire: a stack against a scripted server. */
class ClientTransactionsTest {
    private final Simulation simulation = new Simulation(1, Weather.FAIR);
    private final SimulatedHost host = simulation.host("10.0.0.1");
    private final RecordingClient user = new RecordingClient();
    private final ScriptedPeer peer = new ScriptedPeer(simulation, "10.0.0.2");
    private final ScriptedPeer second = new ScriptedPeer(simulation, "10.0.0.3");

    ClientTransactionsTest() {
        host.start(new RecordingCore(host.loop(0)));
        host.listen(Transport.UDP, 5060);
        host.listen(Transport.TCP, 5060);
        peer.listen(Transport.UDP, 5060);
        second.listen(Transport.UDP, 5060);
        host.locator().name("both.example", List.of(hop(Transport.UDP, "10.0.0.2"), hop(Transport.UDP, "10.0.0.3")));
    }

    private static Hop hop(Transport transport, String address) {
        return new Hop(transport, new InetSocketAddress(SimulatedHost.literal(address), 5060));
    }

    private ClientTransaction send(SipRequest request, String uri) {
        return send(request, new NextHop.ToUri(SipUri.parse(Slice.of(uri)), null));
    }

    private ClientTransaction send(SipRequest request, NextHop hop) {
        ClientTransaction[] made = new ClientTransaction[1];
        host.loop(0).run(() -> made[0] = host.stack().transactions(host.loop(0)).send(request, hop, user));
        return made[0];
    }

    private static SipRequest request(StandardMethod method) {
        return Messages.request(method, "sip:callee@10.0.0.2", "c1", 1);
    }

    private ClientTransaction invite() {
        ClientTransaction invite = send(request(StandardMethod.INVITE), "sip:10.0.0.2");
        peer.await(1, 10);
        return invite;
    }

    private void answer(ScriptedPeer from, int index, int status) {
        from.answer(from.got().get(index), status, status == 100 ? null : "t1");
        simulation.runFor(5);
    }

    private void checkNothingLeft() {
        assertThat(simulation.runUntilQuiet(400_000)).isTrue();
        assertThat(host.stack().live()).isZero();
        assertThat(host.stack().timers()).isZero();
        assertThat(user.terminated).isEqualTo(1);
    }

    // ---- Via, 8.1.1.7 and 18.1.1

    @Test
    void putsAViaOnTopWithSentByBranchAndRport() {
        invite();
        assertThat(peer.got().get(0).message().toString())
                .containsPattern("\r\nVia: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK[0-9a-v]{18};rport=5060;received=|"
                        + "\r\nVia: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK[0-9a-v]{18}");
        assertThat(peer.got().get(0).message().topVia().hasRport()).isTrue();
    }

    @Test
    void neitherAckNorCancelIsSentInATransactionOfItsOwn() {
        assertThatIllegalArgumentException().isThrownBy(() -> send(request(StandardMethod.ACK), "sip:10.0.0.2"));
        assertThatIllegalArgumentException().isThrownBy(() -> send(request(StandardMethod.CANCEL), "sip:10.0.0.2"));
        assertThat(host.stack().live()).isZero();
    }

    // ---- INVITE

    /** 17.1.1.2: at 0, T1, 3*T1, 7*T1, ... seven times in 64*T1. */
    @Test
    void anInviteThatNobodyAnswersIsSentSevenTimesAndTimesOut() {
        ClientTransaction invite = invite();
        simulation.runFor(31_990);
        assertThat(peer.requests(StandardMethod.INVITE)).hasSize(7);
        assertThat(user.timeOuts).isZero();
        simulation.runFor(20);
        assertThat(user.timeOuts).isEqualTo(1);
        assertThat(invite.isFinal()).isTrue();
        assertThat(invite.isTerminated()).isTrue();
        assertThat(invite.request()).isNull();
        checkNothingLeft();
    }

    @Test
    void aProvisionalResponseEndsTheRetransmissionsForGood() {
        ClientTransaction invite = invite();
        answer(peer, 0, 100);
        assertThat(invite.isProceeding()).isTrue();
        answer(peer, 0, 180);
        simulation.runFor(600_000);
        assertThat(peer.got()).hasSize(1);
        assertThat(user.statuses).containsExactly(100, 180);
        assertThat(host.stack().live()).isEqualTo(1);
        host.loop(0).run(invite::abandon);
        assertThat(user.timeOuts).isZero();
        checkNothingLeft();
    }

    /** 17.1.1.3. */
    @Test
    void aRejectionIsAcknowledgedEachTimeItComesAndToldOnce() {
        SipRequest request = request(StandardMethod.INVITE);
        request.addLast(StandardHeader.ROUTE, "<sip:10.0.0.2;lr>, <sip:10.0.0.9;lr>");
        request.addLast(StandardHeader.SUBJECT, "not for the ACK");
        send(request, "sip:10.0.0.2");
        ScriptedPeer.Got invite = peer.await(1, 10).get(0);
        SipResponse busy = peer.answer(invite, 486, "t1");
        simulation.runFor(5);
        peer.again(busy, invite.flow());
        simulation.runFor(5);
        assertThat(user.statuses).containsExactly(486);
        assertThat(peer.requests(StandardMethod.ACK)).hasSize(2).allSatisfy(ack -> {
            assertThat(ack.has(StandardHeader.SUBJECT)).isFalse();
            assertThat(ack.topVia().branch()).isEqualTo(invite.message().topVia().branch());
            assertThat(ack.requestUri()).isEqualTo(invite.request().requestUri());
            assertThat(ack.first(StandardHeader.TO)).isEqualTo("<sip:callee@sim.example>;tag=t1");
            assertThat(ack.first(StandardHeader.FROM)).isEqualTo(invite.message().first(StandardHeader.FROM));
            assertThat(ack.first(StandardHeader.CSEQ)).isEqualTo("1 ACK");
            assertThat(ack.all(StandardHeader.ROUTE)).containsExactly("<sip:10.0.0.2;lr>", "<sip:10.0.0.9;lr>");
            assertThat(ack.maxForwards()).isEqualTo(70);
        });
        simulation.runFor(31_900);
        assertThat(host.stack().live()).as("Timer D").isEqualTo(1);
        checkNothingLeft();
    }

    @Test
    void theAckOfAnInviteWithFoldedRoutesHasThemUnfolded() {
        String text = request(StandardMethod.INVITE).toString()
                .replace("Max-Forwards", "Route: <sip:10.0.0.2;lr>,\r\n <sip:10.0.0.9;lr>\r\nMax-Forwards");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        MessageReader reader = new MessageReader(MessageLimits.DEFAULT, Tolerance.INTEROP);
        SipRequest invite = (SipRequest) reader.read(bytes, 0, bytes.length);
        send(invite, "sip:10.0.0.2");
        peer.await(1, 10);
        answer(peer, 0, 404);
        assertThat(peer.requests(StandardMethod.ACK)).hasSize(1).allSatisfy(ack ->
                assertThat(ack.all(StandardHeader.ROUTE)).containsExactly("<sip:10.0.0.2;lr>", "<sip:10.0.0.9;lr>"));
    }

    @Test
    void whatBreaksWhileItIsSentIsThrownAndNothingStays() {
        assertThatThrownBy(() -> send(request(StandardMethod.OPTIONS), new NextHop.ToHop(null, null)))
                .isInstanceOf(NullPointerException.class);
        checkNothingLeft();
    }

    /** RFC 6026 7.2: each 2xx goes up for 64*T1, and the ACK is the user's. */
    @Test
    void every2xxIsTold() {
        ClientTransaction invite = invite();
        SipResponse ok = peer.answer(peer.got().get(0), 200, "t1");
        simulation.runFor(20_000);
        peer.again(ok, peer.got().get(0).flow());
        peer.answer(peer.got().get(0), 200, "fork");
        answer(peer, 0, 486);
        assertThat(user.statuses).containsExactly(200, 200, 200);
        assertThat(invite.request()).isNull();
        assertThat(peer.requests(StandardMethod.ACK)).isEmpty();
        checkNothingLeft();
    }

    // ---- non-INVITE

    /** 17.1.2.2: "intervals of 500 ms, 1 s, 2 s, 4 s, 4 s, 4 s, etc." */
    @Test
    void aRequestThatNobodyAnswersIsSentElevenTimesAndTimesOut() {
        send(request(StandardMethod.OPTIONS), "sip:10.0.0.2");
        simulation.runFor(32_010);
        assertThat(peer.got()).extracting(ScriptedPeer.Got::at)
                .containsExactly(1001L, 1501L, 2501L, 4501L, 8501L, 12501L, 16501L, 20501L, 24501L, 28501L, 32501L);
        assertThat(user.timeOuts).isEqualTo(1);
        checkNothingLeft();
    }

    @Test
    void aFinalResponseIsToldOnceAndItsRepetitionsAreBufferedForT4() {
        send(request(StandardMethod.OPTIONS), "sip:10.0.0.2");
        ScriptedPeer.Got options = peer.await(1, 10).get(0);
        SipResponse ok = peer.answer(options, 200, "t1");
        simulation.runFor(1_000);
        peer.again(ok, options.flow());
        simulation.runFor(3_900);
        assertThat(host.stack().live()).isEqualTo(1);
        simulation.runFor(200);
        assertThat(host.stack().live()).isZero();
        peer.again(ok, options.flow());
        simulation.runFor(5);
        assertThat(user.statuses).containsExactly(200);
        assertThat(host.stack().figure(Figure.STRAY_RESPONSES)).isEqualTo(1);
        checkNothingLeft();
    }

    @Test
    void aResponseWithAGuessedBranchOrAnotherMethodFindsNothing() {
        send(request(StandardMethod.OPTIONS), "sip:10.0.0.2");
        ScriptedPeer.Got options = peer.await(1, 10).get(0);
        String text = peer.answer(options, 200, "t1").toString();
        String branch = options.message().topVia().branch().toString();
        user.statuses.clear();
        peer.send(text.replace("1 OPTIONS", "1 INVITE"), options.flow());
        char last = branch.charAt(branch.length() - 1);
        peer.send(text.replace(branch, branch.substring(0, branch.length() - 1) + (last == '0' ? '1' : '0')),
                options.flow());
        peer.send(text.replace(branch, "z9hG4bK1"), options.flow());
        simulation.runFor(5);
        assertThat(user.statuses).containsExactly(200);
        assertThat(host.stack().figure(Figure.STRAY_RESPONSES)).isEqualTo(3);
    }

    // ---- CANCEL, 9.1

    @Test
    void aCancelWaitsForAProvisionalResponseAndIsTheInvitesTwin() {
        ClientTransaction invite = invite();
        host.loop(0).run(() -> invite.cancel("SIP;cause=200"));
        simulation.runFor(400);
        assertThat(peer.requests(StandardMethod.CANCEL)).isEmpty();
        answer(peer, 0, 180);
        SipRequest cancel = peer.requests(StandardMethod.CANCEL).get(0);
        SipRequest original = peer.got().get(0).request();
        assertThat(cancel.topVia().branch()).isEqualTo(original.topVia().branch());
        assertThat(cancel.requestUri()).isEqualTo(original.requestUri());
        assertThat(cancel.first(StandardHeader.TO)).isEqualTo(original.first(StandardHeader.TO));
        assertThat(cancel.first(StandardHeader.CSEQ)).isEqualTo("1 CANCEL");
        assertThat(cancel.first(StandardHeader.REASON)).isEqualTo("SIP;cause=200");
        assertThat(host.stack().live()).isEqualTo(2);
        answer(peer, 1, 200);
        answer(peer, 0, 487);
        assertThat(user.statuses).containsExactly(180, 487);
        simulation.runFor(40_000);
        assertThat(peer.requests(StandardMethod.CANCEL)).hasSize(1);
        checkNothingLeft();
    }

    /** "If there is no final response for the original request in 64*T1 seconds ...". */
    @Test
    void anInviteThatIsCancelledInVainTimesOut() {
        ClientTransaction invite = invite();
        answer(peer, 0, 180);
        host.loop(0).run(() -> invite.cancel(null));
        simulation.runFor(31_990);
        assertThat(user.timeOuts).isZero();
        simulation.runFor(20);
        assertThat(user.timeOuts).isEqualTo(1);
        checkNothingLeft();
    }

    @Test
    void aCancelOutlivesItsInviteAndStillTakesItsAnswer() {
        peer.listen(Transport.TCP, 5060);
        ClientTransaction invite = send(request(StandardMethod.INVITE), "sip:10.0.0.2;transport=tcp");
        peer.await(1, 10);
        answer(peer, 0, 180);
        host.loop(0).run(() -> invite.cancel(null));
        simulation.runFor(5);
        answer(peer, 0, 487);
        assertThat(invite.isTerminated()).isTrue();
        assertThat(host.stack().live()).isEqualTo(1);
        answer(peer, 1, 200);
        assertThat(host.stack().live()).isZero();
        assertThat(host.stack().figure(Figure.STRAY_RESPONSES)).isZero();
        checkNothingLeft();
    }

    @Test
    void aCancelAfterTheFinalResponseDoesNothing() {
        ClientTransaction invite = invite();
        answer(peer, 0, 200);
        host.loop(0).run(() -> invite.cancel(null));
        simulation.runFor(5);
        assertThat(peer.requests(StandardMethod.CANCEL)).isEmpty();
    }

    @Test
    void whatIsCancelledWhileItsServerIsLocatedIsNeverSent() {
        ClientTransaction invite = send(request(StandardMethod.INVITE), "sip:both.example");
        host.loop(0).run(() -> invite.cancel(null));
        simulation.runFor(10);
        assertThat(peer.got()).isEmpty();
        assertThat(user.failures).hasSize(1);
        checkNothingLeft();
    }

    @Test
    void whatIsAbandonedWhileItsServerIsLocatedIsNeverSentAndNothingIsTold() {
        ClientTransaction invite = send(request(StandardMethod.INVITE), "sip:both.example");
        host.loop(0).run(invite::abandon);
        simulation.runFor(10);
        assertThat(peer.got()).isEmpty();
        assertThat(user.failures).isEmpty();
        checkNothingLeft();
    }

    // ---- from address to address, RFC 3263 4.3

    @Test
    void after503TheNextAddressIsTriedWithAnotherBranchAndThe503IsAcknowledged() {
        send(request(StandardMethod.INVITE), "sip:both.example");
        ScriptedPeer.Got first = peer.await(1, 10).get(0);
        SipResponse unavailable = peer.answer(first, 503, "t1");
        simulation.runFor(5);
        peer.again(unavailable, first.flow());
        simulation.runFor(5);
        assertThat(peer.requests(StandardMethod.ACK)).hasSize(2);
        assertThat(second.requests(StandardMethod.INVITE)).hasSize(1);
        assertThat(second.got().get(0).message().topVia().branch()).isNotEqualTo(first.message().topVia().branch());
        assertThat(second.got().get(0).message().all(StandardHeader.VIA)).hasSize(1);
        answer(second, 0, 503);
        assertThat(user.statuses).as("the last one is told").containsExactly(503);
        checkNothingLeft();
    }

    @Test
    void afterATimeOutTheNextAddressIsTried() {
        send(request(StandardMethod.OPTIONS), "sip:both.example");
        simulation.runFor(32_020);
        assertThat(second.got()).hasSize(1);
        assertThat(user.timeOuts).isZero();
        answer(second, 0, 200);
        answer(peer, 0, 200);
        assertThat(user.statuses).containsExactly(200);
        assertThat(host.stack().figure(Figure.STRAY_RESPONSES)).isEqualTo(1);
        checkNothingLeft();
    }

    @Test
    void afterARefusedConnectionTheNextAddressIsTried() {
        host.locator().name("tcp.example", List.of(hop(Transport.TCP, "10.0.0.2"), hop(Transport.UDP, "10.0.0.3")));
        send(request(StandardMethod.OPTIONS), "sip:tcp.example");
        second.await(1, 100);
        assertThat(second.got().get(0).message().topVia().transport()).hasToString("UDP");
        answer(second, 0, 200);
        assertThat(user.statuses).containsExactly(200);
        assertThat(user.failures).isEmpty();
        checkNothingLeft();
    }

    @Test
    void whatCannotBeSentAnywhereIsToldOnce() {
        send(request(StandardMethod.OPTIONS), "sip:10.0.0.2;transport=tcp");
        simulation.runFor(10);
        assertThat(user.failures).hasSize(1);
        assertThat(user.failures.get(0)).contains("refused");
        checkNothingLeft();
    }

    @Test
    void anUnknownNameIsToldWithItsReason() {
        send(request(StandardMethod.OPTIONS), "sip:nowhere.example");
        simulation.runFor(10);
        assertThat(user.failures).containsExactly("unknown: nowhere.example");
        checkNothingLeft();
    }

    @Test
    void aClosedFlowIsToldAtOnce() {
        peer.listen(Transport.TCP, 5060);
        Flow flow = host.network().flow(Transport.TCP, hop(Transport.TCP, "10.0.0.2").address(), null);
        host.network().disconnect(flow);
        send(request(StandardMethod.OPTIONS), new NextHop.ToFlow(flow));
        assertThat(user.failures).hasSize(1);
        checkNothingLeft();
    }

    // ---- 18.1.1

    private static SipRequest large(StandardMethod method) {
        SipRequest request = request(method);
        request.body(new byte[1_200]);
        return request;
    }

    @Test
    void aRequestOver1300BytesGoesByTcp() {
        peer.listen(Transport.TCP, 5060);
        send(large(StandardMethod.MESSAGE), "sip:10.0.0.2");
        peer.await(1, 10);
        assertThat(peer.got().get(0).message().topVia().transport()).hasToString("TCP");
        answer(peer, 0, 200);
        checkNothingLeft();
    }

    @Test
    void aRequestOf1300BytesGoesByUdp() {
        peer.listen(Transport.TCP, 5060);
        SipRequest request = large(StandardMethod.MESSAGE);
        // With our Via line: "Via: SIP/2.0/UDP 10.0.0.1:5060;branch=" and 25 bytes and ";rport" and a line break.
        request.body(new byte[1_200 - (request.length() + 71 - 1_300)]);
        send(request, "sip:10.0.0.2");
        peer.await(1, 10);
        assertThat(peer.got().get(0).message().topVia().transport()).hasToString("UDP");
        assertThat(request.length()).isEqualTo(1_300);
    }

    @Test
    void aLargeRequestToWhereNobodyTakesTcpGoesByUdpAfterAll() {
        send(large(StandardMethod.MESSAGE), "sip:10.0.0.2");
        peer.await(1, 10);
        assertThat(peer.got().get(0).message().topVia().transport()).hasToString("UDP");
        assertThat(peer.got().get(0).message().all(StandardHeader.VIA)).hasSize(1);
        answer(peer, 0, 200);
        assertThat(user.statuses).containsExactly(200);
        checkNothingLeft();
    }

    // ---- without a transaction

    @Test
    void anAckIsSentWithABranchOfItsOwnAndNothingStays() {
        NextHop hop = new NextHop.ToUri(SipUri.parse(Slice.of("sip:10.0.0.2")), null);
        host.loop(0).run(() -> {
            host.stack().transactions(host.loop(0)).sendStateless(request(StandardMethod.ACK), hop);
            host.stack().transactions(host.loop(0)).sendStateless(request(StandardMethod.ACK), hop);
        });
        peer.await(2, 10);
        assertThat(peer.got().get(0).message().topVia().branch())
                .isNotEqualTo(peer.got().get(1).message().topVia().branch());
        assertThat(host.stack().live()).isZero();
        assertThat(host.stack().timers()).isZero();
    }
}
