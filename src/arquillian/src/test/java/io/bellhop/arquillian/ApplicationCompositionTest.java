package io.bellhop.arquillian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.arquillian.app.Answering;
import io.bellhop.arquillian.app.Passing;
import java.io.IOException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** JSR 289 15: two SARs on one call, in the order of their names. */
@ExtendWith(ArquillianExtension.class)
class ApplicationCompositionTest {
    @ArquillianResource
    private SipAddress sip;

    @Deployment(name = "passing", testable = false)
    static Archive<?> passing() {
        return Sars.sar("first-passing", Passing.class);
    }

    @Deployment(name = "answering", testable = false)
    static Archive<?> answering() {
        return Sars.sar("second-answering", Answering.class);
    }

    @Test
    void a_call_passes_the_first_application_and_is_taken_by_the_second() throws IOException {
        try (SipClient client = SipClient.udp(sip.udp())) {
            SipText invite = client.send(client.request("INVITE", client.serverUri("server")));
            client.expect(180);
            SipText answer = client.expect(200);
            assertThat(answer.header("X-Passed")).isEqualTo("first-passing");
            assertThat(answer.header("Record-Route")).contains(";lr");
            client.send(routed(client.inDialog("ACK", invite, answer, 1), answer));
            client.send(routed(client.inDialog("BYE", invite, answer, 2), answer));
            SipText end = client.expect(200);
            while (end.header("CSeq").equals("1 INVITE")) {
                // on a slow machine the 2xx is sent again before its ACK has come
                end = client.expect(200);
            }
            assertThat(end.header("CSeq")).isEqualTo("2 BYE");
            assertThat(end.header("X-Passed")).isEqualTo("first-passing");
        }
    }

    /** With the dialog's route set (RFC 3261 12.2.1.1). */
    private static SipText routed(SipText request, SipText answer) {
        String route = "\r\nRoute: " + answer.header("Record-Route") + "\r\nCSeq:";
        return new SipText(request.text().replaceFirst("\r\nCSeq:", route));
    }
}
