package io.bellhop.sip.transport.tcp;

import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.transport.SendListener;
import io.bellhop.sip.transport.io.NettyLoop;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;

/** One message on its way into a connection: its bytes, and whom to tell on which loop if they do not leave. */
final class Outgoing implements ChannelFutureListener, Runnable {
    private final TcpConnection connection;
    private final ByteBuf bytes;
    private final SipMessage message;
    private final SendListener listener;
    private final NettyLoop sender;

    Outgoing(TcpConnection connection, ByteBuf bytes, SipMessage message, SendListener listener, NettyLoop sender) {
        this.connection = connection;
        this.bytes = bytes;
        this.message = message;
        this.listener = listener;
        this.sender = sender;
    }

    /** Goes on, on the connection's loop. */
    @Override
    public void run() {
        connection.write(this);
    }

    /** The bytes, given away. */
    ByteBuf bytes() {
        return bytes;
    }

    /** It was never given to the channel. */
    void discard(Throwable cause) {
        bytes.release();
        failed(cause);
    }

    @Override
    public void operationComplete(ChannelFuture future) {
        if (!future.isSuccess()) {
            failed(future.cause());
        }
    }

    private void failed(Throwable cause) {
        connection.countDrop();
        if (listener != null) {
            sender.execute(() -> listener.failed(message, cause));
        }
    }
}
