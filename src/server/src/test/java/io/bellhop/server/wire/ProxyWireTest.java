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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls through the proxy on the wire: RFC 3261 section 16. */
@ExtendWith(ArquillianExtension.class)
class ProxyWireTest {

    @ArquillianResource
    private SipAddress server;
    private SipClient caller;
    private SipClient phone;
    private SipClient second;

    @Deployment(testable = false)
    static WebArchive bellhop() {
        return Bellhop.withRoutes("open.sip.xml");
    }

    @BeforeEach
    void setUp() throws IOException {
        caller = SipClient.udp(server.udp());
        phone = SipClient.udp(server.udp());
        second = SipClient.udp(server.udp());
    }

    @AfterEach
    void tearDown() throws IOException {
        caller.close();
        phone.close();
        second.close();
    }

    private SipText invite(String user) {
        return caller.send(caller.request("INVITE", caller.serverUri(user)));
    }

    /** The ACK or BYE of a caller who learned the route from the answer. */
    private SipText inDialog(String method, SipText invite, SipText answer, int cseq) {
        SipText request = caller.inDialog(method, invite, answer, cseq);
        return new SipText(request.text().replace("Max-Forwards",
                "Route: " + answer.header("Record-Route") + "\r\nMax-Forwards"));
    }

    /** The ACK of a caller for a final response other than 2xx, and of a CANCEL: the INVITE's own branch. */
    private SipText ofTransaction(String method, SipText invite, String to) {
        SipText request = caller.request(method, caller.serverUri("x"), invite.header("Call-ID"),
                invite.header("From"), to, 1);
        String uri = invite.startLine().split(" ")[1];
        return new SipText(request.text().replace(request.header("Via"), invite.header("Via"))
                .replace(request.startLine(), method + " " + uri + " SIP/2.0"));
    }

    @Test
    void aCallIsSetUpAcknowledgedAndEndedThroughTheProxy() {
        Bellhop.registered(phone, "bert");
        SipText invite = invite("bert");
        SipText offered = phone.expectRequest("INVITE");
        assertThat(offered.startLine()).isEqualTo("INVITE " + phone.uri("bert") + " SIP/2.0");
        assertThat(offered.header("Max-Forwards")).isEqualTo("69");
        assertThat(offered.headers("Via")).hasSize(2);
        phone.send(phone.response(offered, 180, "Ringing"));
        caller.expect(180);
        phone.send(phone.response(offered, 200, "OK"));
        SipText ok = caller.expect(200);
        caller.send(inDialog("ACK", invite, ok, 1));
        phone.expectRequest("ACK");
        caller.send(inDialog("BYE", invite, ok, 2));
        SipText bye = phone.expectRequest("BYE");
        phone.send(phone.response(bye, 200, "OK"));
        assertThat(caller.expect(200).method()).isEqualTo("BYE");
    }

    @Test
    void everyPhoneOfAUserRingsAndTheFirstToAnswerHasTheCall() {
        Bellhop.registered(phone, "fork");
        Bellhop.registered(second, "fork");
        invite("fork");
        SipText one = phone.expectRequest("INVITE");
        SipText two = second.expectRequest("INVITE");
        second.send(second.response(two, 180, "Ringing"));
        caller.expect(180);
        phone.send(phone.response(one, 200, "OK"));
        caller.expect(200);
        SipText cancel = second.expectRequest("CANCEL");
        second.send(second.response(cancel, 200, "OK"));
        second.send(second.response(two, 487, "Request Terminated"));
        second.expectRequest("ACK");
    }

    @Test
    void aCallerWhoGivesUpCancelsTheRinging() {
        Bellhop.registered(phone, "carl");
        SipText invite = invite("carl");
        SipText offered = phone.expectRequest("INVITE");
        phone.send(phone.response(offered, 180, "Ringing"));
        caller.expect(180);
        caller.send(ofTransaction("CANCEL", invite, invite.header("To")));
        assertThat(caller.expect(200).method()).isEqualTo("CANCEL");
        SipText cancel = phone.expectRequest("CANCEL");
        phone.send(phone.response(cancel, 200, "OK"));
        phone.send(phone.response(offered, 487, "Request Terminated"));
        phone.expectRequest("ACK");
        SipText ended = caller.expect(487);
        caller.send(ofTransaction("ACK", invite, ended.header("To")));
    }

    @Test
    void aBusyPhoneIsToldToTheCaller() {
        Bellhop.registered(phone, "busy");
        SipText invite = invite("busy");
        phone.send(phone.response(phone.expectRequest("INVITE"), 486, "Busy Here"));
        phone.expectRequest("ACK");
        caller.send(ofTransaction("ACK", invite, caller.expect(486).header("To")));
    }

    @Test
    void whoIsNotRegisteredIsTemporarilyUnavailable() {
        invite("nobody");
        assertThat(caller.expect(480).startLine()).contains("Temporarily Unavailable");
    }

    @Test
    void aMessageAndAnUnknownMethodAreProxied() {
        Bellhop.registered(phone, "mona");
        for (String method : new String[] {"MESSAGE", "SOMETHING"}) {
            caller.send(caller.request(method, caller.serverUri("mona")));
            SipText delivered = phone.expectRequest(method);
            assertThat(delivered.header("Record-Route")).isNull();
            phone.send(phone.response(delivered, 200, "OK"));
            assertThat(caller.expect(200).method()).isEqualTo(method);
        }
    }

    @Test
    void whatComesFromLoopbackIsRelayedToAnotherServer() {
        caller.send(caller.request("MESSAGE", phone.uri("anyone")));
        SipText delivered = phone.expectRequest("MESSAGE");
        phone.send(phone.response(delivered, 202, "Accepted"));
        caller.expect(202);
    }

    @Test
    void aRequestWithoutHopsLeftIsNotProxied() {
        Bellhop.registered(phone, "hops");
        SipText invite = caller.request("INVITE", caller.serverUri("hops"));
        caller.send(invite.text().replace("Max-Forwards: 70", "Max-Forwards: 0"));
        caller.expect(483);
    }

    /** RFC 5393 section 5.3.3: without a limit on the breadth, this would make 2 to the power of 70 requests. */
    @Test
    void contactsThatLeadBackToTheServerMakeNoStorm() {
        String back = caller.serverUri("storm");
        phone.send(Bellhop.register(phone, "storm", 1, "<" + back + ";a=1>, <" + back + ";a=2>"));
        assertThat(phone.expect(200).headers("Contact")).hasSize(2);
        caller.send(caller.request("MESSAGE", back));
        SipText answer = caller.receive();
        while (answer.status() == 100) {
            answer = caller.receive();
        }
        assertThat(answer.status()).isIn(440, 482, 483);
        caller.send(caller.request("OPTIONS", "sip:127.0.0.1:" + server.udp().getPort()));
        caller.expect(200);
    }

    @Test
    void aTelephoneNumberIsNotFound() {
        caller.send(caller.request("INVITE", "tel:+15551234"));
        caller.expect(404);
    }
}
