package io.bellhop.sip.transport.tcp;

import static io.bellhop.sip.transport.net.Texts.head;
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
import io.bellhop.sip.transport.TransportCounters;
import io.bellhop.sip.transport.net.TestNetwork;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TcpTest {
    private static final TcpSettings SETTINGS = new TcpSettings(4_000, 5_000, 60_000, 3_000, 2_000, 300_000, 4, 8, 20);

    private final TestNetwork net = TestNetwork.of(SETTINGS);
    private ListeningPoint point;
    private TcpPeer peer;

    @BeforeEach
    void open() throws Exception {
        point = net.open(Transport.TCP);
        peer = new TcpPeer(point.address());
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
        net.close();
    }

    private TransportCounters counters() {
        return net.network.counters();
    }

    @Test
    void messages_come_in_order_however_they_are_cut() throws Exception {
        String two = options("v;branch=z9hG4bK2", "two", "body");
        peer.send(options("one") + "\r\n" + two.substring(0, 100));
        assertThat(net.next().message().callId()).hasToString("one");
        peer.send(two.substring(100, 101));
        peer.send(two.substring(101) + options("three"));
        assertThat(net.next().message().body()).hasToString("body");
        assertThat(net.next().message().callId()).hasToString("three");
    }

    /** RFC 3261 18.2.1 and RFC 3581 hold for every transport. */
    @Test
    void a_request_gets_received_and_rport() throws Exception {
        peer.send(options("SIP/2.0/TCP host.example.com;rport;branch=z9hG4bKx", "c", ""));
        Via via = net.nextRequest().topVia();
        assertThat(via.received()).hasToString("127.0.0.1");
        assertThat(via.rport()).isEqualTo(peer.port());
    }

    @Test
    void a_response_whose_via_is_not_ours_is_dropped() throws Exception {
        peer.send(response("SIP/2.0/TCP example.com;branch=z9hG4bKx", "stray"));
        peer.send(response("SIP/2.0/TCP " + point.sentBy() + ";branch=z9hG4bKx", "ours"));
        assertThat(net.next().message().callId()).hasToString("ours");
        assertThat(counters().strayResponses().sum()).isEqualTo(1);
    }

    /** RFC 5626 3.5.1 */
    @Test
    void a_ping_gets_its_pong() throws Exception {
        peer.send("\r\n\r\n");
        assertThat(peer.read(2)).isEqualTo("\r\n");
        peer.send("\r\n\r\n" + options("c"));
        assertThat(peer.read(2)).isEqualTo("\r\n");
        assertThat(net.next().message().callId()).hasToString("c");
    }

    @Test
    void an_answer_goes_back_on_the_same_connection() throws Exception {
        peer.send(options("c1"));
        TestNetwork.Received got = net.next();
        net.send(got.flow(), SipResponse.to((SipRequest) got.message(), 200, null, null));
        assertThat(peer.readMessage()).startsWith("SIP/2.0 200 OK\r\n").contains("Call-ID: c1");
    }

    /** RFC 3261 18: connections are kept and used again, also those that the peer opened. */
    @Test
    void a_connection_that_the_peer_opened_is_used_for_requests_to_it() throws Exception {
        peer.send(options("c1"));
        Flow theirs = net.next().flow();
        Flow found = net.flow(Transport.TCP, theirs.remote());
        assertThat(found).isSameAs(theirs);
        net.send(found, message(options("from us")));
        assertThat(peer.readMessage()).contains("Call-ID: from us");
        assertThat(counters().connectionsOpened().sum()).isEqualTo(1);
    }

    @Test
    void a_connection_that_we_opened_is_used_again_and_anew_once_it_is_closed() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, point.address().getAddress())) {
            InetSocketAddress remote = (InetSocketAddress) server.getLocalSocketAddress();
            Flow first = net.flow(Transport.TCP, remote);
            assertThat(first.isOpen()).isTrue();
            net.send(first, message(options("one")));
            net.send(net.flow(Transport.TCP, remote), message(options("two")));
            try (TcpPeer accepted = new TcpPeer(server.accept())) {
                assertThat(accepted.readMessage()).contains("Call-ID: one");
                assertThat(accepted.readMessage()).contains("Call-ID: two");
                accepted.send(options("back"));
                assertThat(net.next().flow()).isSameAs(first);
            }
            awaitClosed(first);
            assertThat(net.send(first, message(options("late"))).get(10, TimeUnit.SECONDS))
                    .isInstanceOf(IOException.class);
            Flow second = net.flow(Transport.TCP, remote);
            assertThat(second).isNotSameAs(first);
            net.send(second, message(options("three")));
            try (TcpPeer accepted = new TcpPeer(server.accept())) {
                assertThat(accepted.readMessage()).contains("Call-ID: three");
            }
        }
    }

    /** Until the loop has seen that the peer is gone. */
    private void awaitClosed(Flow flow) throws Exception {
        long turns = 0;
        while (flow.isOpen() && turns++ < 10_000) {
            net.settle();
        }
        assertThat(flow.isOpen()).isFalse();
    }

    @Test
    void a_refused_connection_fails_each_message_that_waits_for_it() throws Exception {
        InetSocketAddress nobody;
        try (ServerSocket taken = new ServerSocket(0, 1, point.address().getAddress())) {
            nobody = (InetSocketAddress) taken.getLocalSocketAddress();
        }
        Flow flow = net.flow(Transport.TCP, nobody);
        CompletableFuture<Throwable> one = net.send(flow, message(options("one")));
        CompletableFuture<Throwable> two = net.send(flow, message(options("two")));
        assertThat(one.get(10, TimeUnit.SECONDS)).isInstanceOf(ConnectException.class);
        assertThat(two.get(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        assertThat(flow.isOpen()).isFalse();
        assertThat(counters().sendsDropped().sum()).isEqualTo(2);
    }

    @Test
    void only_so_many_messages_wait_for_a_connection() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, point.address().getAddress())) {
            InetSocketAddress remote = (InetSocketAddress) server.getLocalSocketAddress();
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            net.onLoop(() -> {
                Flow flow = net.network.flow(Transport.TCP, remote, null);
                for (int i = 0; i < SETTINGS.waitingMessages(); i++) {
                    flow.send(message(options("waits" + i)), (failed, cause) -> failure.completeExceptionally(cause));
                }
                flow.send(message(options("too many")), (failed, cause) -> failure.complete(cause));
                return null;
            });
            assertThat(failure.get(10, TimeUnit.SECONDS)).hasMessageStartingWith("Too many messages wait");
            try (TcpPeer accepted = new TcpPeer(server.accept())) {
                for (int i = 0; i < SETTINGS.waitingMessages(); i++) {
                    assertThat(accepted.readMessage()).contains("Call-ID: waits" + i);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"Content-Length: -5,400 Malformed Content-Length", "Content-Length: 99999999999,513 Message Too Large",
        "Content-Length: 1\\r\\nl: 2,400 More than one Content-Length", "Subject: x,400 Missing Content-Length"})
    void a_length_that_lies_is_answered_and_ends_the_connection_only(String line, String answer) throws Exception {
        String lies = head("SIP/2.0/TCP h;rport;branch=z9hG4bKlie", "lie") + line.replace("\\r\\n", "\r\n")
                + "\r\n\r\n";
        peer.send(lies + options("swallowed"));
        assertThat(peer.readMessage()).startsWith("SIP/2.0 " + answer + "\r\n")
                .contains("Call-ID: lie", "received=127.0.0.1", ";tag=");
        assertThat(peer.atEnd()).isTrue();
        try (TcpPeer other = new TcpPeer(point.address())) {
            other.send(options("next"));
            assertThat(net.next().message().callId()).hasToString("next");
        }
        assertThat(counters().malformed().sum()).isEqualTo(1);
    }

    @Test
    void an_ack_with_a_lying_length_is_never_answered() throws Exception {
        String options = head("SIP/2.0/TCP h;branch=z9hG4bKlie", "lie") + "Content-Length: -1\r\n\r\n";
        peer.send(options.replace("OPTIONS", "ACK"));
        assertThat(peer.atEnd()).isTrue();
    }

    @Test
    void a_peer_that_goes_on_after_a_fault_is_cut_off() throws Exception {
        peer.send(head("SIP/2.0/TCP h;branch=z9hG4bKlie", "lie") + "Content-Length: x\r\n\r\n");
        assertThat(peer.readMessage()).startsWith("SIP/2.0 400");
        assertThat(counters().connectionsClosed().sum()).isZero();
        net.pass(SETTINGS.lingerMillis() + 10);
        assertThat(counters().connectionsClosed().sum()).isEqualTo(1);
    }

    @Test
    void what_is_no_sip_ends_the_connection() throws Exception {
        peer.send("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
        assertThat(peer.atEnd()).isTrue();
        try (TcpPeer tls = new TcpPeer(point.address())) {
            tls.send("\u0016\u0003\u0001\u0002\u0000\u0001");
            assertThat(tls.atEnd()).isTrue();
        }
    }

    @Test
    void half_a_message_and_the_end_of_the_connection_is_nothing() throws Exception {
        peer.send(options("half").substring(0, 150));
        peer.close();
        peer = new TcpPeer(point.address());
        peer.send(options("whole"));
        assertThat(net.next().message().callId()).hasToString("whole");
    }

    @Test
    void a_message_that_comes_in_too_slowly_ends_the_connection_however_it_dribbles() throws Exception {
        String text = options("slow");
        peer.send(options("first") + text.substring(0, 20));
        net.next();
        for (int i = 20; i < 24; i++) {
            net.pass(SETTINGS.messageMillis() / 5);
            peer.send(text.substring(i, i + 1));
        }
        assertThat(counters().connectionsClosed().sum()).isZero();
        net.pass(SETTINGS.messageMillis() / 5 + 10);
        assertThat(counters().connectionsClosed().sum()).isEqualTo(1);
        assertThat(peer.atEnd()).isTrue();
    }

    @Test
    void a_message_that_is_whole_in_time_stops_that_clock() throws Exception {
        String text = options("in time");
        peer.send(options("first") + text.substring(0, 20));
        net.next();
        net.pass(SETTINGS.messageMillis() - 10);
        peer.send(text.substring(20));
        net.next();
        net.pass(SETTINGS.messageMillis() * 2);
        peer.send(options("later"));
        assertThat(net.next().message().callId()).hasToString("later");
    }

    @Test
    void an_idle_connection_is_closed_and_one_in_use_is_not() throws Exception {
        peer.send(options("one"));
        Flow flow = net.next().flow();
        net.pass(SETTINGS.idleMillis() - 1_000);
        net.send(flow, message(options("from us")));
        peer.readMessage();
        net.pass(SETTINGS.idleMillis() - 1_000);
        assertThat(flow.isOpen()).isTrue();
        net.pass(1_010);
        assertThat(flow.isOpen()).isFalse();
        assertThat(peer.atEnd()).isTrue();
        assertThat(net.loop(0).timers()).isZero();
    }

    @Test
    void a_peer_that_reads_nothing_is_closed_when_too_many_bytes_wait() throws Exception {
        peer.send(options("one"));
        Flow flow = net.next().flow();
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        String large = options("v;branch=z9hG4bKx", "large", "b".repeat(60_000));
        for (int i = 0; i < 2_000 && !failure.isDone(); i++) {
            net.onLoop(() -> {
                flow.send(message(large), (failed, cause) -> failure.complete(cause));
                return null;
            });
        }
        assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        assertThat(flow.isOpen()).isFalse();
    }

    @Test
    void a_peer_that_reads_nothing_is_not_read_either_and_closed_after_a_while() throws Exception {
        peer.send(options("one"));
        TcpConnection flow = (TcpConnection) net.next().flow();
        String large = options("v;branch=z9hG4bKx", "large", "b".repeat(60_000));
        for (int i = 0; i < 2_000 && net.onLoop(() -> flow.channel().isWritable()); i++) {
            net.send(flow, message(large));
        }
        assertThat(net.onLoop(() -> flow.channel().config().isAutoRead())).isFalse();
        peer.send(options("unread"));
        net.pass(SETTINGS.stallMillis() - 100);
        assertThat(flow.isOpen()).isTrue();
        assertThat(net.waiting()).isZero();
        net.pass(200);
        assertThat(flow.isOpen()).isFalse();
    }

    @Test
    void a_peer_that_reads_again_is_read_again() throws Exception {
        peer.send(options("one"));
        TcpConnection flow = (TcpConnection) net.next().flow();
        String large = options("v;branch=z9hG4bKx", "large", "b".repeat(60_000));
        int sent = 0;
        while (sent < 2_000 && net.onLoop(() -> flow.channel().isWritable())) {
            net.send(flow, message(large));
            sent++;
        }
        peer.send(options("later"));
        for (int i = 0; i < sent; i++) {
            assertThat(peer.readMessage()).contains("Call-ID: large");
        }
        assertThat(net.next().message().callId()).hasToString("later");
    }

    /** The owner is another loop, and busy: the connection is read no further than the bound. */
    @Test
    void a_connection_whose_owner_does_not_keep_up_is_not_read_on() throws Exception {
        TestNetwork[] self = new TestNetwork[1];
        try (TestNetwork two = new TestNetwork(2,
                builder -> builder.tcp(SETTINGS).owners(message -> self[0].loop(1)))) {
            self[0] = two;
            ListeningPoint point = two.open(Transport.TCP);
            try (TcpPeer peer = new TcpPeer(point.address())) {
                peer.send(options("first"));
                TcpConnection flow = (TcpConnection) two.next().flow();
                CountDownLatch busy = new CountDownLatch(1);
                two.loop(1).execute(() -> awaitQuietly(busy));
                int sent = SETTINGS.claimedMessages();
                for (int i = 0; i < sent; i++) {
                    peer.send(options("c" + i));
                }
                awaitAutoRead(two, flow, false);
                peer.send(options("later"));
                assertThat(two.waiting()).isZero();
                busy.countDown();
                for (int i = 0; i < sent; i++) {
                    assertThat(two.next().message().callId()).hasToString("c" + i);
                }
                assertThat(two.next().message().callId()).hasToString("later");
                awaitAutoRead(two, flow, true);
            }
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitAutoRead(TestNetwork net, TcpConnection flow, boolean expected) throws Exception {
        long turns = 0;
        while (net.onLoop(() -> flow.channel().config().isAutoRead()) != expected) {
            assertThat(turns++).isLessThan(1_000_000L);
        }
    }

    /** A server that never accepts: once its backlog is full, the kernel answers no more. */
    @Test
    void a_connection_that_nobody_accepts_fails_in_time() throws Exception {
        TcpSettings hasty = new TcpSettings(100, 5_000, 60_000, 3_000, 2_000, 300_000, 4, 8, 20);
        try (TestNetwork own = TestNetwork.of(hasty);
                ServerSocket deaf = new ServerSocket(0, 1, point.address().getAddress());
                Socket first = new Socket(deaf.getInetAddress(), deaf.getLocalPort());
                Socket second = new Socket(deaf.getInetAddress(), deaf.getLocalPort())) {
            own.open(Transport.TCP);
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            Flow flow = own.flow(Transport.TCP, (InetSocketAddress) deaf.getLocalSocketAddress());
            assertThat(own.send(flow, message(options("c"))).get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ConnectException.class).hasMessageContaining("timed out");
            assertThat(flow.isOpen()).isFalse();
        }
    }

    @Test
    void connections_beyond_the_bound_are_closed_as_they_come() throws Exception {
        List<TcpPeer> many = new ArrayList<>();
        try {
            for (int i = 1; i < SETTINGS.connections(); i++) {
                many.add(new TcpPeer(point.address()));
                many.get(i - 1).send(options("c" + i));
                net.next();
            }
            try (TcpPeer beyond = new TcpPeer(point.address())) {
                assertThat(beyond.atEnd()).isTrue();
            }
        } finally {
            for (TcpPeer one : many) {
                one.close();
            }
        }
    }

    @Test
    void removing_the_point_closes_its_connections_after_what_they_have_to_send() throws Exception {
        peer.send(options("one"));
        Flow flow = net.next().flow();
        net.send(flow, message(options("last words")));
        net.network.remove(point);
        assertThat(peer.readMessage()).contains("Call-ID: last words");
        assertThat(peer.atEnd()).isTrue();
        assertThat(net.network.points()).isEmpty();
    }
}
