package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipServletMessage.HeaderForm;
import jakarta.servlet.sip.SipServletRequest;
import org.junit.jupiter.api.Test;

/** SipServletMessage.setHeaderForm (JSR 289 5.3). */
class HeaderFormTest {
    private final Testbed bed = new Testbed().open();
    private final Peer peer = bed.peer("10.0.0.2");

    private SipRequest sent(TestServlet.Action<SipServletRequest> change) {
        bed.onLoop(() -> {
            try {
                SipServletRequest request = bed.factory().createRequest(bed.factory().createApplicationSession(),
                        "MESSAGE", "sip:us@example.com", "sip:them@10.0.0.2:5060");
                request.setHeader("s", "hello");
                request.setHeader("Allow-Events", "presence");
                change.on(request);
                request.send();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        bed.simulation.runFor(50);
        return peer.requests.get(0);
    }

    private static String spelling(SipMessage message, StandardHeader header) {
        return message.spelling(message.find(header, 0)).toString();
    }

    @Test
    void byDefaultEachHeaderIsWrittenAsItWasSet() {
        SipRequest sent = sent(request -> assertThat(request.getHeaderForm()).isEqualTo(HeaderForm.DEFAULT));
        assertThat(spelling(sent, StandardHeader.SUBJECT)).isEqualTo("s");
        assertThat(spelling(sent, StandardHeader.ALLOW_EVENTS)).isEqualTo("Allow-Events");
        assertThat(spelling(sent, StandardHeader.FROM)).isEqualTo("From");
    }

    @Test
    void compactIsForAllThatHaveACompactFormTheContainersToo() {
        SipRequest sent = sent(request -> {
            request.setHeaderForm(HeaderForm.COMPACT);
            assertThat(request.getHeaderForm()).isEqualTo(HeaderForm.COMPACT);
            assertThat(request.getHeader("Subject")).isEqualTo("hello");
        });
        assertThat(spelling(sent, StandardHeader.ALLOW_EVENTS)).isEqualTo("u");
        assertThat(spelling(sent, StandardHeader.CONTACT)).isEqualTo("m");
        assertThat(spelling(sent, StandardHeader.CALL_ID)).isEqualTo("i");
        assertThat(spelling(sent, StandardHeader.CONTENT_LENGTH)).isEqualTo("l");
        assertThat(spelling(sent, StandardHeader.CSEQ)).isEqualTo("CSeq");
    }

    @Test
    void longIsForAll() {
        SipRequest sent = sent(request -> request.setHeaderForm(HeaderForm.LONG));
        assertThat(spelling(sent, StandardHeader.SUBJECT)).isEqualTo("Subject");
    }

    @Test
    void aResponseMayBeCompactAndNotOnceItIsSent() throws ServletParseException {
        bed.servlet.on("MESSAGE", request -> {
            var response = request.createResponse(200);
            response.setHeaderForm(HeaderForm.COMPACT);
            response.send();
            assertThatThrownBy(() -> response.setHeaderForm(HeaderForm.LONG))
                    .isInstanceOf(IllegalStateException.class);
        });
        peer.send(peer.request(StandardMethod.MESSAGE, Testbed.URI, "c1", 1));
        bed.simulation.runFor(50);
        assertThat(peer.lastStatus()).isEqualTo(200);
        assertThat(spelling(peer.last(), StandardHeader.VIA)).isEqualTo("v");
        assertThat(spelling(peer.last(), StandardHeader.TO)).isEqualTo("t");
    }
}
