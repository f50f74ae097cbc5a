package io.bellhop.sip.transport.net;

import io.bellhop.sip.message.MessageLimits;
import io.bellhop.sip.message.MessageReader;
import io.bellhop.sip.message.Tolerance;
import io.bellhop.sip.transport.BindFailedException;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.ListeningPoint;
import io.bellhop.sip.transport.MessageListener;
import io.bellhop.sip.transport.MessageTrace;
import io.bellhop.sip.transport.Network;
import io.bellhop.sip.transport.OwnerSelector;
import io.bellhop.sip.transport.Transport;
import io.bellhop.sip.transport.TransportCounters;
import io.bellhop.sip.transport.io.Endpoint;
import io.bellhop.sip.transport.io.NettyLoop;
import io.bellhop.sip.transport.io.Receiver;
import io.bellhop.sip.transport.io.SentBy;
import io.bellhop.sip.transport.tcp.TcpEndpoint;
import io.bellhop.sip.transport.tcp.TcpSettings;
import io.bellhop.sip.transport.tcp.TcpSocket;
import io.bellhop.sip.transport.udp.UdpEndpoint;
import io.bellhop.sip.transport.udp.UdpSocket;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The real network: UDP and TCP on a set of loops. Listening points come and go while it runs: {@link #add} binds,
 * {@link #start} begins to read, {@link #remove} closes. Those may be called by any thread but a loop's, and wait for
 * the loops; {@link #flow} is for the loops. The loops are not closed with it.
 */
public final class SocketNetwork implements Network, AutoCloseable {
    private static final long WAIT_SECONDS = 2;

    private final List<NettyLoop> loops;
    private final TcpSettings tcp;
    private final MessageLimits limits;
    private final TransportCounters counters = new TransportCounters();
    private final Receiver receiver;
    /** Replaced as a whole; in the order in which they were added. */
    private volatile List<Endpoint> endpoints = List.of();
    private volatile List<ListeningPoint> points = List.of();

    private SocketNetwork(Builder builder) {
        loops = builder.loops;
        tcp = builder.tcp;
        limits = builder.limits;
        receiver = new Receiver(new MessageReader(limits, builder.tolerances), builder.owners, builder.trace, counters);
    }

    /** A network on these loops, at least one, with default settings. */
    public static Builder on(List<NettyLoop> loops) {
        return new Builder(loops);
    }

    /** What it has done so far. Any thread. */
    public TransportCounters counters() {
        return counters;
    }

    @Override
    public void listener(MessageListener listener) {
        receiver.listener(listener);
    }

    @Override
    public List<ListeningPoint> points() {
        return points;
    }

    /**
     * Opens a listening point: binds it, and reads nothing yet. Other points may send from it at once.
     *
     * @param transport UDP or TCP
     * @param address where; port 0 for any. The IPv6 wildcard stands for IPv4 too
     * @param sentBy the host name or address that peers know us by, with or without a port; null for the bound address,
     *     or one of this machine's where that is a wildcard
     * @return with the real port
     * @throws BindFailedException if it cannot be bound
     * @throws IllegalArgumentException if {@code sentBy} is no host name or address
     */
    public synchronized ListeningPoint add(Transport transport, InetSocketAddress address, String sentBy)
            throws BindFailedException {
        String name = transport + " " + (address.isUnresolved() ? address : NetUtil.toSocketAddressString(address));
        LocalAddresses.check(sentBy);
        if (address.isUnresolved()) {
            throw new BindFailedException(name + ": unknown host", null);
        }
        try {
            Endpoint added = switch (transport) {
                case UDP -> openUdp(address, sentBy);
                case TCP -> openTcp(address, sentBy);
                default -> throw new UnsupportedOperationException(transport + ": not in this version");
            };
            List<Endpoint> all = new ArrayList<>(endpoints);
            all.add(added);
            use(all);
            return added.point();
        } catch (IOException e) {
            throw new BindFailedException(name + ": " + reason(e), e);
        }
    }

    private Endpoint openUdp(InetSocketAddress address, String sentBy) throws IOException {
        DatagramChannel channel = UdpSocket.open(address);
        ListeningPoint point = point(Transport.UDP, (InetSocketAddress) channel.getLocalAddress(), sentBy);
        return new UdpEndpoint(channel, point, loops.get(endpoints.size() % loops.size()), receiver);
    }

    private Endpoint openTcp(InetSocketAddress address, String sentBy) throws IOException {
        NioServerSocketChannel server = TcpSocket.open(address, loops.get(0));
        ListeningPoint point = point(Transport.TCP, server.localAddress(), sentBy);
        return new TcpEndpoint(server, point, loops, receiver, tcp, limits);
    }

    private static ListeningPoint point(Transport transport, InetSocketAddress bound, String sentBy) {
        return new ListeningPoint(transport, bound, LocalAddresses.sentBy(sentBy, bound));
    }

    private static String reason(IOException failure) {
        String text = failure.getMessage();
        return text == null ? failure.toString() : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private void use(List<Endpoint> all) {
        endpoints = List.copyOf(all);
        points = all.stream().map(Endpoint::point).toList();
        receiver.sentBys(all.stream().map(Endpoint::point).map(SentBy::of).distinct().toList());
    }

    /** Begins to read every point that was added. */
    public void start() {
        endpoints.forEach(endpoint -> await(endpoint.start()));
    }

    /** Begins to read that point. */
    public void start(ListeningPoint point) {
        endpoints.stream().filter(endpoint -> endpoint.point().equals(point)).forEach(it -> await(it.start()));
    }

    /** Closes a point and its connections, after what they still have to send; nothing happens if it is not there. */
    public synchronized void remove(ListeningPoint point) {
        List<Endpoint> rest = new ArrayList<>(endpoints);
        List<Endpoint> gone = rest.stream().filter(endpoint -> endpoint.point().equals(point)).toList();
        rest.removeAll(gone);
        use(rest);
        gone.stream().map(Endpoint::stop).toList().forEach(SocketNetwork::await);
    }

    /** Closes every point. */
    @Override
    public synchronized void close() {
        List<Endpoint> gone = endpoints;
        use(List.of());
        gone.stream().map(Endpoint::stop).toList().forEach(SocketNetwork::await);
    }

    private static void await(Future<?> done) {
        done.awaitUninterruptibly(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public Flow flow(Transport transport, InetSocketAddress remote, ListeningPoint preferred) {
        Endpoint chosen = null;
        int best = 0;
        for (Endpoint endpoint : endpoints) {
            if (endpoint.point().transport() != transport || !endpoint.reaches(remote)) {
                continue;
            }
            int rank = rank(endpoint, remote, preferred);
            if (rank > best) {
                best = rank;
                chosen = endpoint;
            }
        }
        return chosen == null ? null : chosen.flow(remote);
    }

    /** The point asked for, then one with a connection, then one at the address asked for, then the first. */
    private static int rank(Endpoint endpoint, InetSocketAddress remote, ListeningPoint preferred) {
        ListeningPoint point = endpoint.point();
        if (point.equals(preferred)) {
            return 4;
        }
        if (endpoint.existing(remote) != null) {
            return 3;
        }
        return preferred != null && point.address().getAddress().equals(preferred.address().getAddress()) ? 2 : 1;
    }

    /** Settings of a network. */
    public static final class Builder {
        private final List<NettyLoop> loops;
        private MessageLimits limits = MessageLimits.DEFAULT;
        private Set<Tolerance> tolerances = Tolerance.INTEROP;
        private TcpSettings tcp = TcpSettings.DEFAULT;
        private OwnerSelector owners;
        private MessageTrace trace;

        private Builder(List<NettyLoop> loops) {
            if (loops.isEmpty()) {
                throw new IllegalArgumentException("no loop");
            }
            this.loops = List.copyOf(loops);
        }

        public Builder limits(MessageLimits limits) {
            this.limits = limits;
            return this;
        }

        public Builder tolerances(Set<Tolerance> tolerances) {
            this.tolerances = tolerances;
            return this;
        }

        public Builder tcp(TcpSettings tcp) {
            this.tcp = tcp;
            return this;
        }

        /** Who owns what comes in; where none is set, the loop that read it. */
        public Builder owners(OwnerSelector owners) {
            this.owners = owners;
            return this;
        }

        public Builder trace(MessageTrace trace) {
            this.trace = trace;
            return this;
        }

        /** The network, with no listening point yet. */
        public SocketNetwork build() {
            return new SocketNetwork(this);
        }
    }
}
