package io.bellhop.sip.transport.udp;

import static io.bellhop.sip.transport.net.Texts.bytes;
import static io.bellhop.sip.transport.net.Texts.message;
import static io.bellhop.sip.transport.net.Texts.options;
import static io.bellhop.sip.transport.net.Texts.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Via;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.ListeningPoint;
import io.bellhop.sip.transport.Transport;
import io.bellhop.sip.transport.net.TestNetwork;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UdpTest {
    private final TestNetwork net = TestNetwork.plain();
    private ListeningPoint point;
    private DatagramSocket peer;

    @BeforeEach
    void open() throws Exception {
        point = net.open(Transport.UDP);
        peer = new DatagramSocket(TestNetwork.at("127.0.0.1", 0));
        peer.setSoTimeout(10_000);
    }

    @AfterEach
    void close() {
        peer.close();
        net.close();
    }

    private void send(String text) throws IOException {
        send(bytes(text));
    }

    private void send(byte[] bytes) throws IOException {
        peer.send(new DatagramPacket(bytes, bytes.length, point.address()));
    }

    private String receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        peer.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    private Via viaOf(String via) throws Exception {
        send(options(via, "c", ""));
        return net.nextRequest().topVia();
    }

    /** RFC 3261 18.2.1: "If the host portion of the sent-by parameter contains a domain name, ..." */
    @Test
    void a_request_whose_sent_by_is_a_name_gets_received() throws Exception {
        Via via = viaOf("SIP/2.0/UDP client.example.com:5070;branch=z9hG4bKx");
        assertThat(via.received()).hasToString("127.0.0.1");
        assertThat(via.hasRport()).isFalse();
        assertThat(via.branch()).hasToString("z9hG4bKx");
    }

    /** RFC 3261 18.2.1: "... or if it contains an IP address that differs from the packet source address" */
    @Test
    void a_request_whose_sent_by_is_another_address_gets_received() throws Exception {
        assertThat(viaOf("SIP/2.0/UDP 10.1.2.3;branch=z9hG4bKx").received()).hasToString("127.0.0.1");
    }

    @Test
    void a_request_whose_sent_by_is_its_source_stays_as_it_is() throws Exception {
        Via via = viaOf("SIP/2.0/UDP 127.0.0.1:4242;branch=z9hG4bKx");
        assertThat(via.received()).isNull();
        assertThat(via.text()).hasToString("SIP/2.0/UDP 127.0.0.1:4242;branch=z9hG4bKx");
    }

    /** RFC 3581 4: both parameters are put in, even where the address is the one of sent-by. */
    @Test
    void a_request_with_rport_gets_received_and_rport() throws Exception {
        Via via = viaOf("SIP/2.0/UDP 127.0.0.1:4242;rport;branch=z9hG4bKx");
        assertThat(via.received()).hasToString("127.0.0.1");
        assertThat(via.rport()).isEqualTo(peer.getLocalPort());
    }

    @Test
    void received_and_rport_that_the_sender_wrote_itself_are_replaced() throws Exception {
        Via via = viaOf("SIP/2.0/UDP 127.0.0.1;received=192.0.2.9;rport=9;branch=z9hG4bKx");
        assertThat(via.received()).hasToString("127.0.0.1");
        assertThat(via.rport()).isEqualTo(peer.getLocalPort());
        assertThat(viaOf("SIP/2.0/UDP 127.0.0.1;received=192.0.2.9;branch=z9hG4bKy").received())
                .hasToString("127.0.0.1");
    }

    @Test
    void an_answer_goes_back_along_the_flow_of_the_request() throws Exception {
        send(options("SIP/2.0/UDP 10.1.2.3:5060;rport;branch=z9hG4bKx", "c1", ""));
        TestNetwork.Received got = net.next();
        assertThat(got.flow().remote()).isEqualTo(peer.getLocalSocketAddress());
        assertThat(got.flow().point()).isEqualTo(point);
        net.send(got.flow(), SipResponse.to((SipRequest) got.message(), 200, null, null));
        assertThat(receive()).startsWith("SIP/2.0 200 OK\r\n").contains("received=127.0.0.1", "Call-ID: c1");
    }

    /** RFC 3261 18.1.2: "... the response MUST be silently discarded" */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:1", "127.0.0.2:PORT", "example.com:PORT", "127.0.0.1"})
    void a_response_whose_via_is_not_ours_is_dropped(String sentBy) throws Exception {
        String port = String.valueOf(point.address().getPort());
        send(response("SIP/2.0/UDP " + sentBy.replace("PORT", port) + ";branch=z9hG4bKx", "stray"));
        send(response("SIP/2.0/UDP " + point.sentBy() + ";branch=z9hG4bKx", "ours"));
        assertThat(net.next().message().callId()).hasToString("ours");
        assertThat(net.network.counters().strayResponses().sum()).isEqualTo(1);
    }

    @Test
    void a_malformed_response_is_dropped_and_a_malformed_request_comes_with_its_fault() throws Exception {
        send(response("SIP/2.0/UDP " + point.sentBy(), "bad").replace("CSeq: 1", "CSeq: x"));
        send(options("SIP/2.0/UDP h;branch=z9hG4bKx", "faulty", "").replace("CSeq: 1", "CSeq: x"));
        TestNetwork.Received got = net.next();
        assertThat(got.message().fault().status()).isEqualTo(400);
        assertThat(got.message().callId()).hasToString("faulty");
        assertThat(net.network.counters().malformed().sum()).isEqualTo(1);
    }

    @Test
    void keep_alives_and_garbage_are_ignored_and_leave_no_trace_in_what_follows() throws Exception {
        send("");
        send("\r\n\r\n");
        send("\0\0\0\0");
        send("\r\n\r\n\r\n\r\n\r\n");
        send(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2, 3, 4, 5, 6, 7});
        send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        byte[] junk = new byte[60_000];
        Arrays.fill(junk, (byte) 'A');
        send(junk);
        send(options("SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKx", "good", "body"));
        TestNetwork.Received got = net.next();
        while (got.message().fault() != null) {
            got = net.next();
        }
        assertThat(got.message().callId()).hasToString("good");
        assertThat(got.message().body()).hasToString("body");
    }

    @Test
    void many_peers_get_their_own_flows() throws Exception {
        List<DatagramSocket> peers = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                DatagramSocket one = new DatagramSocket(TestNetwork.at("127.0.0.1", 0));
                peers.add(one);
                byte[] bytes = bytes(options("SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKx" + i, "c" + i, ""));
                one.send(new DatagramPacket(bytes, bytes.length, point.address()));
                assertThat(net.next().flow().remote()).isEqualTo(one.getLocalSocketAddress());
            }
        } finally {
            peers.forEach(DatagramSocket::close);
        }
    }

    @Test
    void the_flow_to_a_known_peer_is_not_made_twice() throws Exception {
        InetSocketAddress remote = (InetSocketAddress) peer.getLocalSocketAddress();
        assertThat(net.flow(Transport.UDP, remote)).isSameAs(net.flow(Transport.UDP, remote));
    }

    @Test
    void a_message_that_no_datagram_can_hold_fails_on_the_loop_that_sent_it() throws Exception {
        Flow flow = net.flow(Transport.UDP, (InetSocketAddress) peer.getLocalSocketAddress());
        Throwable cause = net.send(flow, message(options("SIP/2.0/UDP h;branch=z9hG4bKx", "c", "b".repeat(65_300))))
                .get(TestNetwork.WAIT_SECONDS, TimeUnit.SECONDS);
        assertThat(cause).isInstanceOf(IOException.class).hasMessageStartingWith("A datagram cannot hold 65");
        net.send(flow, message(options("next")));
        assertThat(receive()).contains("Call-ID: next");
        assertThat(net.network.counters().sendsDropped().sum()).isEqualTo(1);
    }

    @Test
    void a_flow_of_a_closed_socket_fails() throws Exception {
        Flow flow = net.flow(Transport.UDP, (InetSocketAddress) peer.getLocalSocketAddress());
        net.network.remove(point);
        assertThat(net.send(flow, message(options("c"))).get(TestNetwork.WAIT_SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_burst_larger_than_one_turn_is_read_whole() throws Exception {
        for (int i = 0; i < 1000; i++) {
            send(options("SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKx" + i, "burst" + i, ""));
        }
        for (int i = 0; i < 1000; i++) {
            assertThat(net.next().message().callId()).hasToString("burst" + i);
        }
    }

    @Test
    void a_listener_that_throws_harms_nothing_but_its_own_message() throws Exception {
        LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
        net.network.listener((message, flow) -> {
            seen.add(message.callId().toString());
            if (seen.contains("first")) {
                throw new IllegalStateException("of the test");
            }
        });
        send(options("first"));
        send(options("second"));
        assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("first");
        assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("second");
    }
}
