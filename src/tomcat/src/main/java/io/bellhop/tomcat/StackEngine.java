package io.bellhop.tomcat;

import io.bellhop.container.SipContainer;
import io.bellhop.sip.transport.BindFailedException;
import io.bellhop.sip.transport.ListeningPoint;
import io.bellhop.sip.transport.TransportCounters;
import io.bellhop.sip.transport.io.NettyLoop;
import io.bellhop.sip.transport.net.SocketNetwork;
import io.bellhop.sip.transport.tcp.TcpSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The real engine: loops, sockets and the stack on them. */
final class StackEngine implements SipEngine {
    private final List<NettyLoop> loops;
    private final SocketNetwork network;

    private StackEngine(List<NettyLoop> loops, SocketNetwork network) {
        this.loops = loops;
        this.network = network;
    }

    static StackEngine make(EngineSettings settings) {
        List<NettyLoop> loops = new ArrayList<>();
        for (int i = 0; i < settings.loops(); i++) {
            loops.add(new NettyLoop(i));
        }
        SocketNetwork network = SocketNetwork.on(loops).limits(settings.limits()).tolerances(settings.tolerances())
                .tcp(withIdle(settings.idleMillis())).trace(new TraceLog()).build();
        return new StackEngine(loops, network);
    }

    private static TcpSettings withIdle(long idleMillis) {
        TcpSettings base = TcpSettings.DEFAULT;
        return new TcpSettings(base.connectMillis(), base.messageMillis(), idleMillis, base.stallMillis(),
                base.lingerMillis(), base.outboundBytes(), base.waitingMessages(), base.claimedMessages(),
                base.connections());
    }

    @Override
    public SipContainer container() {
        throw new UnsupportedOperationException("StackEngine.container: not in this version");
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
                counters.malformed().sum() + counters.strayResponses().sum() + counters.sendsDropped().sum());
    }

    @Override
    public void close() {
        network.close();
        loops.forEach(NettyLoop::close);
    }
}
