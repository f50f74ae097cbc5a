package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.SipURI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** JSR 289 15.11: encoded URIs, Join (RFC 3911) and Replaces (RFC 3891). */
class SessionTargetingTest {
    private final Testbed bed = new Testbed();
    private final Peer peer = bed.peer("10.0.0.2");
    private final Peer other = bed.peer("10.0.0.3");

    private SipResponse call() {
        bed.servlet.on("INVITE", request -> request.createResponse(200).send());
        bed.servlet.on("MESSAGE", request -> {
            request.getSession();
            request.createResponse(200).send();
        });
        bed.open();
        peer.send(peer.request(StandardMethod.INVITE, Testbed.URI, "c1", 1));
        bed.simulation.runFor(10);
        peer.sendStateless(peer.within(peer.last(), StandardMethod.ACK, 1));
        bed.simulation.runFor(10);
        return peer.last();
    }

    private SipSession first() {
        return bed.servlet.requests.get(0).getSession(false);
    }

    private SipServletRequest send(SipRequest request) {
        int before = bed.servlet.requests.size();
        other.send(request);
        bed.simulation.runFor(10);
        assertThat(bed.servlet.requests).hasSize(before + 1);
        return bed.servlet.requests.get(before);
    }

    private SipServletRequest send(StandardHeader header, String value) {
        SipRequest request = other.request(StandardMethod.INVITE, Testbed.URI, "c2", 1);
        request.set(header, value);
        return send(request);
    }

    private SipSession corresponding(SipSession of, String header) {
        SipSession[] found = new SipSession[1];
        bed.onLoop(() -> found[0] = bed.sessions().getCorrespondingSipSession(of, header));
        return found[0];
    }

    @ParameterizedTest
    @EnumSource(value = StandardHeader.class, names = {"JOIN", "REPLACES"})
    void aCallThatNamesADialogBelongsToItsApplicationSession(StandardHeader header) {
        SipResponse ok = call();
        SipSession made = send(header, "c1;to-tag=" + ok.toTag() + ";from-tag=peerc1").getSession();

        assertThat(made).isNotSameAs(first());
        assertThat(made.getApplicationSession()).isSameAs(first().getApplicationSession());
        assertThat(corresponding(made, header.text())).isSameAs(first());
        assertThat(corresponding(first(), header.text())).isSameAs(made);
        String another = header == StandardHeader.JOIN ? "Replaces" : "Join";
        assertThat(corresponding(made, another)).isNull();
        assertThat(corresponding(made, "Subject")).isNull();
    }

    @Test
    void aReplacedSessionThatHasEndedCorrespondsToNothing() {
        SipResponse ok = call();
        SipSession made = send(StandardHeader.REPLACES, "c1;from-tag=peerc1;to-tag=" + ok.toTag()).getSession();
        bed.servlet.on("BYE", request -> request.createResponse(200).send());
        peer.send(peer.within(ok, StandardMethod.BYE, 2));
        bed.settle();

        assertThat(made.isValid()).isTrue();
        assertThat(corresponding(made, "Replaces")).isNull();
    }

    /** RFC 3891 3: Call-ID and both tags have to match; what matches nothing is a call like others here. */
    @ParameterizedTest
    @EnumSource(Mismatch.class)
    void aCallThatNamesNoDialogOfOursHasItsOwnApplicationSession(Mismatch mismatch) {
        SipResponse ok = call();
        SipSession made = send(StandardHeader.REPLACES, mismatch.value(ok.toTag().toString())).getSession();

        assertThat(made.getApplicationSession()).isNotSameAs(first().getApplicationSession());
        assertThat(corresponding(made, "Replaces")).isNull();
    }

    enum Mismatch {
        CALL_ID, FROM_TAG, TO_TAG, TAGS_TURNED_ROUND, NO_TAGS;

        String value(String toTag) {
            return switch (this) {
                case CALL_ID -> "c9;to-tag=" + toTag + ";from-tag=peerc1";
                case FROM_TAG -> "c1;to-tag=" + toTag + ";from-tag=x";
                case TO_TAG -> "c1;to-tag=0000000000000000;from-tag=peerc1";
                case TAGS_TURNED_ROUND -> "c1;to-tag=peerc1;from-tag=" + toTag;
                case NO_TAGS -> "c1";
            };
        }
    }

    /** SipApplicationSession.encodeURI. */
    @Test
    void aRequestToAnEncodedUriBelongsToTheSessionThatEncodedIt() throws ServletParseException {
        call();
        SipApplicationSession session = first().getApplicationSession();
        SipURI uri = (SipURI) bed.factory().createURI(Testbed.URI);
        session.encodeURI(uri);

        SipServletRequest message = send(other.request(StandardMethod.MESSAGE, uri.toString(), "c3", 1));
        assertThat(message.getApplicationSession()).isSameAs(session);
        uri.setLrParam(true);
        SipRequest routed = other.request(StandardMethod.MESSAGE, "sip:anybody@example.com", "c4", 1);
        routed.addFirst(StandardHeader.ROUTE, "<" + uri + ">");
        assertThat(send(routed).getApplicationSession()).isSameAs(session);

        bed.onLoop(session::invalidate);
        assertThat(send(other.request(StandardMethod.MESSAGE, uri.toString(), "c5", 1)).getApplicationSession())
                .isNotSameAs(session);
    }

    /** What a stranger writes in the place of a token finds nothing and breaks nothing. */
    @Test
    void aTokenThatIsNoneNamesNoSession() {
        call();
        String wrong = "0zzzzzzzzzzzzzzz";
        assertThat(send(other.request(StandardMethod.MESSAGE, Testbed.URI + ";bhas=" + wrong, "c6", 1))
                .getApplicationSession()).isNotSameAs(first().getApplicationSession());
        assertThat(other.lastStatus()).isEqualTo(200);
        SipRequest bye = other.request(StandardMethod.BYE, Testbed.URI, "c7", 1);
        bye.set(StandardHeader.TO, "<sip:callee@example.com>;tag=" + wrong);
        other.send(bye);
        bed.simulation.runFor(10);
        assertThat(other.lastStatus()).isEqualTo(481);
        bed.onLoop(() -> assertThat(bed.sessions().getApplicationSessionById(wrong)).isNull());
    }

    @Test
    void onlySipUrisAreEncoded() {
        call();
        SipApplicationSession session = first().getApplicationSession();
        assertThatThrownBy(() -> session.encodeURI(bed.factory().createURI("tel:+49")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
