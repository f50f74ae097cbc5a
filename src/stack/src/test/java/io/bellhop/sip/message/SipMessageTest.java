package io.bellhop.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Reading, editing and writing messages (RFC 3261 7). */
class SipMessageTest {
    @Test
    void whatNobodyTouchedIsWrittenBackVerbatim() {
        assertThat(Messages.request(Messages.INVITE)).hasToString(Messages.INVITE);
    }

    @Test
    void everyDerivedValueOfAnInviteIsThere() {
        SipRequest invite = Messages.request(Messages.INVITE);
        assertThat(invite.method()).isSameAs(StandardMethod.INVITE);
        assertThat(invite.requestUri()).hasToString("sip:bob@biloxi.example.com");
        assertThat(invite.sipUri().host()).hasToString("biloxi.example.com");
        assertThat(invite.sipUri().user()).hasToString("bob");
        assertThat(invite.topVia().branch()).hasToString("z9hG4bK776asdhds");
        assertThat(invite.topVia().port()).isEqualTo(5066);
        assertThat(invite.callId()).hasToString("a84b4c76e66710@pc33.atlanta.example.com");
        assertThat(invite.cseq()).isEqualTo(314159);
        assertThat(invite.cseqMethod()).isSameAs(StandardMethod.INVITE);
        assertThat(invite.fromTag()).hasToString("1928301774");
        assertThat(invite.toTag()).isNull();
        assertThat(invite.maxForwards()).isEqualTo(70);
        assertThat(invite.topRoute().host()).hasToString("p1.example.com");
        assertThat(invite.topRoute().looseRouting()).isTrue();
        assertThat(invite.body()).hasToString("v=0\r\n");
        assertThat(invite.lines()).isEqualTo(11);
        assertThat(invite.name(8)).isEqualTo(HeaderName.of("x-COLOUR"));
    }

    /** RFC 3261 16.6: what a proxy does to a request that it sends on. */
    @Test
    void aProxyForwardsWithFewEdits() {
        SipRequest received = Messages.request(Messages.INVITE);
        SipRequest sent = received.copy();
        sent.requestUri(Slice.of("sip:bob@192.0.2.4"));
        sent.removeFirst(StandardHeader.ROUTE);
        sent.maxForwards(sent.maxForwards() - 1);
        sent.addFirst(StandardHeader.RECORD_ROUTE, "<sip:proxy.example.com;lr>");
        sent.addFirst(StandardHeader.VIA, "SIP/2.0/UDP proxy.example.com;branch=z9hG4bK1");
        assertThat(sent).hasToString(Messages.lines(
                "INVITE sip:bob@192.0.2.4 SIP/2.0",
                "Record-Route: <sip:proxy.example.com;lr>",
                "Via: SIP/2.0/UDP proxy.example.com;branch=z9hG4bK1",
                "Via: SIP/2.0/UDP pc33.atlanta.example.com:5066;branch=z9hG4bK776asdhds;rport",
                "Max-Forwards: 69",
                "Route: <sip:p2.example.com;lr>",
                "To: Bob <sip:bob@biloxi.example.com>",
                "From: \"Alice, of Atlanta\" <sip:alice@atlanta.example.com>;tag=1928301774",
                "Call-ID: a84b4c76e66710@pc33.atlanta.example.com",
                "CSeq: 314159 INVITE",
                "Contact: <sip:alice@pc33.atlanta.example.com>",
                "X-Colour: Blue",
                "Content-Type: application/sdp",
                "Content-Length: 5",
                "",
                "v=0\r\n"));
        assertThat(sent.length()).isEqualTo(sent.toByteArray().length);
        assertThat(sent.topVia().branch()).hasToString("z9hG4bK1");
        assertThat(sent.topRoute().host()).hasToString("p2.example.com");
        assertThat(received).hasToString(Messages.INVITE);
    }

    /** RFC 3261 8.2.6. */
    @Test
    void aResponseHasTheRequestsHeadersAndATag() {
        SipResponse ringing = SipResponse.to(Messages.request(Messages.INVITE), 180, null, Slice.of("a6c85cf"));
        assertThat(ringing).hasToString(Messages.lines(
                "SIP/2.0 180 Ringing",
                "Via: SIP/2.0/UDP pc33.atlanta.example.com:5066;branch=z9hG4bK776asdhds;rport",
                "To: Bob <sip:bob@biloxi.example.com>;tag=a6c85cf",
                "From: \"Alice, of Atlanta\" <sip:alice@atlanta.example.com>;tag=1928301774",
                "Call-ID: a84b4c76e66710@pc33.atlanta.example.com",
                "CSeq: 314159 INVITE",
                "Content-Length: 0",
                "",
                ""));
        assertThat(ringing.toTag()).hasToString("a6c85cf");
        assertThat(ringing.callIdHash()).isEqualTo(Messages.request(Messages.INVITE).callIdHash());
    }

    @Test
    void aRequestIsMadeFromNothing() {
        SipRequest options = SipRequest.of(StandardMethod.OPTIONS, "sip:example.com");
        options.addLast(StandardHeader.VIA, "SIP/2.0/UDP a.example.com;branch=z9hG4bK1");
        options.addLast(HeaderName.of("X-Test"), " one ");
        assertThat(options).hasToString(Messages.lines(
                "OPTIONS sip:example.com SIP/2.0",
                "Via: SIP/2.0/UDP a.example.com;branch=z9hG4bK1",
                "X-Test: one",
                "Content-Length: 0",
                "",
                ""));
    }

    @Test
    void aBodyBringsItsContentLength() {
        SipRequest invite = Messages.request(Messages.INVITE);
        invite.body("hello world".getBytes());
        assertThat(invite.toString()).endsWith("\r\nContent-Length: 11\r\n\r\nhello world");
        assertThat(invite.length()).isEqualTo(invite.toByteArray().length);
    }

    @Test
    void aLineBreakInAValueIsRefused() {
        SipRequest invite = Messages.request(Messages.INVITE);
        assertThatThrownBy(() -> invite.set(StandardHeader.SUBJECT, "a\r\nVia: b"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> invite.addLast(StandardHeader.SUBJECT, "a\nb"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(invite).hasToString(Messages.INVITE);
    }

    @Test
    void aDirectBufferIsWrittenAtItsPosition() {
        SipRequest invite = Messages.request(Messages.INVITE);
        ByteBuffer buffer = ByteBuffer.allocateDirect(2000).position(3);
        invite.writeTo(buffer);
        assertThat(buffer.position()).isEqualTo(3 + invite.length());
    }

    /** RFC 4475 3.1.1.11: a body is any bytes, NUL and line breaks among them. */
    @Test
    void aBinaryBodyIsCarriedAsItIs() {
        byte[] all = new byte[512];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        SipRequest invite = Messages.request(Messages.INVITE);
        invite.body(all);
        byte[] written = invite.toByteArray();
        SipMessage read = Messages.STRICT.read(written, 0, written.length);
        assertThat(read.fault()).isNull();
        assertThat(read.body().detach().array()).isEqualTo(all);
        read.removeFirst(StandardHeader.VIA);
        assertThat(read.toByteArray()).endsWith(all);
    }
}
