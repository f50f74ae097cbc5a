package io.bellhop.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** RFC 3261 7.3.3: compact and long names of headers. */
class HeaderFormTest {
    private static final String GIVEN = String.join("\r\n",
            "MESSAGE sip:a@b SIP/2.0",
            "Via: SIP/2.0/UDP h;branch=z9hG4bKx",
            "f: <sip:a@b>;tag=1",
            "To: <sip:c@d>",
            "i: x",
            "CSeq: 1 MESSAGE",
            "X-Own:  kept",
            "Subject: one",
            "l: 3", "", "abc");

    private static SipRequest given() {
        byte[] bytes = GIVEN.getBytes(StandardCharsets.UTF_8);
        MessageReader reader = new MessageReader(MessageLimits.DEFAULT, Tolerance.INTEROP);
        return (SipRequest) reader.read(bytes, 0, bytes.length);
    }

    private static String written(SipMessage message) {
        assertThat(message.toByteArray()).hasSize(message.length());
        return message.toString();
    }

    @Test
    void asGivenIsVerbatim() {
        assertThat(written(given())).isEqualTo(GIVEN);
    }

    @Test
    void compactWritesEveryNameThatHasOneInItsCompactForm() {
        SipRequest request = given();
        HeaderForm.COMPACT.apply(request);
        request.addLast(StandardHeader.CONTACT, "<sip:e@f>");
        assertThat(written(request)).isEqualTo(GIVEN.replace("Via:", "v:").replace("To:", "t:")
                .replace("Subject:", "s:").replace("X-Own:  kept", "X-Own: kept")
                .replace("l: 3", "l: 3\r\nm: <sip:e@f>"));
    }

    @Test
    void longWritesEveryNameInItsLongFormAlsoInACopyWithAnotherBody() {
        SipRequest request = given();
        HeaderForm.LONG.apply(request);
        SipRequest copy = request.copy();
        copy.body("abcd".getBytes(StandardCharsets.UTF_8));
        assertThat(written(copy)).contains("\r\nFrom: <sip:a@b>", "\r\nCall-ID: x", "\r\nContent-Length: 4\r\n")
                .endsWith("\r\n\r\nabcd");
    }

    @Test
    void aLineMayBeCompactAlone() {
        SipRequest request = given();
        request.set(StandardHeader.SUBJECT, "two");
        HeaderForm.compact(request, StandardHeader.SUBJECT);
        assertThat(written(request)).isEqualTo(GIVEN.replace("Subject: one", "s: two"));
        HeaderForm.LONG.apply(request);
        assertThat(written(request)).contains("Subject: two");
    }

    @Test
    void aLengthThatIsPutInIsCompactToo() {
        SipRequest request = SipRequest.of(StandardMethod.MESSAGE, "sip:a@b");
        HeaderForm.COMPACT.apply(request);
        assertThat(written(request)).isEqualTo("MESSAGE sip:a@b SIP/2.0\r\nl: 0\r\n\r\n");
    }
}
