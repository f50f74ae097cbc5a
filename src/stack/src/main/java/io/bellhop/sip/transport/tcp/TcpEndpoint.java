package io.bellhop.sip.transport.tcp;

import io.bellhop.sip.loop.LoopTimer;
import io.bellhop.sip.message.MessageLimits;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.ListeningPoint;
import io.bellhop.sip.transport.io.Endpoint;
import io.bellhop.sip.transport.io.NettyLoop;
import io.bellhop.sip.transport.io.Receiver;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One TCP listening point: accepts, connects, and finds the connection to a peer again (RFC 3261 18). Connections go
 * round over the loops.
 */
public final class TcpEndpoint implements Endpoint {
    private static final Logger LOG = Logger.getLogger(TcpEndpoint.class.getPackageName());
    private static final WriteBufferWaterMark WATER = new WriteBufferWaterMark(64 << 10, 256 << 10);
    /** After a failed accept (no file descriptor left) the next one is tried so much later. */
    private static final long ACCEPT_AGAIN_MILLIS = 1_000;

    private final NioServerSocketChannel server;
    private final ListeningPoint point;
    private final List<NettyLoop> loops;
    private final Receiver receiver;
    private final TcpSettings settings;
    private final MessageLimits limits;
    /** By the peer's address; shared by the loops, as a peer's connection serves the calls of all of them. */
    private final ConcurrentHashMap<InetSocketAddress, TcpConnection> connections = new ConcurrentHashMap<>();
    private int nextLoop;

    /** @param server bound by {@link TcpSocket}, on the first of the loops */
    public TcpEndpoint(NioServerSocketChannel server, ListeningPoint point, List<NettyLoop> loops, Receiver receiver,
            TcpSettings settings, MessageLimits limits) {
        this.server = server;
        this.point = point;
        this.loops = List.copyOf(loops);
        this.receiver = receiver;
        this.settings = settings;
        this.limits = limits;
        server.pipeline().addLast(new Acceptor());
    }

    @Override
    public ListeningPoint point() {
        return point;
    }

    Receiver receiver() {
        return receiver;
    }

    TcpSettings settings() {
        return settings;
    }

    @Override
    public Future<?> start() {
        return loops.get(0).eventLoop().submit(() -> {
            server.config().setAutoRead(true);
        });
    }

    @Override
    public Future<?> stop() {
        for (TcpConnection connection : connections.values()) {
            connection.loop().execute(connection::closeGently);
        }
        return loops.get(0).closing(server::close);
    }

    @Override
    public Flow existing(InetSocketAddress remote) {
        TcpConnection known = connections.get(remote);
        return known != null && known.isOpen() ? known : null;
    }

    @Override
    public Flow flow(InetSocketAddress remote) {
        Flow known = existing(remote);
        if (known != null) {
            return known;
        }
        NettyLoop current = NettyLoop.current();
        NettyLoop loop = current != null ? current : loops.get(0);
        NioSocketChannel channel = new NioSocketChannel(TcpSocket.PROVIDER, TcpSocket.family(remote));
        TcpConnection made = connection(channel, remote, loop);
        TcpConnection raced = connections.putIfAbsent(remote, made);
        if (raced != null && raced.isOpen()) {
            made.channel().unsafe().closeForcibly();
            return raced;
        }
        connections.put(remote, made);
        connect(made);
        return made;
    }

    private TcpConnection connection(NioSocketChannel channel, InetSocketAddress remote, NettyLoop loop) {
        channel.config().setTcpNoDelay(true).setWriteBufferWaterMark(WATER)
                .setConnectTimeoutMillis(settings.connectMillis());
        TcpConnection connection = new TcpConnection(this, remote, loop, channel);
        channel.pipeline().addLast(new TcpHandler(connection, new TcpFramer(limits)));
        return connection;
    }

    private void connect(TcpConnection connection) {
        InetSocketAddress local = point.address().getAddress().isAnyLocalAddress() ? null
                : new InetSocketAddress(point.address().getAddress(), 0);
        Channel channel = connection.channel();
        connection.loop().eventLoop().register(channel).addListener(registered -> {
            if (!registered.isSuccess()) {
                connection.closed(registered.cause());
                return;
            }
            ChannelFuture connecting = channel.connect(connection.remote(), local);
            connecting.addListener(done -> {
                if (!done.isSuccess()) {
                    connection.close(done.cause());
                }
            });
        });
    }

    /** The connection is closed. */
    void forget(TcpConnection connection) {
        connections.remove(connection.remote(), connection);
    }

    private void accepted(NioSocketChannel channel) {
        InetSocketAddress remote = channel.remoteAddress();
        if (remote == null || connections.size() >= settings.connections()) {
            channel.unsafe().closeForcibly();
            return;
        }
        NettyLoop loop = loops.get(nextLoop++ % loops.size());
        TcpConnection connection = connection(channel, remote, loop);
        connections.put(remote, connection);
        loop.eventLoop().register(channel).addListener(registered -> {
            if (!registered.isSuccess()) {
                forget(connection);
                channel.unsafe().closeForcibly();
            }
        });
    }

    private final class Acceptor extends ChannelInboundHandlerAdapter {
        private final LoopTimer again = new LoopTimer() {
            @Override
            protected void expired() {
                server.config().setAutoRead(true);
            }
        };

        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            accepted((NioSocketChannel) accepted);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            LOG.log(Level.WARNING, cause, () -> "Accepting connections at " + point.address() + " failed");
            server.config().setAutoRead(false);
            loops.get(0).start(again, ACCEPT_AGAIN_MILLIS);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            loops.get(0).stop(again);
        }
    }
}
