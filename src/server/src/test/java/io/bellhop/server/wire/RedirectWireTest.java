package io.bellhop.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.arquillian.SipAddress;
import io.bellhop.arquillian.SipClient;
import io.bellhop.arquillian.SipText;
import java.io.IOException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Redirection on the wire, chosen in sip.xml alone: RFC 3261 section 8.3. */
@ExtendWith(ArquillianExtension.class)
class RedirectWireTest {

    @ArquillianResource
    private SipAddress server;

    @Deployment(testable = false)
    static WebArchive bellhop() {
        return Bellhop.withRoutes("redirect.sip.xml");
    }

    @Test
    void oneContactIsAnsweredWith302AndSeveralWith300InTheirOrder() throws IOException {
        try (SipClient phone = SipClient.udp(server.udp())) {
            phone.send(Bellhop.register(phone, "rita", 1, "<sip:r@192.0.2.1>;q=0.2"));
            phone.expect(200);
            phone.send(phone.request("INVITE", phone.serverUri("rita")));
            assertThat(phone.expect(302).headers("Contact")).containsExactly("<sip:r@192.0.2.1>;q=0.2");
            phone.send(Bellhop.register(phone, "rita", 2, "<sip:r@192.0.2.2>;q=0.8"));
            phone.expect(200);
            phone.send(phone.request("MESSAGE", phone.serverUri("rita")));
            SipText several = phone.expect(300);
            assertThat(String.join(", ", several.headers("Contact")))
                    .isEqualTo("<sip:r@192.0.2.2>;q=0.8, <sip:r@192.0.2.1>;q=0.2");
        }
    }

    @Test
    void whoIsNotRegisteredIsTemporarilyUnavailable() throws IOException {
        try (SipClient phone = SipClient.udp(server.udp())) {
            phone.send(phone.request("INVITE", phone.serverUri("nobody")));
            phone.expect(480);
        }
    }
}
