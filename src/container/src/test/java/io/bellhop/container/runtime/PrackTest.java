package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ServerTransaction;
import jakarta.servlet.sip.Rel100Exception;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipSession;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SipServletResponse.createPrack (JSR 289), RFC 3262 4: the user agent client's side of 100rel. */
class PrackTest {
    private final Testbed bed = new Testbed().open();
    private final Peer peer = bed.peer("10.0.0.2");
    private SipRequest invite;
    private ServerTransaction transaction;

    @BeforeEach
    void thePeerWaits() {
        peer.answering((request, its) -> {
            if (request.method() == StandardMethod.INVITE) {
                invite = request.copy();
                transaction = its;
            } else {
                its.respond(SipResponse.to(request, 200, null, its.localTag()));
            }
        });
    }

    private SipServletRequest create(String method) {
        try {
            SipServletRequest made = bed.factory().createRequest(bed.factory().createApplicationSession(), method,
                    "sip:us@example.com", "sip:them@10.0.0.2:5060");
            made.addHeader("Supported", "100rel");
            return made;
        } catch (ServletParseException e) {
            throw new AssertionError(e);
        }
    }

    private void call() {
        bed.onLoop(() -> UserAgentServerTest.send(create("INVITE")));
        bed.simulation.runFor(20);
    }

    private void answer(int status, long rseq, String tag) {
        SipResponse response = SipResponse.to(invite, status, null, Slice.of(tag));
        response.addLast(StandardHeader.CONTACT, peer.contact());
        response.addLast(StandardHeader.RECORD_ROUTE, "<sip:10.0.0.2:5060;lr>");
        if (rseq > 0) {
            response.addLast(StandardHeader.REQUIRE, "100rel");
            response.addLast(StandardHeader.RSEQ, String.valueOf(rseq));
        }
        peer.onLoop(() -> transaction.respond(response));
        bed.simulation.runFor(20);
    }

    @Test
    void aReliableResponseIsAcknowledgedInItsEarlyDialog() {
        bed.servlet.onResponse(response -> {
            if (response.getStatus() < 200) {
                response.createPrack().send();
                assertThatThrownBy(response::createPrack).isInstanceOf(IllegalStateException.class);
            }
        });
        call();
        answer(183, 4711, "a");

        SipRequest prack = peer.requests.get(1);
        assertThat(prack.method()).isEqualTo(StandardMethod.PRACK);
        assertThat(prack.first(StandardHeader.RACK)).isEqualTo("4711 1 INVITE");
        assertThat(prack.cseq()).isEqualTo(2);
        assertThat(prack.requestUri().toString()).isEqualTo("sip:peer@10.0.0.2:5060");
        assertThat(prack.first(StandardHeader.ROUTE)).isEqualTo("<sip:10.0.0.2:5060;lr>");
        assertThat(prack.toTag().toString()).isEqualTo("a");
        assertThat(bed.servlet.log).containsExactly("183 INVITE", "200 PRACK");
    }

    /** "its RSeq value is not one higher than the value of the sequence number": not processed further. */
    @Test
    void onlyTheNextResponseInOrderIsShown() {
        call();
        answer(183, 10, "a");
        answer(183, 10, "a");
        answer(180, 12, "a");
        assertThat(bed.servlet.log).containsExactly("183 INVITE");
        answer(180, 11, "a");
        answer(180, 12, "a");
        answer(182, 0, "a");
        assertThat(bed.servlet.log).containsExactly("183 INVITE", "180 INVITE", "180 INVITE", "182 INVITE");
    }

    /** Each early dialog of a forked INVITE counts for itself (RFC 3262 4, JSR 289 6.2.3.2). */
    @Test
    void forkedDialogsCountForThemselves() {
        List<SipSession> sessions = new ArrayList<>();
        bed.servlet.onResponse(response -> {
            if (response.getMethod().equals("INVITE")) {
                sessions.add(response.getSession());
                response.createPrack().send();
            }
        });
        call();
        answer(183, 10, "a");
        answer(183, 10, "b");

        assertThat(sessions).hasSize(2).doesNotHaveDuplicates();
        assertThat(peer.requests.subList(1, 3)).extracting(prack -> prack.toTag().toString())
                .containsExactly("a", "b");
        assertThat(bed.servlet.log).filteredOn("200 PRACK"::equals).hasSize(2);
    }

    /** Rel100Exception: each reason of createPrack. */
    @Test
    void whatIsNotReliableHasNoPrack() {
        List<Integer> reasons = new ArrayList<>();
        bed.servlet.onResponse(response -> {
            reasons.add(reason(response));
            if (response.getStatus() == 200 && response.getMethod().equals("INVITE")) {
                response.createAck().send();
            }
        });
        call();
        answer(180, 0, "a");
        answer(200, 0, "a");
        bed.onLoop(() -> UserAgentServerTest.send(create("MESSAGE")));
        bed.simulation.runFor(20);

        assertThat(reasons).containsExactly(Rel100Exception.NOT_100rel, Rel100Exception.NOT_1XX,
                Rel100Exception.NOT_INVITE);
    }

    private static int reason(SipServletResponse response) {
        try {
            response.createPrack();
            return -1;
        } catch (Rel100Exception e) {
            return e.getReason();
        }
    }

    /** RFC 3311 5.1. */
    @Test
    void anUpdateGoesOutInTheEarlyDialog() {
        bed.servlet.onResponse(response -> {
            if (response.getStatus() == 183) {
                response.createPrack().send();
            } else if (response.getMethod().equals("PRACK")) {
                response.getSession().createRequest("UPDATE").send();
            }
        });
        call();
        answer(183, 1, "a");
        assertThat(peer.requests).extracting(request -> request.cseq() + " " + request.method().name())
                .containsExactly("1 INVITE", "2 PRACK", "3 UPDATE");
        assertThat(peer.requests.get(2).first(StandardHeader.CONTACT)).isEqualTo("<sip:10.0.0.1:5060>");
        assertThat(bed.servlet.log).containsExactly("183 INVITE", "200 PRACK", "200 UPDATE");
    }
}
