package io.bellhop.sip.transport.udp;

import static io.bellhop.sip.transport.net.Texts.message;
import static io.bellhop.sip.transport.net.Texts.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.message.MessageLimits;
import io.bellhop.sip.message.MessageReader;
import io.bellhop.sip.message.Tolerance;
import io.bellhop.sip.transport.ListeningPoint;
import io.bellhop.sip.transport.Transport;
import io.bellhop.sip.transport.TransportCounters;
import io.bellhop.sip.transport.io.NettyLoop;
import io.bellhop.sip.transport.io.Receiver;
import io.bellhop.sip.transport.net.TestNetwork;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A socket whose send buffer is full, which the loopback interface never shows. */
class UdpSenderTest {
    private final NettyLoop loop = new NettyLoop(0);
    private final TransportCounters counters = new TransportCounters();
    private final Receiver receiver =
            new Receiver(new MessageReader(MessageLimits.DEFAULT, Tolerance.STRICT), null, null, counters);
    private final List<String> sent = new ArrayList<>();
    private int room;
    private int asked;
    private final UdpSender sender = new UdpSender(this::take, receiver, () -> asked++);
    private DatagramChannel unused;
    private UdpFlow flow;

    @BeforeEach
    void open() throws IOException {
        unused = DatagramChannel.open();
        ListeningPoint point = new ListeningPoint(Transport.UDP, TestNetwork.at("127.0.0.1", 5060), "127.0.0.1");
        flow = new UdpFlow(new UdpEndpoint(unused, point, loop, receiver), TestNetwork.at("127.0.0.1", 9));
    }

    @AfterEach
    void close() throws IOException {
        unused.close();
        loop.close();
    }

    private int take(ByteBuffer datagram, InetSocketAddress remote) {
        if (room == 0) {
            return 0;
        }
        room--;
        int length = datagram.remaining();
        String text = StandardCharsets.UTF_8.decode(datagram).toString();
        sent.add(text.substring(text.indexOf("Call-ID: ") + 9, text.indexOf("\r\nCSeq")));
        return length;
    }

    private void on(Runnable work) throws Exception {
        loop.eventLoop().submit(work).get(10, TimeUnit.SECONDS);
    }

    @Test
    void what_finds_no_room_is_sent_later_and_in_order() throws Exception {
        on(() -> {
            room = 1;
            sender.send(message(options("one")), flow, null);
            sender.send(message(options("two")), flow, null);
            room = 1;
            sender.send(message(options("three")), flow, null);
            assertThat(sent).containsExactly("one");
            assertThat(asked).isEqualTo(2);
            assertThat(sender.flush(loop.scratch())).isFalse();
            assertThat(sent).containsExactly("one", "two");
            room = 5;
            assertThat(sender.flush(loop.scratch())).isTrue();
            assertThat(sent).containsExactly("one", "two", "three");
            sender.send(message(options("four")), flow, null);
            assertThat(sent).hasSize(4);
        });
        assertThat(counters.messagesOut().sum()).isEqualTo(4);
    }

    @Test
    void only_so_much_waits_and_the_rest_is_dropped_and_counted() throws Exception {
        on(() -> {
            for (int i = 0; i < UdpSender.WAITING + 5; i++) {
                sender.send(message(options("c" + i)), flow, null);
            }
            assertThat(counters.sendsDropped().sum()).isEqualTo(5);
            room = Integer.MAX_VALUE;
            assertThat(sender.flush(loop.scratch())).isTrue();
            assertThat(sent).hasSize(UdpSender.WAITING).endsWith("c" + (UdpSender.WAITING - 1));
        });
    }
}
