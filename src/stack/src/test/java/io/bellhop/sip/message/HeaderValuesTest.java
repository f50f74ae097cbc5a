package io.bellhop.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists, folds, and what is remembered of values (RFC 3261 7.3.1). */
class HeaderValuesTest {
    private static SipRequest with(String... lines) {
        return Messages.request(Messages.inviteWith("X-Colour: a\r\n" + String.join("\r\n", lines)));
    }

    @Test
    void aCommaInQuotesOrBracketsSeparatesNothing() {
        SipRequest request = with(
                "Contact: \"a, \\\"b\" <sip:a,b@c;x=1>;q=0.1 , <sip:d>,sip:e;x=\"f,g\"", "m: <sip:h>");
        request.removeFirst(StandardHeader.CONTACT);
        assertThat(request.all(StandardHeader.CONTACT))
                .containsExactly("\"a, \\\"b\" <sip:a,b@c;x=1>;q=0.1", "<sip:d>", "sip:e;x=\"f,g\"", "<sip:h>");
    }

    /** A folded value reads as if its folds were spaces, and is written back as it came. */
    @Test
    void aFoldIsASpace() {
        SipRequest request = with("Subject: I know you're there, \r\n\t  pick up the phone\r\n  and answer!  ");
        assertThat(request.first(StandardHeader.SUBJECT))
                .isEqualTo("I know you're there, pick up the phone and answer!");
        assertThat(request.firstSlice(StandardHeader.SUBJECT)).hasToString(request.first(StandardHeader.SUBJECT));
        assertThat(request.raw(9).toString()).contains("\r\n\t");
        assertThat(request.toString()).contains("there, \r\n\t  pick up the phone\r\n  and answer!  \r\n");
    }

    @Test
    void aFoldMayStandBeforeAndAfterTheValue() {
        SipRequest request = with("Subject:\r\n a\r\n  ", "Organization :\t\r\n\tb", "Server:");
        assertThat(request.first(StandardHeader.SUBJECT)).isEqualTo("a");
        assertThat(request.first(StandardHeader.ORGANIZATION)).isEqualTo("b");
        assertThat(request.first(StandardHeader.SERVER)).isEmpty();
        assertThat(request.first(StandardHeader.DATE)).isNull();
    }

    @Test
    void emptyElementsArePassedOver() {
        SipRequest request = with("Supported: , a,,b ,", "Require:", "Allow: ,");
        assertThat(request.all(StandardHeader.SUPPORTED)).containsExactly("a", "b");
        assertThat(request.first(StandardHeader.SUPPORTED)).isEqualTo("a");
        assertThat(request.all(StandardHeader.REQUIRE)).containsExactly("");
        assertThat(request.all(StandardHeader.ALLOW)).containsExactly("");
        assertThat(request.first(StandardHeader.ALLOW)).isEmpty();
        assertThat(request.removeFirst(StandardHeader.ALLOW)).isTrue();
        assertThat(request.has(StandardHeader.ALLOW)).isFalse();
    }

    @Test
    void aDateIsNoList() {
        SipRequest request = with("Date: Sat, 13 Nov 2010 23:29:00 GMT", "Subject: a, b", "X-Two: a, b");
        assertThat(request.all(StandardHeader.DATE)).containsExactly("Sat, 13 Nov 2010 23:29:00 GMT");
        assertThat(request.all(HeaderName.of("x-two"))).containsExactly("a, b");
        assertThat(request.removeLast(HeaderName.of("x-two"))).isTrue();
        assertThat(request.removeLast(HeaderName.of("x-two"))).isFalse();
    }

    /** Only the first element is touched: the rest of the line stays byte for byte, its compact name too. */
    @Test
    void theRestOfAListStaysAsItIs() {
        SipRequest request = with("k: a ,b ;x, c");
        request.removeFirst(StandardHeader.SUPPORTED);
        assertThat(request.toString()).contains("\r\nk: b ;x, c\r\n");
        request.replaceFirst(StandardHeader.SUPPORTED, Slice.of("z"));
        assertThat(request.toString()).contains("\r\nSupported: z\r\nk: c\r\n");
        request.removeLast(StandardHeader.SUPPORTED);
        assertThat(request.toString()).contains("\r\nSupported: z\r\nContent-Type");
    }

    @Test
    void anEditIsSeenByWhatWasRemembered() {
        SipRequest request = Messages.request(Messages.INVITE);
        int hash = request.callIdHash();
        request.set(StandardHeader.CALL_ID, "other");
        request.set(StandardHeader.CSEQ, "7 PRACK");
        request.set(StandardHeader.FROM, "<sip:x@y>");
        request.set(StandardHeader.TO, "<sip:x@y> ; TAG = 5");
        request.set(StandardHeader.VIA, "SIP/2.0/TCP x");
        request.set(StandardHeader.MAX_FORWARDS, "3");
        request.remove(StandardHeader.ROUTE);
        request.requestUri(Slice.of("tel:1"));
        assertThat(request.callId()).hasToString("other");
        assertThat(request.callIdHash()).isNotEqualTo(hash);
        assertThat(request.cseq()).isEqualTo(7);
        assertThat(request.cseqMethod()).isSameAs(StandardMethod.PRACK);
        assertThat(request.fromTag()).isNull();
        assertThat(request.toTag()).hasToString("5");
        assertThat(request.topVia().transport()).hasToString("TCP");
        assertThat(request.maxForwards()).isEqualTo(3);
        assertThat(request.topRoute()).isNull();
        assertThat(request.sipUri()).isNull();
    }

    @Test
    void aMalformedRouteFailsTheSameWayEachTime() {
        SipRequest request = Messages.request(Messages.inviteWith("Route: <sip:a"));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(request::topRoute)
                    .isInstanceOf(MalformedHeaderException.class)
                    .hasMessage("Malformed Route Header Field");
        }
        request.removeFirst(StandardHeader.ROUTE);
        assertThat(request.topRoute()).isNull();
    }

    @Test
    void aTagIsPutInOrReplaced() {
        SipRequest request = Messages.request(Messages.inviteWith("To: Bob <sip:b@c;tag=no>\r\n ; x ; tag = 1;y=2"));
        request.toTag(Slice.of("22"));
        assertThat(request.first(StandardHeader.TO)).isEqualTo("Bob <sip:b@c;tag=no> ; x ; tag = 22;y=2");
        assertThat(request.toTag()).hasToString("22");
        request.set(StandardHeader.TO, "sip:b@c");
        request.toTag(Slice.of("3"));
        assertThat(request.first(StandardHeader.TO)).isEqualTo("sip:b@c;tag=3");
        assertThatThrownBy(() -> request.toTag(Slice.of("a\r\nb"))).isInstanceOf(IllegalArgumentException.class);
        request.remove(StandardHeader.TO);
        assertThatThrownBy(() -> request.toTag(Slice.of("3"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theContentLengthIsRightWhateverIsPutThere() {
        SipRequest request = Messages.request(Messages.INVITE);
        request.set(StandardHeader.CONTENT_LENGTH, "99");
        assertThat(request).hasToString(Messages.INVITE);
        request.addLast(StandardHeader.CONTENT_LENGTH, "98");
        assertThat(request).hasToString(Messages.INVITE);
        request.remove(StandardHeader.CONTENT_LENGTH);
        assertThat(request).hasToString(Messages.INVITE);
        assertThat(request.length()).isEqualTo(Messages.INVITE.length());
        request.body(new byte[0]);
        assertThat(request.toString()).endsWith("\r\nContent-Length: 0\r\n\r\n");
        byte[] large = new byte[12345];
        request.body(large);
        assertThat(request.toByteArray()).hasSize(request.length());
    }

    @Test
    void aResponseIsReadAndItsStatusChanged() {
        SipResponse response = Messages.response(Messages.inviteStarting("SIP/2.0 183 Nearly there"));
        assertThat(response.status()).isEqualTo(183);
        assertThat(response.reason()).isEqualTo("Nearly there");
        response.status(299, null);
        assertThat(response.toString()).startsWith("SIP/2.0 299 OK\r\nVia");
        response.status(486, "Não");
        assertThat(response.copy().toString()).startsWith("SIP/2.0 486 Não\r\nVia");
        assertThat(response.toByteArray()).hasSize(response.length());
        assertThatThrownBy(() -> response.status(700, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> response.status(99, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> response.status(200, "a\r\nb")).isInstanceOf(IllegalArgumentException.class);
    }

    /** RFC 3261 8.2.6.1: a 100 has the request's Timestamp; 8.2.6.2: a To with a tag keeps it. */
    @Test
    void aTryingHasTheTimestampAndNoTag() {
        SipRequest request = with("Timestamp: 54");
        SipResponse trying = SipResponse.to(request, 100, null, null);
        assertThat(trying.first(StandardHeader.TIMESTAMP)).isEqualTo("54");
        assertThat(trying.toTag()).isNull();
        assertThat(SipResponse.to(request, 180, null, null).has(StandardHeader.TIMESTAMP)).isFalse();
        request.toTag(Slice.of("mine"));
        assertThat(SipResponse.to(request, 180, null, Slice.of("yours")).toTag()).hasToString("mine");
    }

    @Test
    void anEditedRequestIsAnsweredWithItsEdits() {
        SipRequest request = Messages.request(Messages.INVITE);
        request.replaceFirst(StandardHeader.VIA, request.topVia().with("192.0.2.7", 5999));
        SipResponse response = SipResponse.to(request, 200, "Fine", Slice.of("t"));
        assertThat(response.toString()).contains("rport=5999").contains("received=192.0.2.7");
        assertThat(response.topVia().rport()).isEqualTo(5999);
    }

    @Test
    void aRequestUriWithSpacesOrALineBreakIsRefused() {
        SipRequest request = Messages.request(Messages.INVITE);
        for (String wrong : List.of("sip:a b", "sip:a\r\nb", "")) {
            assertThatThrownBy(() -> request.requestUri(Slice.of(wrong))).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> SipRequest.of(StandardMethod.BYE, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.maxForwards(256)).isInstanceOf(IllegalArgumentException.class);
        assertThat(request).hasToString(Messages.INVITE);
    }

    @Test
    void lineBreaksBeforeTheStartLineArePassedOver() {
        assertThat(Messages.request("\r\n\r\n" + Messages.INVITE)).hasToString(Messages.INVITE);
    }
}
