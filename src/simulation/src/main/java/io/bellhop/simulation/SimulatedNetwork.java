package io.bellhop.simulation;

import io.bellhop.sip.message.MessageLimits;
import io.bellhop.sip.message.MessageReader;
import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.Tolerance;
import io.bellhop.sip.message.Via;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.ListeningPoint;
import io.bellhop.sip.transport.MessageListener;
import io.bellhop.sip.transport.Network;
import io.bellhop.sip.transport.OwnerSelector;
import io.bellhop.sip.transport.Transport;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The network of one host: its points on the shared wire. */
public final class SimulatedNetwork implements Network {
    private final Simulation simulation;
    private final OwnerSelector owners;
    private final MessageReader reader = new MessageReader(MessageLimits.DEFAULT, Tolerance.INTEROP);
    private final List<SimulatedPoint> points = new ArrayList<>();
    private MessageListener listener;
    private BiConsumer<SipMessage, Flow> tap = (message, flow) -> {};

    SimulatedNetwork(Simulation simulation, OwnerSelector owners) {
        this.simulation = simulation;
        this.owners = owners;
    }

    /** Listens at an IP address and port. */
    public ListeningPoint listen(Transport transport, InetAddress address, int port) {
        String host = address instanceof Inet4Address ? address.getHostAddress() : "[" + address.getHostAddress() + "]";
        ListeningPoint point = new ListeningPoint(transport, new InetSocketAddress(address, port), host + ":" + port);
        SimulatedPoint added = new SimulatedPoint(this, point);
        simulation.wire().add(added);
        points.add(added);
        return point;
    }

    /** Stops listening there, as if the process had gone; connections stay. */
    public void close(ListeningPoint point) {
        for (SimulatedPoint one : List.copyOf(points)) {
            if (one.point().equals(point)) {
                simulation.wire().remove(one);
                points.remove(one);
            }
        }
    }

    /** Closes the connection that a flow of this simulation is. */
    public void disconnect(Flow flow) {
        ((SimulatedStream) flow).close();
    }

    /** Shows each message that is sent from here, before the weather has it. */
    public void tap(BiConsumer<SipMessage, Flow> observer) {
        tap = observer;
    }

    @Override
    public List<ListeningPoint> points() {
        return points.stream().map(SimulatedPoint::point).toList();
    }

    @Override
    public Flow flow(Transport transport, InetSocketAddress remote, ListeningPoint preferred) {
        SimulatedPoint chosen = null;
        for (SimulatedPoint one : points) {
            boolean fits = one.point().transport() == transport
                    && one.address().getAddress().getClass() == remote.getAddress().getClass();
            if (fits && (chosen == null || one.point().equals(preferred))) {
                chosen = one;
            }
        }
        return chosen == null ? null : chosen.flow(remote);
    }

    @Override
    public void listener(MessageListener taker) {
        listener = taker;
    }

    void seen(SipMessage message, Flow flow) {
        tap.accept(message, flow);
    }

    Wire wire() {
        return simulation.wire();
    }

    long now() {
        return simulation.now();
    }

    VirtualLoop ownerOf(SipMessage message) {
        return (VirtualLoop) owners.ownerOf(message);
    }

    void received(byte[] bytes, SimulatedFlow flow) {
        SipMessage message = reader.read(bytes, 0, bytes.length);
        if (message == null || listener == null) {
            return;
        }
        if (message instanceof SipRequest && message.topVia() != null) {
            markSource(message, flow.remote());
        }
        ownerOf(message).run(() -> listener.received(message, flow));
    }

    /** RFC 3261 18.2.1, RFC 3581 4. */
    private static void markSource(SipMessage request, InetSocketAddress source) {
        Via via = request.topVia();
        String address = source.getAddress().getHostAddress();
        boolean differs = !via.host().equalsIgnoreCase(address);
        if (differs || via.hasRport()) {
            request.replaceFirst(StandardHeader.VIA, via.with(address, via.hasRport() ? source.getPort() : -1));
        }
    }
}
