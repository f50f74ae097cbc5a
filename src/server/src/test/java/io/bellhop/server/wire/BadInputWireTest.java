package io.bellhop.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.arquillian.SipAddress;
import io.bellhop.arquillian.SipClient;
import io.bellhop.arquillian.SipText;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What nobody should send, to a server that lives: it says what is wrong, and the next one is answered. */
@ExtendWith(ArquillianExtension.class)
class BadInputWireTest {

    private static final Duration SHORT = Duration.ofMillis(150);
    private static final String LENGTH = "Content-Length: 0";

    @ArquillianResource
    private SipAddress server;
    private SipClient udp;
    private SipClient tcp;

    @Deployment(testable = false)
    static WebArchive bellhop() {
        return Bellhop.withRoutes("open.sip.xml");
    }

    @BeforeEach
    void setUp() throws IOException {
        udp = SipClient.udp(server.udp());
        tcp = SipClient.tcp(server.tcp());
    }

    @AfterEach
    void tearDown() throws IOException {
        udp.close();
        tcp.close();
    }

    private String options(SipClient client) {
        return client.request("OPTIONS", "sip:127.0.0.1:" + server.udp().getPort()).text();
    }

    /** The server is as it was: an OPTIONS on a socket that had nothing to do with it is answered. */
    private void lives() throws IOException {
        try (SipClient other = SipClient.udp(server.udp())) {
            other.send(options(other));
            other.expect(200);
        }
    }

    private void answered(SipClient client, String message, int status, String reason) throws IOException {
        client.send(message);
        assertThat(client.expect(status).startLine()).isEqualTo("SIP/2.0 " + status + " " + reason);
        lives();
    }

    private static String without(String header, String message) {
        return message.replaceFirst("(?m)^" + header + ":.*\r\n", "");
    }

    private static String twice(String header, String message) {
        return message.replaceFirst("(?m)^(" + header + ":.*\r\n)", "$1$1");
    }

    /** RFC 3261 section 21.4.1: "The Reason-Phrase SHOULD identify the syntax problem in more detail". */
    @Test
    void aRequestThatIsMalformedGets400AndIsToldWhatIsWrongWithIt() throws IOException {
        for (SipClient client : List.of(udp, tcp)) {
            for (String header : List.of("From", "To", "Call-ID", "CSeq")) {
                answered(client, without(header, options(client)), 400, "Missing " + header + " Header Field");
                answered(client, options(client).replaceFirst("(?m)^" + header + ":.*\r\n", header + ":\r\n"), 400,
                        "Malformed " + header + " Header Field");
                answered(client, twice(header, options(client)), 400, "Multiple " + header + " Header Fields");
            }
            answered(client, options(client).replace("CSeq: 1 OPTIONS", "CSeq: 1 INVITE"), 400,
                    "CSeq Method Does Not Match");
            answered(client, options(client).replace("Max-Forwards: 70", "Max-Forwards: many"), 400,
                    "Malformed Max-Forwards Header Field");
            answered(client, options(client).replace(LENGTH, "Nothing\r\n" + LENGTH), 400,
                    "Header Field Without Colon");
            answered(client, options(client).replace(LENGTH, "X: a\0b\r\n" + LENGTH), 400, "NUL In Header Field");
            answered(client, options(client).replace(LENGTH, "X: y\r\n".repeat(3000) + LENGTH), 400,
                    "Too Many Header Fields");
            answered(client, options(client).replace(LENGTH, "X: " + "y".repeat(30_000) + "\r\n" + LENGTH), 400,
                    "Header Field Too Long");
        }
    }

    @Test
    void versionsAndSchemesThatAreNotKnownAreRefused() throws IOException {
        for (SipClient client : List.of(udp, tcp)) {
            answered(client, options(client).replaceFirst("SIP/2.0\r\n", "SIP/3.0\r\n"), 505, "Version Not Supported");
            answered(client, client.request("OPTIONS", "http://example.org/").text(), 416, "Unsupported URI Scheme");
        }
    }

    @Test
    void whatBelongsToNoCallGets481OrNothing() throws IOException {
        for (SipClient client : List.of(udp, tcp)) {
            String us = "sip:x@127.0.0.1:" + server.udp().getPort();
            for (String method : List.of("BYE", "INVITE", "INFO")) {
                String text = client.request(method, us).text().replace("To: <" + us + ">", "To: <" + us + ">;tag=no");
                answered(client, text, 481, "Call/Transaction Does Not Exist");
            }
            answered(client, client.request("CANCEL", us).text(), 481, "Call/Transaction Does Not Exist");
            client.send(client.request("ACK", us).text());
            client.send("SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 127.0.0.1:" + server.udp().getPort()
                    + ";branch=z9hG4bKnobody\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>;tag=2\r\nCall-ID: c\r\n"
                    + "CSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n");
            assertThat(client.receive(SHORT)).isNull();
            lives();
        }
    }

    /** RFC 3261 section 18.3: too long a length is an error, bytes beyond it are no part of a datagram's message. */
    @Test
    void aContentLengthThatLiesInADatagramIsToldAndHarmsNothing() throws IOException {
        for (String length : List.of("5", "5000")) {
            answered(udp, options(udp).replace(LENGTH, "Content-Length: " + length), 400,
                    "Body Shorter Than Content-Length");
        }
        for (String length : List.of("-1", "abc", "+0", "0x0", "1, 2", "")) {
            answered(udp, options(udp).replace(LENGTH, "Content-Length: " + length), 400,
                    "Malformed Content-Length Header Field");
        }
        for (String length : List.of("65536", "2147483648", "4294967296", "99999999999999999999")) {
            answered(udp, options(udp).replace(LENGTH, "Content-Length: " + length), 413, "Request Entity Too Large");
        }
        answered(udp, options(udp).replace(LENGTH, LENGTH + "\r\nContent-Length: 5"), 400,
                "Multiple Content-Length Header Fields");
        answered(udp, options(udp) + "and more", 200, "OK");
    }

    /** Where the next message begins is not known then, so the connection has to be closed (section 18.3). */
    @Test
    void aContentLengthThatLiesOnAConnectionEndsItAndIsNoPartOfTheNextMessage() throws IOException {
        for (String length : List.of("-1", "abc", "", "1, 2", "99999999999999999999", "2147483648")) {
            lengthEndsTheConnection("Content-Length: " + length + "\r\n", length.length() > 5 ? 513 : 400);
        }
        lengthEndsTheConnection("Content-Length: 0\r\nContent-Length: 5\r\n", 400);
        lengthEndsTheConnection("", 400);
    }

    private void lengthEndsTheConnection(String header, int status) throws IOException {
        try (SipClient client = SipClient.tcp(server.tcp())) {
            client.send(options(client).replace(LENGTH + "\r\n", header) + options(client));
            client.expect(status);
            assertThat(client.receive(SHORT)).as("after " + header).isNull();
        }
        lives();
    }

    @Test
    void anInviteCutOffAnywhereHarmsNothing() throws IOException {
        String invite = udp.request("INVITE", udp.serverUri("cut")).text();
        for (int end = 0; end < invite.length(); end++) {
            udp.send(invite.substring(0, end).replace("z9hG4bK", "z9hG4bK" + end + "x"));
        }
        SipText answer = udp.receive(SHORT);
        while (answer != null) {
            assertThat(answer.status()).isEqualTo(400);
            answer = udp.receive(SHORT);
        }
        lives();
        for (int end = 1; end < invite.length(); end += 3) {
            half(invite.substring(0, end)).close();
        }
        lives();
    }

    @Test
    void messagesSplitAnywhereAreReadOnAConnection() throws IOException {
        for (int at = 1; at < options(tcp).length(); at += 5) {
            String two = options(tcp) + "\r\n\r\n" + options(tcp);
            tcp.send(two.substring(0, at));
            tcp.send(two.substring(at));
            tcp.expect(200);
            tcp.expect(200);
        }
    }

    @Test
    void aRequestThatIsWrongOnAConnectionLeavesTheNextOneAsItIs() {
        tcp.send(without("To", options(tcp)) + options(tcp) + without("CSeq", options(tcp)) + options(tcp));
        tcp.expect(400);
        tcp.expect(200);
        tcp.expect(400);
        tcp.expect(200);
    }

    @Test
    void connectionsThatSendHalfAMessageHoldUpNobody() throws IOException {
        List<Socket> open = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            open.add(half("INVITE sip:x@127.0.0.1 SIP/2.0\r\nVia: "));
        }
        lives();
        answered(tcp, options(tcp), 200, "OK");
        for (Socket each : open) {
            each.close();
        }
        lives();
    }

    @Test
    void garbageIsPassedOver() throws IOException {
        for (String garbage : List.of("", "\r\n\r\n", "\0".repeat(1000), "x".repeat(60_000), "GET / HTTP/1.1\r\n\r\n",
                "\u00ff\u00fe\r\n\r\n", "SIP/2.0\r\n\r\n", " \r\n \r\n\r\n")) {
            udp.send(garbage);
            lives();
            half(garbage).close();
            lives();
        }
        assertThat(udp.receive(SHORT)).isNull();
    }

    private Socket half(String text) throws IOException {
        Socket socket = new Socket(server.tcp().getAddress(), server.tcp().getPort());
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }
}
