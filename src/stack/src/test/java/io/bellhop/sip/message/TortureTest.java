package io.bellhop.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The torture messages of RFC 4475 as far as they concern the reading of messages. In the resources a line break stands
 * for CRLF and {@code <hex>00</hex>} for that byte, as in the RFC.
 */
class TortureTest {
    private static SipMessage read(String name) {
        byte[] bytes = bytes(name);
        return Messages.INTEROP.read(bytes, 0, bytes.length);
    }

    private static byte[] bytes(String name) {
        try (InputStream in = TortureTest.class.getResourceAsStream("torture/" + name + ".txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\n", "\r\n");
            int hex = text.indexOf("<hex>");
            while (hex >= 0) {
                char c = (char) Integer.parseInt(text.substring(hex + 5, hex + 7), 16);
                text = text.substring(0, hex) + c + text.substring(hex + 13);
                hex = text.indexOf("<hex>");
            }
            return text.getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wsinv", "intmeth", "esc01", "escnull", "esc02", "lwsdisp", "longreq", "semiuri", "transports",
                "unreason", "noreason", "baddate", "regbadct", "baddn", "badbranch", "unkscm", "novelsc", "unksm2",
                "bcast", "zeromf", "cparam01", "cparam02", "regescrt"
            })
    void whatIsValidOrNotTheReadersConcernIsReadAndWrittenBackVerbatim(String name) {
        SipMessage message = read(name);
        assertThat(message.fault()).isNull();
        assertThat(message.toByteArray()).isEqualTo(bytes(name));
    }

    @ParameterizedTest
    @CsvSource({
        "badinv01, 400, Malformed Via Header Field", // 3.1.2.1
        "clerr, 400, Body Shorter Than Content-Length", // 3.1.2.2
        "ncl, 400, Malformed Content-Length Header Field", // 3.1.2.3
        "scalar02, 400, Malformed CSeq Header Field", // 3.1.2.4
        "scalarlg, 400, Malformed CSeq Header Field", // 3.1.2.5: a response, to be discarded
        "quotbal, 400, Malformed To Header Field", // 3.1.2.6
        "ltgtruri, 400, Malformed Request-URI", // 3.1.2.7
        "lwsruri, 400, White Space In Request-URI", // 3.1.2.8
        "lwsstart, 400, Malformed Request Line", // 3.1.2.9
        "trws, 400, Malformed Request Line", // 3.1.2.10
        "escruri, 400, Header Fields In Request-URI", // 3.1.2.11
        "badaspec, 400, Malformed To Header Field", // 3.1.2.14
        "badvers, 505, Version Not Supported", // 3.1.2.16
        "mismatch01, 400, CSeq Method Does Not Match", // 3.1.2.17
        "mismatch02, 400, CSeq Method Does Not Match", // 3.1.2.18
        "bigcode, 400, Status Code Out Of Range", // 3.1.2.19: a response, to be discarded
        "insuf, 400, Missing From Header Field", // 3.3.1
        "multi01, 400, Multiple CSeq Header Fields", // 3.3.8
        "mcl01, 400, Multiple Content-Length Header Fields" // 3.3.9
    })
    void whatIsInvalidHasTheFaultThatTheRfcNames(String name, int status, String reason) {
        SipMessage message = read(name);
        boolean answerable = message instanceof SipRequest && !name.equals("badinv01");
        assertThat(message.fault()).isEqualTo(new MessageFault(status, reason, answerable));
    }

    /** 3.1.1.1. */
    @Test
    void theShortTortuousInviteIsTakenApart() {
        SipRequest invite = (SipRequest) read("wsinv");
        assertThat(invite.toTag()).hasToString("1918181833n");
        assertThat(invite.fromTag()).hasToString("98asjd8");
        assertThat(invite.maxForwards()).isEqualTo(68);
        assertThat(invite.cseq()).isEqualTo(9);
        assertThat(invite.first(StandardHeader.SUBJECT)).isEmpty();
        assertThat(invite.topVia().transport()).hasToString("UDP");
        assertThat(invite.topVia().host()).hasToString("192.0.2.2");
        assertThat(invite.topVia().branch()).hasToString("390skdjuw");
        assertThat(invite.topVia().hasCookie()).isFalse();
        assertThat(invite.topRoute().looseRouting()).isTrue();
        assertThat(invite.all(StandardHeader.VIA)).hasSize(3);
        assertThat(Via.parse(invite.allSlices(StandardHeader.VIA).get(1)).host()).hasToString("spindle.example.com");
        Via last = Via.parse(invite.allSlices(StandardHeader.VIA).get(2));
        assertThat(last.branch()).hasToString("z9hG4bK30239");
        assertThat(last.host()).hasToString("192.168.255.111");
        assertThat(invite.first(HeaderName.of("NewFangledHeader")))
                .isEqualTo("newfangled value continued newfangled value");
        assertThat(invite.first(HeaderName.of("UnknownHeaderWithUnusualValue"))).isEqualTo(";;,,;;,;");
        assertThat(invite.body().length()).isEqualTo(150);
    }

    /** 3.1.1.2. */
    @Test
    void theWideRangeOfCharactersIsTakenApart() {
        SipRequest request = (SipRequest) read("intmeth");
        assertThat(request.method()).isEqualTo(Method.of("!interesting-Method0123456789_*+`.%indeed'~"));
        assertThat(request.sipUri().host()).hasToString("example.com");
        assertThat(request.sipUri().user()).hasToString("1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*");
        assertThat(request.fromTag()).hasToString("_token~1'+`*%!-.");
        assertThat(SipResponse.to(request, 501, null, Slice.of("t9")).toTag()).hasToString("t9");
        assertThat(request.first(HeaderName.of("extensionHeader-!.%*+_`'~"))).isEqualTo("大停電");
    }

    /** 3.1.1.5: "% is not an escape character" in a method and in a header name. */
    @Test
    void aPercentSignInAMethodOrHeaderNameEscapesNothing() {
        SipRequest request = (SipRequest) read("esc02");
        assertThat(request.method()).isEqualTo(Method.of("RE%47IST%45R")).isNotEqualTo(StandardMethod.REGISTER);
        assertThat(request.all(StandardHeader.CONTACT)).hasSize(2);
    }

    /** 3.1.1.8: what follows after the body of a datagram is no part of the message. */
    @Test
    void aSecondRequestInTheDatagramIsDropped() {
        SipMessage register = read("dblreq");
        assertThat(register.fault()).isNull();
        assertThat(register.body().isEmpty()).isTrue();
        assertThat(register.toString()).doesNotContain("INVITE");
    }

    /** 3.1.1.9. */
    @Test
    void semicolonsInTheUserPartAreNoParameters() {
        SipUri uri = ((SipRequest) read("semiuri")).sipUri();
        assertThat(uri.user()).hasToString("user;par=u%40example.net");
        assertThat(uri.parameter("par")).isNull();
    }

    /** 3.1.2.15: a stack may be liberal here; a strict one answers 400. */
    @Test
    void aDisplayNameWithoutItsQuotesIsRefusedByAStrictReader() {
        byte[] bytes = bytes("baddn");
        assertThat(Messages.STRICT.read(bytes, 0, bytes.length).fault().reason())
                .isEqualTo("Malformed From Header Field");
    }

    /** 3.4.1. */
    @Test
    void aRequestOfRfc2543IsRead() {
        SipMessage invite = read("inv2543");
        assertThat(invite.fault()).isNull();
        assertThat(invite.fromTag()).isNull();
        assertThat(invite.topVia().branch()).isNull();
        assertThat(invite.body().length()).isEqualTo(150);
        assertThat(invite.toString()).contains("\r\nContent-Length: 150\r\n\r\nv=0");
    }
}
