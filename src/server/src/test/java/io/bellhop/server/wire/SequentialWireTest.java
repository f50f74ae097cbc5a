package io.bellhop.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.arquillian.SipAddress;
import io.bellhop.arquillian.SipClient;
import io.bellhop.arquillian.SipText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Phones that are asked one after the other, chosen in sip.xml alone: RFC 3261 section 16.6. */
@ExtendWith(ArquillianExtension.class)
class SequentialWireTest {

    private static final Duration SHORT = Duration.ofMillis(200);

    @ArquillianResource
    private SipAddress server;
    private SipClient caller;
    private SipClient liked;
    private SipClient other;

    @Deployment(testable = false)
    static WebArchive bellhop() throws IOException {
        String parameter = "<init-param><param-name>%s</param-name><param-value>%s</param-value></init-param>";
        String relay = parameter.formatted("relay", "loopback");
        String open = Files.readString(Path.of("../../bench/open.sip.xml"));
        return Bellhop.with(open.replace(relay, relay + parameter.formatted("fork", "sequential")));
    }

    @BeforeEach
    void setUp() throws IOException {
        caller = SipClient.udp(server.udp());
        liked = SipClient.udp(server.udp());
        other = SipClient.udp(server.udp());
    }

    @AfterEach
    void tearDown() throws IOException {
        caller.close();
        liked.close();
        other.close();
    }

    private void register(SipClient phone, String user, String q) {
        phone.send(Bellhop.register(phone, user, 1, "<" + phone.uri(user) + ">;q=" + q));
        phone.expect(200);
    }

    private void invite(String user) {
        register(other, user, "0.2");
        register(liked, user, "0.8");
        caller.send(caller.request("INVITE", caller.serverUri(user)));
    }

    @Test
    void theLessPreferredPhoneRingsWhenTheOtherIsBusy() {
        invite("sally");
        SipText first = liked.expectRequest("INVITE");
        assertThat(other.receive(SHORT)).isNull();
        liked.send(liked.response(first, 486, "Busy Here"));
        liked.expectRequest("ACK");
        SipText second = other.expectRequest("INVITE");
        other.send(other.response(second, 200, "OK"));
        assertThat(caller.expect(200).method()).isEqualTo("INVITE");
    }

    /** RFC 3261 section 16.7 step 6 leaves open which response of the lowest class is chosen. */
    @Test
    void oneOfTheRefusalsIsTheCallersAnswerWhenNobodyIsLeft() {
        invite("selma");
        liked.send(liked.response(liked.expectRequest("INVITE"), 486, "Busy Here"));
        liked.expectRequest("ACK");
        other.send(other.response(other.expectRequest("INVITE"), 480, "Away"));
        other.expectRequest("ACK");
        SipText answer = caller.receive();
        while (answer.status() == 100) {
            answer = caller.receive();
        }
        assertThat(answer.status()).isIn(480, 486);
    }

    @Test
    void whoDeclinesForEveryPhoneEndsTheSearch() {
        invite("susan");
        liked.send(liked.response(liked.expectRequest("INVITE"), 603, "Decline"));
        liked.expectRequest("ACK");
        caller.expect(603);
        assertThat(other.receive(SHORT)).isNull();
    }
}
