package io.bellhop.arquillian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.arquillian.app.Answering;
import java.io.IOException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class UserAgentServerTest {
    @ArquillianResource
    private SipAddress sip;

    @Deployment(testable = false)
    static Archive<?> sar() {
        return Sars.sar("answering", Answering.class);
    }

    private void options(SipClient client) {
        SipText request = client.send(client.request("OPTIONS", client.serverUri("server")));
        SipText answer = client.expect(200);

        assertThat(answer.header("Call-ID")).isEqualTo(request.header("Call-ID"));
        assertThat(answer.header("CSeq")).isEqualTo("1 OPTIONS");
        assertThat(answer.header("Via")).contains("branch=" + request.parameter("Via", "branch"));
        assertThat(answer.parameter("To", "tag")).as("RFC 3261 8.2.6.2").isNotBlank();
    }

    private void call(SipClient client) {
        SipText invite = client.send(client.request("INVITE", client.serverUri("server")));
        client.expect(180);
        SipText answer = client.expect(200);
        assertThat(answer.header("Contact")).as("RFC 3261 13.3.1.4").isNotNull();

        client.send(client.inDialog("ACK", invite, answer, 1));
        client.send(client.inDialog("BYE", invite, answer, 2));
        assertThat(client.expect(200).header("CSeq")).isEqualTo("2 BYE");
    }

    @Test
    void options_are_answered_over_udp() throws IOException {
        try (SipClient client = SipClient.udp(sip.udp())) {
            options(client);
        }
    }

    @Test
    void options_are_answered_over_tcp_one_after_the_other_on_a_connection() throws IOException {
        try (SipClient client = SipClient.tcp(sip.tcp())) {
            options(client);
            options(client);
        }
    }

    @Test
    void a_call_is_taken_and_ends_over_udp() throws IOException {
        try (SipClient client = SipClient.udp(sip.udp())) {
            call(client);
        }
    }

    @Test
    void a_call_is_taken_and_ends_over_tcp() throws IOException {
        try (SipClient client = SipClient.tcp(sip.tcp())) {
            call(client);
        }
    }

    @Test
    void a_request_with_a_broken_header_gets_400_and_the_next_one_is_answered() throws IOException {
        try (SipClient client = SipClient.udp(sip.udp())) {
            SipText good = client.request("OPTIONS", client.serverUri("server"));
            client.send(good.text().replaceFirst("CSeq: 1 OPTIONS", "CSeq: one OPTIONS"));
            client.expect(400);
            options(client);
        }
    }
}
