package io.bellhop.sip.transport.tcp;

import io.bellhop.sip.loop.LoopTimer;
import io.bellhop.sip.transport.io.NettyLoop;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What comes in on one connection: cuts it into messages and watches over the peer's manners. */
final class TcpHandler extends ByteToMessageDecoder {
    private static final Logger LOG = Logger.getLogger(TcpHandler.class.getPackageName());

    private final TcpConnection connection;
    private final NettyLoop loop;
    private final TcpSettings settings;
    private final TcpFramer framer;
    private final ReadGate gate;
    private final LoopTimer idle = timer(this::idleOver);
    private final LoopTimer slow = timer(this::slowOver);
    private final LoopTimer stall = timer(() -> end("The peer does not read"));
    private final LoopTimer linger = timer(() -> end("The peer goes on after its fault"));
    private long lastRead;
    /** Whether a message became whole since {@link #slow} was started. */
    private boolean progress;
    /** After a fault what comes in is no more looked at. */
    private boolean refused;

    TcpHandler(TcpConnection connection, TcpFramer framer) {
        this.connection = connection;
        this.framer = framer;
        loop = connection.loop();
        settings = connection.endpoint().settings();
        gate = new ReadGate(connection.channel(), loop, settings.claimedMessages());
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        lastRead = loop.now();
        loop.start(idle, settings.idleMillis());
        connection.opened();
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        lastRead = loop.now();
        while (in.isReadable()) {
            if (refused || !connection.isOpen()) {
                in.skipBytes(in.readableBytes());
                return;
            }
            switch (framer.next(in)) {
                case NOTHING -> {
                    return;
                }
                case PING -> connection.pong();
                case MESSAGE -> take();
                case FAULT -> refuse();
            }
        }
    }

    /** Half a message at the end of a connection is nothing. */
    @Override
    protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        in.skipBytes(in.readableBytes());
    }

    private void take() {
        progress = true;
        boolean sip = connection.endpoint().receiver().receive(framer.message(), connection, loop, gate);
        if (!sip) {
            end("The peer does not speak SIP");
        }
    }

    /** RFC 3261 18.3: what cannot be cut is answered where that is possible; then the connection is of no use. */
    private void refuse() {
        refused = true;
        LOG.log(Level.FINE, () -> connection + ": " + framer.reason());
        boolean answered = framer.message() != null && connection.endpoint().receiver()
                .refuse(framer.message(), connection, loop, framer.status(), framer.reason());
        if (!answered) {
            end(framer.reason());
            return;
        }
        // closing over unread bytes would reset the connection, and take the answer away from the peer
        loop.start(linger, settings.lingerMillis());
        connection.channel().writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(done -> ((SocketChannel) connection.channel()).shutdownOutput());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        // the superclass would read on here although the gate is closed
        discardSomeReadBytes();
        if (!framer.isInside() || refused) {
            loop.stop(slow);
        } else if (progress || !slow.isRunning()) {
            loop.start(slow, settings.messageMillis());
        }
        progress = false;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        boolean writable = context.channel().isWritable();
        gate.peerBusy(!writable);
        if (writable) {
            loop.stop(stall);
        } else {
            loop.start(stall, settings.stallMillis());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        super.channelInactive(context);
        loop.stop(idle);
        loop.stop(slow);
        loop.stop(stall);
        loop.stop(linger);
        connection.closed(null);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.log(cause instanceof IOException ? Level.FINE : Level.WARNING, cause, () -> connection + " failed");
        connection.close(cause);
    }

    private void idleOver() {
        long quiet = loop.now() - Math.max(lastRead, connection.lastSent());
        if (quiet >= settings.idleMillis()) {
            end("Idle");
        } else {
            loop.start(idle, settings.idleMillis() - quiet);
        }
    }

    private void slowOver() {
        if (connection.channel().config().isAutoRead()) {
            end("A message took too long to come in");
        } else {
            loop.start(slow, settings.messageMillis());
        }
    }

    private void end(String why) {
        LOG.log(Level.FINE, () -> connection + " is closed: " + why);
        connection.close(new IOException(why));
    }

    private static LoopTimer timer(Runnable action) {
        return new LoopTimer() {
            @Override
            protected void expired() {
                action.run();
            }
        };
    }
}
