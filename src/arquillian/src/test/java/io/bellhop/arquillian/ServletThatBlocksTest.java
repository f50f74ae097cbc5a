package io.bellhop.arquillian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.arquillian.app.Answering;
import io.bellhop.arquillian.app.Blocking;
import java.io.IOException;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class ServletThatBlocksTest {
    @ArquillianResource
    private SipAddress sip;

    @Deployment(testable = false)
    static Archive<?> sar() {
        return Sars.sar("blocking", Blocking.class, Answering.class);
    }

    @Test
    void it_holds_up_its_own_call_and_no_other() throws IOException {
        try (SipClient client = SipClient.udp(sip.udp())) {
            client.send(client.request("INVITE", client.serverUri("server")));
            client.send(client.request("OPTIONS", client.serverUri("server")));

            assertThat(client.expect(200).method()).as("while the INVITE is held").isEqualTo("OPTIONS");

            client.send(client.request("MESSAGE", client.serverUri("server")));
            // They may belong to different loops, so that either may come first.
            assertThat(List.of(client.expect(200).method(), client.expect(200).method()))
                    .containsExactlyInAnyOrder("INVITE", "MESSAGE");
        }
    }
}
