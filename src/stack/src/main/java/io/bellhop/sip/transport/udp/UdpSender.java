package io.bellhop.sip.transport.udp;

import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.transport.SendListener;
import io.bellhop.sip.transport.io.NettyLoop;
import io.bellhop.sip.transport.io.Receiver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jctools.queues.MpscArrayQueue;

/**
 * Sends datagrams, from any loop. What the socket has no room for waits in a bounded queue, which the loop that reads
 * the socket empties; beyond it datagrams are dropped, as the network itself would do.
 */
final class UdpSender {
    /** The most that a datagram over IPv4 carries (RFC 768, RFC 791). */
    static final int LARGEST = 65_507;
    /** Some 4 MB of usual messages: as much again as the socket itself holds. */
    static final int WAITING = 4096;

    private static final Logger LOG = Logger.getLogger(UdpSender.class.getPackageName());

    private final DatagramSink sink;
    private final Receiver receiver;
    /** Asks the reading loop to call {@link #flush} when there is room. */
    private final Runnable wantsRoom;
    private final MpscArrayQueue<Waiting> waiting = new MpscArrayQueue<>(WAITING);

    UdpSender(DatagramSink sink, Receiver receiver, Runnable wantsRoom) {
        this.sink = sink;
        this.receiver = receiver;
        this.wantsRoom = wantsRoom;
    }

    /** Sends a message. On a loop. */
    void send(SipMessage message, UdpFlow flow, SendListener listener) {
        NettyLoop loop = NettyLoop.current();
        if (loop == null) {
            throw new IllegalStateException("not on a loop");
        }
        receiver.traceSent(flow, message);
        int length = message.length();
        if (length > LARGEST) {
            failed(loop, message, listener, new IOException("A datagram cannot hold " + length + " bytes"));
            return;
        }
        ByteBuffer buffer = loop.scratch().clear();
        message.writeTo(buffer);
        buffer.flip();
        try {
            if (waiting.isEmpty() && sink.send(buffer, flow.remote()) > 0) {
                receiver.counters().messagesOut().increment();
            } else {
                keep(buffer, flow);
            }
        } catch (IOException e) {
            failed(loop, message, listener, e);
        }
    }

    private void keep(ByteBuffer buffer, UdpFlow flow) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        if (waiting.offer(new Waiting(bytes, flow.remote()))) {
            wantsRoom.run();
        } else {
            receiver.counters().sendsDropped().increment();
        }
    }

    /** Tells later, so that nobody hears of a failure before {@code send} has returned. */
    private void failed(NettyLoop loop, SipMessage message, SendListener listener, IOException cause) {
        receiver.counters().sendsDropped().increment();
        if (listener != null) {
            loop.execute(() -> listener.failed(message, cause));
        }
    }

    /** Sends what waits, as far as there is room. On the reading loop. @return whether nothing waits any more */
    boolean flush(ByteBuffer scratch) {
        for (Waiting next = waiting.peek(); next != null; next = waiting.peek()) {
            scratch.clear();
            scratch.put(next.bytes).flip();
            try {
                if (sink.send(scratch, next.remote) == 0) {
                    return false;
                }
                receiver.counters().messagesOut().increment();
            } catch (IOException e) {
                receiver.counters().sendsDropped().increment();
                LOG.log(Level.FINE, e, () -> "A datagram was not sent");
            }
            waiting.poll();
        }
        return true;
    }

    private record Waiting(byte[] bytes, InetSocketAddress remote) {}
}
