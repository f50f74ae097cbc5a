package io.bellhop.sip.transport.tcp;

import io.bellhop.sip.transport.io.NettyLoop;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.channels.spi.SelectorProvider;

/** Opens server sockets. */
public final class TcpSocket {
    static final SelectorProvider PROVIDER = SelectorProvider.provider();
    private static final int BACKLOG = 1024;

    private TcpSocket() {}

    /**
     * Binds a server socket on that loop; nothing is accepted yet. Not on a loop: it waits for it.
     *
     * @throws IOException if the address is taken or not ours
     */
    public static NioServerSocketChannel open(InetSocketAddress address, NettyLoop loop) throws IOException {
        NioServerSocketChannel server = new NioServerSocketChannel(PROVIDER, family(address));
        server.config().setReuseAddress(true).setBacklog(BACKLOG).setAutoRead(false);
        ChannelFuture done = loop.eventLoop().register(server).awaitUninterruptibly();
        if (done.isSuccess()) {
            done = server.bind(address).awaitUninterruptibly();
        }
        if (done.isSuccess()) {
            return server;
        }
        server.close();
        throw done.cause() instanceof IOException cause ? cause : new IOException(done.cause());
    }

    static SocketProtocolFamily family(InetSocketAddress address) {
        return address.getAddress() instanceof Inet4Address ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
    }
}
