package io.bellhop.sip.transport.tcp;

import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.transport.SendListener;
import io.bellhop.sip.transport.io.NettyLoop;
import io.bellhop.sip.transport.io.PeerFlow;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;

/**
 * One connection as a flow: opened by us or by the peer. Any loop may send; the rest is touched by the connection's own
 * loop alone.
 */
final class TcpConnection extends PeerFlow {
    private enum State { OPENING, OPEN, CLOSED }

    private final TcpEndpoint endpoint;
    private final NettyLoop loop;
    private final Channel channel;
    /** Messages sent while it is being opened. */
    private final ArrayDeque<Outgoing> waiting = new ArrayDeque<>();
    private final Runnable flush = this::flush;
    private volatile State state = State.OPENING;
    private boolean flushing;
    private long lastSent;
    private Throwable closeCause;

    TcpConnection(TcpEndpoint endpoint, InetSocketAddress remote, NettyLoop loop, Channel channel) {
        super(endpoint.point(), remote);
        this.endpoint = endpoint;
        this.loop = loop;
        this.channel = channel;
    }

    @Override
    public boolean isOpen() {
        return state != State.CLOSED;
    }

    NettyLoop loop() {
        return loop;
    }

    TcpEndpoint endpoint() {
        return endpoint;
    }

    Channel channel() {
        return channel;
    }

    /** When a message was last given to the channel, in the loop's time. */
    long lastSent() {
        return lastSent;
    }

    @Override
    public void send(SipMessage message, SendListener listener) {
        NettyLoop sender = NettyLoop.current();
        if (sender == null) {
            throw new IllegalStateException("not on a loop");
        }
        endpoint.receiver().traceSent(this, message);
        int length = message.length();
        ByteBuf bytes = channel.alloc().directBuffer(length);
        message.writeTo(bytes.internalNioBuffer(0, length));
        bytes.writerIndex(length);
        Outgoing outgoing = new Outgoing(this, bytes, message, listener, sender);
        if (sender == loop) {
            write(outgoing);
        } else {
            loop.execute(outgoing);
        }
    }

    void write(Outgoing outgoing) {
        assert loop.inLoop();
        switch (state) {
            case CLOSED -> outgoing.discard(closeCause == null ? new ClosedChannelException() : closeCause);
            case OPENING -> await(outgoing);
            case OPEN -> writeNow(outgoing);
        }
    }

    private void await(Outgoing outgoing) {
        if (waiting.size() >= endpoint.settings().waitingMessages()) {
            outgoing.discard(new IOException("Too many messages wait for the connection to " + this));
        } else {
            waiting.add(outgoing);
        }
    }

    private void writeNow(Outgoing outgoing) {
        ChannelOutboundBuffer unsent = channel.unsafe().outboundBuffer();
        if (unsent != null && unsent.totalPendingWriteBytes() > endpoint.settings().outboundBytes()) {
            outgoing.discard(new IOException("The peer does not read: " + this));
            close(new IOException("The peer does not read"));
            return;
        }
        endpoint.receiver().counters().messagesOut().increment();
        lastSent = loop.now();
        channel.write(outgoing.bytes()).addListener(outgoing);
        flushSoon();
    }

    /** The pong of RFC 5626 3.5.1. */
    void pong() {
        if (state == State.OPEN && channel.isWritable()) {
            channel.write(Unpooled.wrappedBuffer(new byte[] {'\r', '\n'}));
            flushSoon();
        }
    }

    /** What one turn of the loop writes goes out together. */
    private void flushSoon() {
        if (!flushing) {
            flushing = true;
            loop.execute(flush);
        }
    }

    private void flush() {
        flushing = false;
        channel.flush();
    }

    /** The channel is connected. */
    void opened() {
        assert loop.inLoop();
        if (state != State.OPENING) {
            return;
        }
        state = State.OPEN;
        endpoint.receiver().counters().connectionsOpened().increment();
        for (Outgoing next = waiting.poll(); next != null; next = waiting.poll()) {
            write(next);
        }
    }

    /** Closes at once; what was not sent fails. */
    void close(Throwable cause) {
        closed(cause);
        channel.close();
    }

    /** Sends what waits and closes. */
    void closeGently() {
        assert loop.inLoop();
        if (state != State.OPEN) {
            close(null);
            return;
        }
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> close(null));
    }

    /** The channel is closed, or was never opened. */
    void closed(Throwable cause) {
        assert loop.inLoop();
        if (state == State.CLOSED) {
            return;
        }
        if (state == State.OPEN) {
            endpoint.receiver().counters().connectionsClosed().increment();
        }
        state = State.CLOSED;
        closeCause = cause;
        endpoint.forget(this);
        for (Outgoing next = waiting.poll(); next != null; next = waiting.poll()) {
            write(next);
        }
    }

    void countDrop() {
        endpoint.receiver().counters().sendsDropped().increment();
    }
}
