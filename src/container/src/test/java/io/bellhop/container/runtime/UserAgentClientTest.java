package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ServerTransaction;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipSession;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** JSR 289 11.1 (acting as a user agent client), 6.2.3.2; RFC 3261 8.1, 12.1.2, 13.2.2. */
class UserAgentClientTest {
    private final Testbed bed = new Testbed().open();
    private final Peer peer = bed.peer("10.0.0.2");
    private SipServletRequest request;

    private SipServletRequest create(String method, String to) {
        SipServletRequest[] made = new SipServletRequest[1];
        bed.onLoop(() -> {
            SipApplicationSession session = bed.factory().createApplicationSession();
            try {
                made[0] = bed.factory().createRequest(session, method, "\"Us\" <sip:us@example.com>;tag=old", to);
            } catch (ServletParseException e) {
                throw new AssertionError(e);
            }
        });
        return made[0];
    }

    private void send(String method) {
        request = create(method, "sip:them@10.0.0.2:5060");
        bed.onLoop(() -> UserAgentServerTest.send(request));
        bed.simulation.runFor(100);
    }

    private static SipResponse answer(SipRequest to, ServerTransaction transaction, int status, String contact) {
        SipResponse response = SipResponse.to(to, status, null, transaction.localTag());
        response.addLast(StandardHeader.CONTACT, contact);
        return response;
    }

    @Test
    void aRequestHasWhatTheContainerPutsIn() {
        send("MESSAGE");

        SipRequest sent = peer.requests.get(0);
        assertThat(sent.requestUri().toString()).isEqualTo("sip:them@10.0.0.2:5060");
        assertThat(sent.first(StandardHeader.FROM)).startsWith("\"Us\" <sip:us@example.com>;tag=")
                .doesNotContain("old");
        assertThat(sent.toTag()).isNull();
        assertThat(sent.cseq()).isEqualTo(1);
        assertThat(sent.maxForwards()).isEqualTo(70);
        assertThat(sent.first(StandardHeader.CONTACT)).isEqualTo("<sip:10.0.0.1:5060>");
        assertThat(bed.servlet.log).containsExactly("200 MESSAGE");
        assertThat(bed.figures().sipSessions()).as("ready after its only transaction").isZero();
    }

    @Test
    void aCallIsMadeAcknowledgedAndEnded() {
        peer.answering((invite, transaction) -> {
            transaction.respond(answer(invite, transaction, 180, peer.contact()));
            transaction.respond(answer(invite, transaction, 200, peer.contact()));
        });
        List<SipSession.State> states = new ArrayList<>();
        bed.servlet.onResponse(response -> {
            states.add(response.getSession().getState());
            if (response.getStatus() == 200 && response.getMethod().equals("INVITE")) {
                response.createAck().send();
                assertThatThrownBy(response::createAck).isInstanceOf(IllegalStateException.class);
            }
        });
        send("INVITE");

        assertThat(states).containsExactly(SipSession.State.EARLY, SipSession.State.CONFIRMED);
        assertThat(peer.acks).hasSize(1);
        SipRequest ack = peer.acks.get(0);
        assertThat(ack.requestUri().toString()).isEqualTo("sip:peer@10.0.0.2:5060");
        assertThat(ack.cseq()).isEqualTo(1);
        assertThat(ack.toTag()).isNotNull();

        bed.onLoop(() -> UserAgentServerTest.send(request.getSession().createRequest("BYE")));
        bed.settle();
        assertThat(peer.requests.get(1).cseq()).isEqualTo(2);
        assertThat(bed.figures().sipSessions()).isZero();
    }

    /** RFC 3261 13.2.2.4: a 2xx that comes again gets its ACK again, and nobody is told. */
    @Test
    void aRepeatedSuccessIsAcknowledgedAgain() {
        ServerTransaction[] pending = new ServerTransaction[1];
        SipResponse[] ok = new SipResponse[1];
        peer.answering((invite, transaction) -> {
            pending[0] = transaction;
            ok[0] = answer(invite, transaction, 200, peer.contact());
            transaction.respond(ok[0]);
        });
        bed.servlet.onResponse(response -> response.createAck().send());
        send("INVITE");
        peer.onLoop(() -> pending[0].respond(ok[0]));
        bed.settle();

        assertThat(peer.acks).hasSize(2);
        assertThat(bed.servlet.log).containsExactly("200 INVITE");
    }

    /** JSR 289 6.2.3.2: "a response for a second dialog makes a derived session". */
    @Test
    void aForkedCallHasDerivedSessions() {
        peer.answering((invite, transaction) -> {
            SipResponse one = SipResponse.to(invite, 180, null, Slice.of("one"));
            one.addLast(StandardHeader.CONTACT, "<sip:one@10.0.0.2:5060>");
            SipResponse two = SipResponse.to(invite, 200, null, Slice.of("two"));
            two.addLast(StandardHeader.CONTACT, "<sip:two@10.0.0.2:5060>");
            transaction.respond(one);
            transaction.respond(two);
        });
        bed.servlet.onResponse(response -> {
            if (response.getStatus() == 200) {
                response.createAck().send();
            }
        });
        send("INVITE");

        SipSession first = bed.servlet.responses.get(0).getSession();
        SipSession second = bed.servlet.responses.get(1).getSession();
        assertThat(second).isNotSameAs(first);
        assertThat(first.getState()).isEqualTo(SipSession.State.EARLY);
        assertThat(second.getState()).isEqualTo(SipSession.State.CONFIRMED);
        assertThat(peer.acks.get(0).requestUri().toString()).isEqualTo("sip:two@10.0.0.2:5060");
        assertThat(peer.acks.get(0).toTag().toString()).isEqualTo("two");
    }

    /** JSR 289 6.2.4.1: a UAC whose INVITE failed is back in INITIAL, and ready. */
    @Test
    void aRefusedCallEndsItsSession() {
        peer.answering((invite, transaction) -> {
            transaction.respond(answer(invite, transaction, 180, peer.contact()));
            transaction.respond(SipResponse.to(invite, 486, null, transaction.localTag()));
        });
        List<SipSession.State> states = new ArrayList<>();
        bed.servlet.onResponse(response -> states.add(response.getSession().getState()));
        send("INVITE");

        assertThat(states).containsExactly(SipSession.State.EARLY, SipSession.State.INITIAL);
        assertThat(bed.figures().sipSessions()).isZero();
    }

    @Test
    void anInviteCanBeCancelled() {
        List<ServerTransaction> pending = new ArrayList<>();
        peer.answering((invite, transaction) -> {
            pending.add(transaction);
            transaction.user(new io.bellhop.sip.transaction.ServerTransactionUser() {
                @Override
                public void cancelled(ServerTransaction cancelled, SipRequest cancel) {
                    cancelled.respond(SipResponse.to(invite, 487, null, cancelled.localTag()));
                }
            });
            transaction.respond(SipResponse.to(invite, 180, null, transaction.localTag()));
        });
        send("INVITE");
        bed.onLoop(() -> UserAgentServerTest.send(request.createCancel()));
        bed.settle();

        assertThat(bed.servlet.log).containsExactly("180 INVITE", "487 INVITE");
    }

    /** RFC 3261 8.1.3.1. */
    @Test
    void nobodyThereIsA408() {
        request = create("OPTIONS", "sip:them@10.0.0.77:5060");
        bed.onLoop(() -> UserAgentServerTest.send(request));
        bed.simulation.runFor(33_000);

        assertThat(bed.servlet.log).containsExactly("408 OPTIONS");
        assertThat(bed.figures().sipSessions()).isZero();
    }

    @Test
    void whatIsSentIsCommitted() {
        send("MESSAGE");
        assertThat(request.isCommitted()).isTrue();
        assertThatThrownBy(() -> request.setHeader("Subject", "x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(request::send).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> create("ACK", "sip:them@10.0.0.2")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> create("CANCEL", "sip:them@10.0.0.2")).isInstanceOf(IllegalArgumentException.class);
    }

    /** SipFactory.createRequest(SipServletRequest, boolean). */
    @Test
    @SuppressWarnings("deprecation")
    void aRequestLikeOneReceivedHasADialogOfItsOwn() {
        Peer origin = bed.peer("10.0.0.4");
        bed.servlet.on("MESSAGE", received -> {
            SipServletRequest like = bed.factory().createRequest(received, false);
            like.setRequestURI(bed.factory().createURI("sip:them@10.0.0.2:5060"));
            like.send();
            received.createResponse(202).send();
        });
        SipRequest message = origin.request(StandardMethod.MESSAGE, Testbed.URI, "c1", 5);
        message.addLast(StandardHeader.SUBJECT, "hello");
        message.addLast(StandardHeader.CONTENT_TYPE, "text/plain");
        message.body(new byte[] {'h', 'i'});
        origin.send(message);
        bed.settle();

        SipRequest copy = peer.requests.get(0);
        assertThat(copy.first(StandardHeader.SUBJECT)).isEqualTo("hello");
        assertThat(copy.body().toString()).isEqualTo("hi");
        assertThat(copy.callId().toString()).isNotEqualTo("c1");
        assertThat(copy.fromTag().toString()).isNotEqualTo("peerc1");
        assertThat(copy.cseq()).isEqualTo(1);
        assertThat(copy.all(StandardHeader.VIA)).hasSize(1);
        assertThat(bed.servlet.log).containsExactly("MESSAGE", "200 MESSAGE");
        assertThat(bed.figures().applicationSessions()).isZero();
    }
}
