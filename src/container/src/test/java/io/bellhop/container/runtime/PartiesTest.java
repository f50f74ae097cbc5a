package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipURI;
import org.junit.jupiter.api.Test;

/** JSR 289 4.1.3: From and To of a request of ours may be changed before it is sent, their tags may not. */
class PartiesTest {
    private final Testbed bed = new Testbed().open();
    private final Peer peer = bed.peer("10.0.0.2");

    private SipServletRequest create() {
        SipServletRequest[] made = new SipServletRequest[1];
        bed.onLoop(() -> {
            try {
                made[0] = bed.factory().createRequest(bed.factory().createApplicationSession(), "INVITE",
                        "sip:us@example.com", "sip:them@10.0.0.2:5060");
            } catch (ServletParseException e) {
                throw new AssertionError(e);
            }
        });
        return made[0];
    }

    @Test
    void namesAndUrisOfBothPartiesMayBeChangedAndStayForTheDialog() {
        peer.answering((request, transaction) -> {
            boolean first = request.toTag() == null;
            SipResponse ok = SipResponse.to(request, 200, null, first ? transaction.localTag() : null);
            ok.addLast(StandardHeader.CONTACT, peer.contact());
            transaction.respond(ok);
        });
        bed.servlet.onResponse(response -> {
            if (response.getMethod().equals("INVITE")) {
                response.createAck().send();
                response.getSession().createRequest("BYE").send();
            }
        });
        SipServletRequest request = create();
        String tag = request.getFrom().getParameter("tag");
        bed.onLoop(() -> {
            request.getFrom().setDisplayName("Reception");
            ((SipURI) request.getFrom().getURI()).setUser("desk");
            request.getTo().setDisplayName("Guest");
            assertThat(request.getSession().getLocalParty().getDisplayName()).isEqualTo("Reception");
            UserAgentServerTest.send(request);
        });
        bed.settle();

        assertThat(tag).isNotNull();
        String from = "\"Reception\" <sip:desk@example.com>;tag=" + tag;
        assertThat(peer.requests).extracting(SipRequest::method)
                .containsExactly(StandardMethod.INVITE, StandardMethod.BYE);
        assertThat(peer.requests).extracting(sent -> sent.first(StandardHeader.FROM)).containsOnly(from);
        assertThat(peer.requests.get(0).first(StandardHeader.TO)).isEqualTo("\"Guest\" <sip:them@10.0.0.2:5060>");
        assertThat(peer.requests.get(1).first(StandardHeader.TO))
                .startsWith("\"Guest\" <sip:them@10.0.0.2:5060>;tag=");
        assertThat(peer.acks.get(0).first(StandardHeader.FROM)).isEqualTo(from);
    }

    @Test
    void tagsStayAsTheyAre() {
        SipServletRequest request = create();
        for (Address party : new Address[] {request.getFrom(), request.getTo()}) {
            assertThatThrownBy(() -> party.setParameter("tag", "x")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> party.removeParameter("Tag")).isInstanceOf(IllegalStateException.class);
        }
        request.getFrom().setParameter("x", "y");
        assertThat(request.getHeader("From")).endsWith(";x=y");
    }

    @Test
    void nothingIsChangedOnceTheRequestIsSentNorInOneReceived() {
        SipServletRequest request = create();
        bed.onLoop(() -> UserAgentServerTest.send(request));
        bed.simulation.runFor(20);
        assertThatThrownBy(() -> request.getFrom().setDisplayName("late")).isInstanceOf(IllegalStateException.class);

        peer.send(peer.request(StandardMethod.MESSAGE, Testbed.URI, "c1", 1));
        bed.simulation.runFor(20);
        Address from = bed.servlet.requests.get(0).getFrom();
        assertThatThrownBy(() -> from.setDisplayName("other")).isInstanceOf(IllegalStateException.class);
    }
}
