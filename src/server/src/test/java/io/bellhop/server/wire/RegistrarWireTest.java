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

/** The registrar on the wire: RFC 3261 section 10.3. */
@ExtendWith(ArquillianExtension.class)
class RegistrarWireTest {

    @ArquillianResource
    private SipAddress server;
    private SipClient phone;

    @Deployment(testable = false)
    static WebArchive bellhop() {
        return Bellhop.withRoutes("open.sip.xml");
    }

    @BeforeEach
    void setUp() throws IOException {
        phone = SipClient.udp(server.udp());
    }

    @AfterEach
    void tearDown() throws IOException {
        phone.close();
    }

    private SipText answer(SipText register, int status) {
        phone.send(register);
        return phone.expect(status);
    }

    @Test
    void aPhoneRegistersAsksAndSignsOff() {
        String contact = "<" + phone.uri("anna") + ">";
        SipText ok = answer(Bellhop.register(phone, "anna", 1, contact + ";q=0.5", "Expires: 600"), 200);
        assertThat(ok.headers("Contact")).containsExactly(contact + ";q=0.5;expires=600");
        assertThat(ok.header("Date")).endsWith("GMT");
        assertThat(answer(Bellhop.register(phone, "anna", 2, null), 200).header("Contact")).startsWith(contact);
        SipText gone = answer(Bellhop.register(phone, "anna", 3, contact + ";expires=0"), 200);
        assertThat(gone.headers("Contact")).isEmpty();
    }

    @Test
    void aPhoneRegistersOverTcp() throws IOException {
        try (SipClient tcp = SipClient.tcp(server.tcp())) {
            tcp.send(Bellhop.register(tcp, "theo", 1, "<" + tcp.uri("theo") + ">"));
            assertThat(tcp.expect(200).header("Contact")).startsWith("<" + tcp.uri("theo") + ">");
        }
    }

    @Test
    void theWildcardRemovesAll() {
        answer(Bellhop.register(phone, "walt", 1, "<sip:w@192.0.2.1>, <sip:w@192.0.2.2>"), 200);
        assertThat(answer(Bellhop.register(phone, "walt", 2, null), 200).headers("Contact")).hasSize(2);
        answer(Bellhop.register(phone, "walt", 3, "*"), 400);
        assertThat(answer(Bellhop.register(phone, "walt", 4, "*", "Expires: 0"), 200).headers("Contact")).isEmpty();
    }

    @Test
    void anIntervalTooBriefIsRefusedWithTheMinimum() {
        SipText refusal = answer(Bellhop.register(phone, "brie", 1, "<sip:b@192.0.2.1>;expires=5"), 423);
        assertThat(refusal.header("Min-Expires")).isEqualTo("60");
    }

    @Test
    void anotherDomainIsNotFound() {
        phone.send(phone.request("REGISTER", "sip:elsewhere.example", "c1", "<sip:x@elsewhere.example>;tag=1",
                "<sip:x@elsewhere.example>", 1));
        phone.expect(404);
    }

    @Test
    void anOlderRequestFailsAndChangesNothing() {
        answer(Bellhop.register(phone, "olga", 5, "<sip:o@192.0.2.1>"), 200);
        answer(Bellhop.register(phone, "olga", 4, "<sip:o@192.0.2.1>;expires=0"), 500);
        assertThat(answer(Bellhop.register(phone, "olga", 6, null), 200).headers("Contact")).hasSize(1);
    }

    @Test
    void aRequiredExtensionIsRefusedByName() {
        SipText refusal = answer(Bellhop.register(phone, "rosa", 1, "<sip:r@192.0.2.1>", "Require: path"), 420);
        assertThat(refusal.header("Unsupported")).isEqualTo("path");
    }

    @Test
    void anOptionsForTheServerItselfIsAnswered() {
        phone.send(phone.request("OPTIONS", "sip:127.0.0.1:" + server.udp().getPort()));
        SipText ok = phone.expect(200);
        assertThat(ok.header("Allow")).contains("INVITE");
        assertThat(ok.header("Accept")).isEqualTo("application/sdp");
    }
}
