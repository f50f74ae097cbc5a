package io.bellhop.arquillian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.arquillian.app.Relaying;
import java.io.IOException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** JSR 289 12.8, on the wire. */
@ExtendWith(ArquillianExtension.class)
class B2buaTest {
    @ArquillianResource
    private SipAddress sip;

    @Deployment(testable = false)
    static Archive<?> sar() {
        return Sars.sar("relaying", Relaying.class);
    }

    private static SipText invite(SipClient caller, SipClient callee) {
        return caller.send(caller.request("INVITE", caller.serverUri("service"),
                "X-Callee: " + callee.uri("callee")));
    }

    @Test
    void a_call_goes_through_two_legs_over_udp() throws IOException {
        try (SipClient caller = SipClient.udp(sip.udp()); SipClient callee = SipClient.udp(sip.udp())) {
            SipText invite = invite(caller, callee);
            SipText second = callee.expectRequest("INVITE");
            assertThat(second.header("Call-ID")).isNotEqualTo(invite.header("Call-ID"));
            assertThat(second.header("Contact")).doesNotContain(caller.uri("x").substring(5));
            callee.send(callee.response(second, 200, "OK"));
            SipText answer = caller.expect(200);
            caller.send(caller.inDialog("ACK", invite, answer, 1));
            assertThat(callee.expectRequest("ACK").header("CSeq")).isEqualTo("1 ACK");

            caller.send(caller.inDialog("BYE", invite, answer, 2));
            SipText bye = callee.expectRequest("BYE");
            callee.send(callee.response(bye, 200, "OK"));
            assertThat(caller.expect(200).header("CSeq")).isEqualTo("2 BYE");
        }
    }

    @Test
    void a_busy_callee_is_a_busy_call() throws IOException {
        try (SipClient caller = SipClient.udp(sip.udp()); SipClient callee = SipClient.udp(sip.udp())) {
            invite(caller, callee);
            SipText second = callee.expectRequest("INVITE");
            callee.send(callee.response(second, 486, "Busy Here"));
            caller.expect(486);
            callee.expectRequest("ACK");
        }
    }

    @Test
    void max_forwards_of_zero_is_answered_with_483() throws IOException {
        try (SipClient caller = SipClient.udp(sip.udp()); SipClient callee = SipClient.udp(sip.udp())) {
            SipText invite = caller.request("INVITE", caller.serverUri("service"),
                    "X-Callee: " + callee.uri("callee"));
            caller.send(invite.text().replaceFirst("Max-Forwards: \\d+", "Max-Forwards: 0"));
            caller.expect(483);
        }
    }
}
