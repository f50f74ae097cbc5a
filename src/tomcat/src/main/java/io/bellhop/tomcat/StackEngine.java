package io.bellhop.tomcat;

import io.bellhop.container.ContainerOptions;
import io.bellhop.container.SipContainer;
import io.bellhop.container.proxy.ProxyFactory;
import io.bellhop.container.router.RouterLoader;
import io.bellhop.container.runtime.ContainerRuntime;
import io.bellhop.sip.Stack;
import io.bellhop.sip.locate.DnsNames;
import io.bellhop.sip.locate.DnsSettings;
import io.bellhop.sip.locate.RfcServerLocator;
import io.bellhop.sip.transaction.Figure;
import io.bellhop.sip.transaction.Owners;
import io.bellhop.sip.transport.BindFailedException;
import io.bellhop.sip.transport.ListeningPoint;
import io.bellhop.sip.transport.TransportCounters;
import io.bellhop.sip.transport.io.NettyLoop;
import io.bellhop.sip.transport.net.SocketNetwork;
import io.bellhop.sip.transport.tcp.TcpSettings;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** The real engine: loops, sockets, the stack on them, and the container above it. */
final class StackEngine implements SipEngine {
    private final List<NettyLoop> loops;
    private final SocketNetwork network;
    private final DnsNames names;
    private final Stack stack;
    private final ContainerRuntime container;

    private StackEngine(EngineSettings settings) {
        loops = IntStream.range(0, settings.loops()).mapToObj(NettyLoop::new).toList();
        Owners owners = new Owners(loops);
        network = SocketNetwork.on(loops).owners(owners).limits(settings.limits()).tolerances(settings.tolerances())
                .tcp(withIdle(settings.idleMillis())).trace(new TraceLog()).build();
        names = new DnsNames(DnsSettings.DEFAULT, loops);
        stack = Stack.builder().loops(loops).owners(owners).network(network).locator(new RfcServerLocator(names))
                .timers(settings.timers()).build();
        container = new ContainerRuntime(stack,
                RouterLoader.load(StackEngine.class.getClassLoader(), settings.routerProperties()),
                new ProxyFactory(network, ProxyFactory.TIMER_C),
                new ContainerOptions(settings.workers(), ContainerOptions.DEFAULT.queued(), settings.timers(),
                        settings.digest()));
    }

    static StackEngine make(EngineSettings settings) {
        return new StackEngine(settings);
    }

    private static TcpSettings withIdle(long idleMillis) {
        TcpSettings base = TcpSettings.DEFAULT;
        return new TcpSettings(base.connectMillis(), base.messageMillis(), idleMillis, base.stallMillis(),
                base.lingerMillis(), base.outboundBytes(), base.waitingMessages(), base.claimedMessages(),
                base.connections());
    }

    @Override
    public SipContainer container() {
        return container;
    }

    @Override
    public ListeningPoint bind(ConnectorSettings settings) throws IOException {
        try {
            return network.add(settings.transport(), settings.address(), settings.sentBy());
        } catch (BindFailedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void start(ListeningPoint point) {
        network.start(point);
    }

    @Override
    public void close(ListeningPoint point) {
        network.remove(point);
    }

    @Override
    public MessageFigures messages() {
        TransportCounters counters = network.counters();
        return new MessageFigures(counters.messagesIn().sum(), counters.messagesOut().sum(),
                counters.malformed().sum() + counters.strayResponses().sum() + counters.sendsDropped().sum()
                        + stack.figure(Figure.FAULTS_DROPPED) + stack.figure(Figure.STRAY_RESPONSES));
    }

    @Override
    public void close() {
        container.close();
        network.close();
        names.close();
        loops.forEach(NettyLoop::close);
    }
}
