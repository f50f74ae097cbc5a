package io.bellhop.sip.transport.net;

import static io.bellhop.sip.transport.net.Texts.bytes;
import static io.bellhop.sip.transport.net.Texts.message;
import static io.bellhop.sip.transport.net.Texts.options;
import static io.bellhop.sip.transport.net.Texts.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.transport.BindFailedException;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.ListeningPoint;
import io.bellhop.sip.transport.MessageTrace;
import io.bellhop.sip.transport.Transport;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SocketNetworkTest {
    private TestNetwork net = TestNetwork.plain();

    @AfterEach
    void close() {
        net.close();
    }

    private static void send(DatagramSocket from, String text, InetSocketAddress to) throws Exception {
        byte[] bytes = bytes(text);
        from.send(new DatagramPacket(bytes, bytes.length, to));
    }

    private static String receive(DatagramSocket socket) throws Exception {
        socket.setSoTimeout(10_000);
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource(value = Transport.class, names = {"UDP", "TCP"})
    void port_0_is_reported_as_the_real_one_and_a_port_in_use_in_one_line(Transport transport) throws Exception {
        ListeningPoint point = net.open(transport);
        assertThat(point.address().getPort()).isPositive();
        assertThat(point.sentBy()).isEqualTo("127.0.0.1:" + point.address().getPort());
        assertThatThrownBy(() -> net.network.add(transport, point.address(), null))
                .isInstanceOf(BindFailedException.class)
                .hasMessage(transport + " 127.0.0.1:" + point.address().getPort() + ": address already in use");
        assertThat(net.network.points()).containsExactly(point);
    }

    @ParameterizedTest
    @EnumSource(value = Transport.class, names = {"UDP", "TCP"})
    void an_address_that_is_not_ours_and_one_that_is_unknown_are_told(Transport transport) {
        assertThatThrownBy(() -> net.network.add(transport, TestNetwork.at("192.0.2.1", 5060), null))
                .isInstanceOf(BindFailedException.class)
                .hasMessage(transport + " 192.0.2.1:5060: cannot assign requested address");
        InetSocketAddress unknown = InetSocketAddress.createUnresolved("h.invalid", 5060);
        assertThatThrownBy(() -> net.network.add(transport, unknown, null))
                .isInstanceOf(BindFailedException.class).hasMessageEndingWith(": unknown host");
    }

    @ParameterizedTest
    @EnumSource(value = Transport.class, names = {"UDP", "TCP"})
    void a_removed_point_gives_its_port_back_at_once(Transport transport) throws Exception {
        ListeningPoint point = net.open(transport);
        net.network.remove(point);
        assertThat(net.network.points()).isEmpty();
        ListeningPoint again = net.network.add(transport, point.address(), null);
        assertThat(again).isEqualTo(point);
    }

    @Test
    void a_point_that_is_not_started_reads_what_has_come_once_it_is() throws Exception {
        ListeningPoint point = net.network.add(Transport.UDP, TestNetwork.at("127.0.0.1", 0), null);
        try (DatagramSocket peer = new DatagramSocket(TestNetwork.at("127.0.0.1", 0))) {
            send(peer, options("early"), point.address());
            net.settle();
            assertThat(net.waiting()).isZero();
            net.network.start();
            assertThat(net.next().message().callId()).hasToString("early");
        }
    }

    @ParameterizedTest
    @CsvSource({"sip.example.com,sip.example.com:PORT", "sip.example.com:5099,sip.example.com:5099",
        "[2001:db8::1],[2001:db8::1]:PORT", "2001:db8::1,[2001:db8::1]:PORT",
        "[2001:db8::1]:5099,[2001:db8::1]:5099", "' ',127.0.0.1:PORT"})
    void sent_by_is_what_is_configured(String configured, String expected) throws Exception {
        ListeningPoint point = net.network.add(Transport.UDP, TestNetwork.at("127.0.0.1", 0), configured);
        assertThat(point.sentBy()).isEqualTo(expected.replace("PORT", String.valueOf(point.address().getPort())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h:port", "h:0", "h:65536", "h:", ":5060", "a b", "sip:h", "[2001:db8::1", "h\r\nX: y"})
    void a_sent_by_that_is_none_is_refused_before_anything_is_bound(String configured) {
        InetSocketAddress any = TestNetwork.at("127.0.0.1", 0);
        assertThatThrownBy(() -> net.network.add(Transport.UDP, any, configured))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("is no host name or address");
        assertThat(net.network.points()).isEmpty();
    }

    @Test
    void the_sent_by_of_a_wildcard_is_an_address_of_this_machine() throws Exception {
        ListeningPoint point = net.network.add(Transport.UDP, TestNetwork.at("0.0.0.0", 0), null);
        assertThat(point.sentBy()).doesNotStartWith("0.0.0.0").endsWith(":" + point.address().getPort());
    }

    @Test
    void a_response_to_a_configured_name_is_ours_in_any_case() throws Exception {
        ListeningPoint point = net.network.add(Transport.UDP, TestNetwork.at("127.0.0.1", 0), "Sip.Example.com:5060");
        net.network.start();
        try (DatagramSocket peer = new DatagramSocket(TestNetwork.at("127.0.0.1", 0))) {
            send(peer, response("SIP/2.0/UDP sip.example.COM;branch=z9hG4bKx", "ours"), point.address());
            assertThat(net.next().message().callId()).hasToString("ours");
        }
    }

    @Test
    void ipv6_over_udp_there_and_back() throws Exception {
        ListeningPoint point = net.open(Transport.UDP, "::1");
        assertThat(point.sentBy()).isEqualTo("[::1]:" + point.address().getPort());
        try (DatagramSocket peer = new DatagramSocket(TestNetwork.at("::1", 0))) {
            send(peer, options("SIP/2.0/UDP [0:0:0:0:0:0:0:1];branch=z9hG4bKx", "same", ""), point.address());
            assertThat(net.nextRequest().topVia().received()).isNull();
            send(peer, options("SIP/2.0/UDP [2001:db8::1];rport;branch=z9hG4bKx", "other", ""), point.address());
            TestNetwork.Received got = net.next();
            assertThat(got.message().topVia().received()).hasToString("::1");
            assertThat(got.message().topVia().rport()).isEqualTo(peer.getLocalPort());
            net.send(got.flow(), SipResponse.to((SipRequest) got.message(), 200, null, null));
            assertThat(receive(peer)).startsWith("SIP/2.0 200 OK");
        }
    }

    @Test
    void ipv6_over_tcp_there_and_back() throws Exception {
        ListeningPoint point = net.open(Transport.TCP, "::1");
        try (Socket peer = new Socket("::1", point.address().getPort())) {
            peer.getOutputStream().write(bytes(options("six")));
            TestNetwork.Received got = net.next();
            assertThat(got.message().topVia().received()).hasToString("::1");
            net.send(got.flow(), message(options("back")));
            byte[] read = peer.getInputStream().readNBytes(20);
            assertThat(new String(read, StandardCharsets.UTF_8)).startsWith("OPTIONS sip:bob");
        }
    }

    @Test
    void the_ipv6_wildcard_stands_for_ipv4_too() throws Exception {
        ListeningPoint point = net.open(Transport.UDP, "::");
        try (DatagramSocket peer = new DatagramSocket(TestNetwork.at("127.0.0.1", 0))) {
            send(peer, options("SIP/2.0/UDP h;branch=z9hG4bKx", "four", ""),
                    TestNetwork.at("127.0.0.1", point.address().getPort()));
            TestNetwork.Received got = net.next();
            assertThat(got.message().topVia().received()).hasToString("127.0.0.1");
            net.send(net.flow(Transport.UDP, got.flow().remote()), message(options("back")));
            assertThat(receive(peer)).contains("Call-ID: back");
        }
    }

    @Test
    void a_flow_leaves_from_the_point_asked_for_or_the_first_that_reaches_the_peer() throws Exception {
        ListeningPoint six = net.open(Transport.UDP, "::1");
        ListeningPoint first = net.open(Transport.UDP);
        ListeningPoint second = net.open(Transport.UDP);
        ListeningPoint tcp = net.open(Transport.TCP);
        InetSocketAddress four = TestNetwork.at("127.0.0.1", 9);
        assertThat(net.flow(Transport.UDP, four).point()).isEqualTo(first);
        assertThat(net.onLoop(() -> net.network.flow(Transport.UDP, four, second)).point()).isEqualTo(second);
        assertThat(net.onLoop(() -> net.network.flow(Transport.UDP, four, six)).point()).isEqualTo(first);
        assertThat(net.onLoop(() -> net.network.flow(Transport.UDP, four, tcp)).point()).isEqualTo(first);
        assertThat(net.flow(Transport.UDP, TestNetwork.at("::1", 9)).point()).isEqualTo(six);
        assertThat(net.flow(Transport.TCP, TestNetwork.at("::1", 9))).isNull();
        assertThat(net.flow(Transport.TLS, four)).isNull();
        assertThat(net.flow(Transport.UDP, InetSocketAddress.createUnresolved("h", 9))).isNull();
    }

    @Test
    void with_two_loops_each_message_goes_to_its_owner_who_sends_from_there() throws Exception {
        net.close();
        net = new TestNetwork(2, builder -> builder.owners(
                message -> net.loop(message.callId() != null && message.callId().toString().startsWith("b") ? 1 : 0)));
        ListeningPoint udp = net.open(Transport.UDP);
        ListeningPoint tcp = net.open(Transport.TCP);
        try (DatagramSocket peer = new DatagramSocket(TestNetwork.at("127.0.0.1", 0));
                Socket stream = new Socket("127.0.0.1", tcp.address().getPort());
                Socket other = new Socket("127.0.0.1", tcp.address().getPort())) {
            for (String callId : List.of("a", "b")) {
                int owner = callId.charAt(0) - 'a';
                send(peer, options(callId), udp.address());
                TestNetwork.Received got = net.next();
                assertThat(got.loop().index()).isEqualTo(owner);
                answerFrom(got);
                assertThat(receive(peer)).contains("Call-ID: " + callId);
                for (Socket socket : List.of(stream, other)) {
                    socket.getOutputStream().write(bytes(options(callId)));
                    got = net.next();
                    assertThat(got.loop().index()).isEqualTo(owner);
                    answerFrom(got);
                    assertThat(new String(socket.getInputStream().readNBytes(14), StandardCharsets.UTF_8))
                            .isEqualTo("SIP/2.0 200 OK");
                    socket.getInputStream().skip(socket.getInputStream().available());
                }
            }
        }
    }

    private void answerFrom(TestNetwork.Received got) throws Exception {
        net.on(got.loop(), () -> {
            got.flow().send(SipResponse.to((SipRequest) got.message(), 200, null, null), null);
            return null;
        });
    }

    @Test
    void the_trace_sees_what_comes_in_and_what_goes_out_once_it_is_on() throws Exception {
        net.close();
        List<String> seen = new ArrayList<>();
        boolean[] on = new boolean[1];
        net = new TestNetwork(1, builder -> builder.trace(new MessageTrace() {
            @Override
            public boolean isOn() {
                return on[0];
            }

            @Override
            public void received(Flow flow, byte[] bytes) {
                seen.add("from " + flow + ": " + new String(bytes, StandardCharsets.UTF_8));
            }

            @Override
            public void sent(Flow flow, byte[] bytes) {
                seen.add("to " + flow + ": " + new String(bytes, StandardCharsets.UTF_8));
            }
        }));
        ListeningPoint point = net.open(Transport.UDP);
        try (DatagramSocket peer = new DatagramSocket(TestNetwork.at("127.0.0.1", 0))) {
            send(peer, options("unseen"), point.address());
            net.next();
            net.onLoop(() -> on[0] = true);
            send(peer, options("seen"), point.address());
            Flow flow = net.next().flow();
            net.send(flow, message(options("answer")));
            receive(peer);
            String name = "UDP 127.0.0.1:" + peer.getLocalPort();
            assertThat(net.onLoop(() -> List.copyOf(seen))).containsExactly("from " + name + ": " + options("seen"),
                    "to " + name + ": " + options("answer"));
        }
    }

    @Test
    void sending_off_the_loops_is_refused() throws Exception {
        net.open(Transport.UDP);
        Flow flow = net.flow(Transport.UDP, TestNetwork.at("127.0.0.1", 9));
        assertThatThrownBy(() -> flow.send(message(options("c")), null)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_closed_network_has_no_points_and_no_flows() throws Exception {
        net.open(Transport.UDP);
        net.network.close();
        assertThat(net.network.points()).isEmpty();
        assertThat(net.flow(Transport.UDP, TestNetwork.at("127.0.0.1", 9))).isNull();
        net.loop(0).eventLoop().submit(() -> { }).get(10, TimeUnit.SECONDS);
    }
}
