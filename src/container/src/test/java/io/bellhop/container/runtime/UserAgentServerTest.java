package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ClientTransaction;
import jakarta.servlet.sip.SipErrorEvent;
import jakarta.servlet.sip.SipErrorListener;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.TooManyHopsException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** JSR 289 11.2 (acting as a user agent server), 5.2, RFC 3261 12.1.1, 12.2.2, 13.3. */
class UserAgentServerTest {
    private final Testbed bed = new Testbed();

    private SipResponse call(Peer peer) {
        bed.servlet.on("INVITE", request -> request.createResponse(200).send());
        bed.servlet.on("BYE", request -> request.createResponse(200).send());
        bed.open();
        peer.send(peer.request(StandardMethod.INVITE, Testbed.URI, "c1", 1));
        bed.simulation.runFor(10);
        return peer.last();
    }

    @Test
    void aCallIsAnsweredAcknowledgedAndEnded() {
        Peer peer = bed.peer("10.0.0.2");
        SipResponse ok = call(peer);

        assertThat(ok.status()).isEqualTo(200);
        assertThat(ok.toTag()).isNotNull();
        assertThat(ok.first(StandardHeader.CONTACT)).isEqualTo("<sip:10.0.0.1:5060>");
        SipSession session = bed.servlet.requests.get(0).getSession(false);
        assertThat(session.getState()).isEqualTo(SipSession.State.CONFIRMED);
        assertThat(session.getLocalParty().getParameter("tag")).isEqualTo(ok.toTag().toString());
        assertThat(session.getRemoteParty().getParameter("tag")).isEqualTo("peerc1");

        peer.sendStateless(peer.within(ok, StandardMethod.ACK, 1));
        peer.send(peer.within(ok, StandardMethod.BYE, 2));
        bed.settle();

        assertThat(bed.servlet.log).containsExactly("INVITE", "ACK", "BYE");
        assertThat(peer.lastStatus()).isEqualTo(200);
        assertThat(session.isValid()).as("gone when ready, JSR 289 6.2.4.1").isFalse();
        assertThat(bed.figures().sipSessions()).isZero();
        assertThat(bed.figures().applicationSessions()).isZero();
    }

    /** RFC 3261 13.3.1.4. */
    @Test
    void theSuccessIsSentAgainUntilItsAckComes() {
        Peer peer = bed.peer("10.0.0.2");
        SipResponse ok = call(peer);

        bed.simulation.runFor(1_600);
        assertThat(peer.responses).as("at 0, 500 and 1500 ms").hasSize(3);

        peer.sendStateless(peer.within(ok, StandardMethod.ACK, 1));
        bed.simulation.runFor(20_000);
        assertThat(peer.responses).hasSize(3);
    }

    /** RFC 3261 13.3.1.4 and SipErrorListener.noAckReceived. */
    @Test
    void anAckThatNeverComesIsToldTheErrorListener() {
        MissingAcks missing = new MissingAcks();
        bed.listener(missing);
        Peer peer = bed.peer("10.0.0.2");
        call(peer);

        bed.simulation.runFor(31_000);
        assertThat(missing.events).isEmpty();
        bed.simulation.runFor(2_000);
        assertThat(missing.events).hasSize(1);
        assertThat(missing.events.get(0).getResponse().getStatus()).isEqualTo(200);
    }

    static final class MissingAcks implements SipErrorListener {
        final List<SipErrorEvent> events = new ArrayList<>();

        @Override
        public void noAckReceived(SipErrorEvent event) {
            events.add(event);
        }

        @Override
        public void noPrackReceived(SipErrorEvent event) {
            throw new AssertionError("no 100rel here");
        }
    }

    @Test
    void ringingMakesAnEarlySessionAndRefusalEndsIt() {
        List<SipSession.State> states = new ArrayList<>();
        bed.servlet.on("INVITE", request -> {
            states.add(request.getSession().getState());
            request.createResponse(180).send();
            states.add(request.getSession().getState());
            request.createResponse(486).send();
            states.add(request.getSession().getState());
        });
        bed.open();
        Peer peer = bed.peer("10.0.0.2");
        peer.send(peer.request(StandardMethod.INVITE, Testbed.URI, "c1", 1));
        bed.settle();

        assertThat(states).containsExactly(SipSession.State.INITIAL, SipSession.State.EARLY,
                SipSession.State.TERMINATED);
        assertThat(peer.responses).extracting(SipResponse::status).containsExactly(180, 486);
        assertThat(peer.responses.get(0).toTag()).isEqualTo(peer.responses.get(1).toTag());
        assertThat(bed.figures().sipSessions()).isZero();
    }

    /** RFC 3261 9.2; JSR 289 11.2.3. */
    @Test
    void aCancelledInviteGets487AndTheServletIsTold() {
        bed.servlet.on("INVITE", request -> request.createResponse(180).send());
        bed.open();
        Peer peer = bed.peer("10.0.0.2");
        ClientTransaction invite = peer.send(peer.request(StandardMethod.INVITE, Testbed.URI, "c1", 1));
        bed.simulation.runFor(50);
        peer.cancel(invite);
        bed.settle();

        assertThat(bed.servlet.log).containsExactly("INVITE", "CANCEL");
        assertThat(peer.lastStatus()).isEqualTo(487);
        assertThat(bed.servlet.requests.get(0).isCommitted()).isTrue();
        assertThat(bed.figures().sipSessions()).isZero();
    }

    /** RFC 3261 12.2.2. */
    @Test
    void aRequestOfNoDialogGets481() {
        bed.open();
        Peer peer = bed.peer("10.0.0.2");
        SipRequest bye = peer.request(StandardMethod.BYE, Testbed.URI, "c9", 1);
        bye.set(StandardHeader.TO, "<sip:callee@example.com>;tag=0000000000000000");
        peer.send(bye);
        bed.settle();

        assertThat(peer.lastStatus()).isEqualTo(481);
        assertThat(bed.servlet.log).isEmpty();
    }

    /** RFC 3261 12.2.2: "the request is out of order and MUST be rejected with a 500". */
    @Test
    void aRequestOutOfOrderGets500() {
        Peer peer = bed.peer("10.0.0.2");
        SipRequest invite = peer.request(StandardMethod.INVITE, Testbed.URI, "c1", 10);
        bed.servlet.on("INVITE", request -> request.createResponse(200).send());
        bed.open();
        peer.send(invite);
        bed.simulation.runFor(10);
        SipResponse ok = peer.last();
        peer.sendStateless(peer.within(ok, StandardMethod.ACK, 10));
        peer.send(peer.within(ok, StandardMethod.INFO, 9));
        bed.settle();

        assertThat(peer.lastStatus()).isEqualTo(500);
        assertThat(bed.servlet.log).containsExactly("INVITE", "ACK");
    }

    /** Issue: "A servlet that throws gives 500 for that request only." */
    @Test
    void aServletThatThrowsGives500ForThatRequestOnly() {
        bed.servlet.on("MESSAGE", request -> {
            if (request.getCallId().equals("bad")) {
                throw new IllegalArgumentException("as the test wants it");
            }
            request.createResponse(200).send();
        });
        bed.open();
        Peer peer = bed.peer("10.0.0.2");
        peer.send(peer.request(StandardMethod.MESSAGE, Testbed.URI, "bad", 1));
        peer.send(peer.request(StandardMethod.MESSAGE, Testbed.URI, "good", 1));
        bed.settle();

        assertThat(peer.responses).extracting(SipResponse::status).containsExactlyInAnyOrder(500, 200);
    }

    /** JSR 289, TooManyHopsException. */
    @Test
    void aRequestWithoutHopsLeftIsNotProxied() {
        List<Exception> thrown = new ArrayList<>();
        bed.servlet.on("MESSAGE", request -> {
            try {
                request.getProxy();
            } catch (TooManyHopsException e) {
                thrown.add(e);
            }
            request.createResponse(483).send();
        });
        bed.open();
        Peer peer = bed.peer("10.0.0.2");
        SipRequest message = peer.request(StandardMethod.MESSAGE, Testbed.URI, "c1", 1);
        message.maxForwards(0);
        peer.send(message);
        bed.settle();

        assertThat(thrown).hasSize(1);
        assertThat(peer.lastStatus()).isEqualTo(483);
    }

    @Test
    void aRegistrationLeavesNothingBehind() {
        bed.servlet.on("REGISTER", request -> {
            request.getSession();
            request.createResponse(200).send();
        });
        bed.open();
        Peer peer = bed.peer("10.0.0.2");
        for (int i = 0; i < 100; i++) {
            peer.send(peer.request(StandardMethod.REGISTER, "sip:10.0.0.1", "r" + i, 1));
        }
        bed.settle();

        assertThat(peer.responses).hasSize(100);
        assertThat(bed.figures().sipSessions()).isZero();
        assertThat(bed.figures().applicationSessions()).isZero();
    }

    @Test
    void anAnswerMayComeLaterFromAnotherThread() throws InterruptedException {
        bed.servlet.on("INVITE", request -> request.getSession());
        bed.open();
        Peer peer = bed.peer("10.0.0.2");
        peer.send(peer.request(StandardMethod.INVITE, Testbed.URI, "c1", 1));
        bed.simulation.runFor(50);
        Thread other = new Thread(() -> {
            try {
                bed.servlet.requests.get(0).createResponse(200).send();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        other.start();
        other.join();
        bed.simulation.runFor(50);

        assertThat(peer.lastStatus()).isEqualTo(200);
    }

    @Test
    void recordRoutesAreCopiedAndFollowed() {
        bed.servlet.on("INVITE", request -> request.createResponse(200).send());
        bed.open();
        Peer peer = bed.peer("10.0.0.2");
        SipRequest invite = peer.request(StandardMethod.INVITE, Testbed.URI, "c1", 1);
        invite.addLast(StandardHeader.RECORD_ROUTE, "<sip:10.0.0.2:5060;lr>, <sip:10.9.9.9;lr>");
        peer.send(invite);
        bed.simulation.runFor(10);

        assertThat(peer.last().all(StandardHeader.RECORD_ROUTE))
                .containsExactly("<sip:10.0.0.2:5060;lr>", "<sip:10.9.9.9;lr>");
        bed.onLoop(() -> send(bed.servlet.requests.get(0).getSession().createRequest("BYE")));
        bed.simulation.runFor(10);
        SipRequest bye = peer.requests.get(0);
        assertThat(bye.all(StandardHeader.ROUTE)).containsExactly("<sip:10.0.0.2:5060;lr>", "<sip:10.9.9.9;lr>");
        assertThat(bye.requestUri().toString()).isEqualTo("sip:peer@10.0.0.2:5060");
        assertThat(bye.toTag().toString()).isEqualTo("peerc1");
        assertThat(bye.fromTag()).isEqualTo(peer.responses.get(0).toTag());
    }

    static void send(jakarta.servlet.sip.SipServletMessage message) {
        try {
            message.send();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
