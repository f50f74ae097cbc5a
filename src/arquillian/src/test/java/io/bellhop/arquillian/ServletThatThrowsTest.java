package io.bellhop.arquillian;

import io.bellhop.arquillian.app.Answering;
import io.bellhop.arquillian.app.Throwing;
import java.io.IOException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class ServletThatThrowsTest {
    @ArquillianResource
    private SipAddress sip;

    @Deployment(testable = false)
    static Archive<?> sar() {
        return Sars.sar("throwing", Throwing.class, Answering.class);
    }

    @Test
    void it_gives_500_for_that_request_only() throws IOException {
        try (SipClient client = SipClient.udp(sip.udp())) {
            SipText invite = client.send(client.request("INVITE", client.serverUri("server")));
            SipText answer = client.expect(500);
            client.send(invite.text().replaceFirst("^INVITE", "ACK").replaceFirst("CSeq: 1 INVITE", "CSeq: 1 ACK")
                    .replaceFirst("To: [^\r]*", "To: " + answer.header("To")));

            client.send(client.request("OPTIONS", client.serverUri("server")));
            client.expect(200);
        }
    }
}
