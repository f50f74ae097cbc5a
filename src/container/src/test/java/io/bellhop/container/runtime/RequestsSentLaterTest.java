package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.StandardHeader;
import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipURI;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** JSR 289 4.1.3, 5.2, 11.1, 14.2: requests made now and sent later, what they show before, and CANCEL at any moment. */
class RequestsSentLaterTest {
    private final UacBed world = new UacBed();
    private final Testbed bed = world.bed;

    @Test
    void aRequestShowsContactAndCallIdBeforeItIsSent() throws Exception {
        SipServletRequest invite = world.create("INVITE");
        assertThat(invite.getCallId()).isNotEmpty();
        Address contact = invite.getAddressHeader("Contact");
        assertThat(contact.toString()).isEqualTo("<sip:10.0.0.1:5060>");
        ((SipURI) contact.getURI()).setUser("me");
        contact.getURI().setParameter("x", "y");
        contact.setDisplayName("Me");
        contact.setParameter("expires", "60");
        assertThatThrownBy(() -> ((SipURI) contact.getURI()).setHost("other"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ((SipURI) contact.getURI()).setPort(7)).isInstanceOf(IllegalStateException.class);
        world.send(invite);

        assertThat(world.invited.first(StandardHeader.CONTACT))
                .isEqualTo("\"Me\" <sip:me@10.0.0.1:5060;x=y>;expires=60");
        assertThat(world.invited.callId().toString()).isEqualTo(invite.getCallId());
    }

    @Test
    void theRequestAndItsAckAreSentSecondsLaterByAnotherThread() throws Exception {
        bed.servlet.onResponse(response -> { });
        SipServletRequest invite = world.create("INVITE");
        bed.simulation.runFor(20_000);
        CompletableFuture.runAsync(() -> UserAgentServerTest.send(invite)).join();
        bed.simulation.runFor(100);
        world.answer(200, "one");
        SipServletResponse ok = bed.servlet.responses.get(0);
        CompletableFuture<SipServletRequest> made = CompletableFuture.supplyAsync(ok::createAck);
        bed.await(made::isDone);
        SipServletRequest ack = made.join();
        bed.simulation.runFor(5_000);
        world.answer(200, "one");
        assertThat(world.callee.acks).isEmpty();
        assertThat(bed.servlet.responses).as("a repeated 2xx").hasSize(1);

        CompletableFuture.runAsync(() -> UserAgentServerTest.send(ack)).join();
        bed.simulation.runFor(100);
        world.answer(200, "one");
        assertThat(world.callee.acks).as("and once more for the 2xx that came again").hasSize(2);
    }

    /** A session without a dialog is kept while a request of it waits to be sent, and then ends. */
    @Test
    void aSecondMessageMayWaitToBeSent() {
        SipServletRequest first = world.create("MESSAGE");
        SipServletRequest[] second = new SipServletRequest[1];
        bed.servlet.onResponse(response -> {
            if (second[0] == null) {
                second[0] = response.getSession().createRequest("MESSAGE");
            }
        });
        world.send(first);
        bed.simulation.runFor(5_000);
        world.send(second[0]);
        assertThat(world.callee.requests).extracting(SipRequest::cseq).containsExactly(1L, 2L);
        assertThat(bed.figures().sipSessions()).isZero();
    }

    @Test
    void nothingIsSentInASessionThatHasEnded() {
        SipServletRequest invite = world.create("INVITE");
        bed.onLoop(() -> invite.getApplicationSession().invalidate());
        assertThatThrownBy(invite::send).isInstanceOf(IllegalStateException.class);
        assertThat(world.callee.requests).isEmpty();
    }

    /** RFC 3261 9.1: "the client MUST wait for the arrival of a provisional response before sending the request." */
    @Test
    void aCancelBeforeAnyProvisionalResponseWaitsForOne() {
        SipServletRequest invite = world.create("INVITE");
        assertThatThrownBy(invite::createCancel).isInstanceOf(IllegalStateException.class);
        CompletableFuture.runAsync(() -> {
            UserAgentServerTest.send(invite);
            UserAgentServerTest.send(invite.createCancel());
        }).join();
        boolean[] cancelled = new boolean[1];
        bed.simulation.runFor(100);
        world.transaction.user(new io.bellhop.sip.transaction.ServerTransactionUser() {
            @Override
            public void cancelled(io.bellhop.sip.transaction.ServerTransaction its, SipRequest cancel) {
                cancelled[0] = true;
            }
        });
        assertThat(cancelled[0]).isFalse();
        world.answer(180, "one");
        assertThat(cancelled[0]).isTrue();
        world.answer(487, "one");
        assertThat(bed.servlet.log).containsExactly("180 INVITE", "487 INVITE");
        assertThatThrownBy(invite::createCancel).as("after the final response")
                .isInstanceOf(IllegalStateException.class);
        bed.simulation.runFor(40_000);
        assertThat(bed.figures().sipSessions()).isZero();
    }

    /** JSR 289 14.2: also where the interface is chosen after the request was made. */
    @Test
    void theOutboundInterfaceOfASessionIsWhereItsRequestsLeaveFrom() throws Exception {
        bed.host.listen(io.bellhop.sip.transport.Transport.UDP, 5070);
        SipServletRequest invite = world.create("INVITE");
        ((SipURI) invite.getAddressHeader("Contact").getURI()).setUser("me");
        invite.getSession().setOutboundInterface(new InetSocketAddress("10.0.0.1", 5070));
        world.send(invite);
        assertThat(world.invited.first(StandardHeader.CONTACT)).isEqualTo("<sip:me@10.0.0.1:5070>");
        assertThat(world.invited.first(StandardHeader.VIA)).contains("10.0.0.1:5070");
        assertThatThrownBy(() -> invite.getSession().setOutboundInterface(new InetSocketAddress("10.0.0.9", 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
