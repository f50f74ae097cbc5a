package io.bellhop.simulation;

import io.bellhop.sip.transport.ListeningPoint;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/** One listening point of a host, with the flows that begin there. */
final class SimulatedPoint {
    private final SimulatedNetwork network;
    private final ListeningPoint point;
    private final Map<InetSocketAddress, SimulatedFlow> flows = new HashMap<>();
    private int lastPort = 49_151;

    SimulatedPoint(SimulatedNetwork network, ListeningPoint point) {
        this.network = network;
        this.point = point;
    }

    ListeningPoint point() {
        return point;
    }

    InetSocketAddress address() {
        return point.address();
    }

    boolean isStream() {
        return point.transport().reliable();
    }

    SimulatedNetwork network() {
        return network;
    }

    /** The flow to that peer; a connection is opened where none is open. */
    SimulatedFlow flow(InetSocketAddress remote) {
        SimulatedFlow flow = flows.get(remote);
        if (flow == null || !flow.isOpen()) {
            flow = isStream() ? SimulatedStream.connect(this, nextPort(), remote) : new DatagramFlow(this, remote);
            flows.put(remote, flow);
        }
        return flow;
    }

    private InetSocketAddress nextPort() {
        lastPort = lastPort == 65_535 ? 49_152 : lastPort + 1;
        return new InetSocketAddress(address().getAddress(), lastPort);
    }

    /** A connection that a peer opened. */
    void accepted(SimulatedFlow flow) {
        flows.put(flow.remote(), flow);
    }

    void forget(SimulatedFlow flow) {
        flows.remove(flow.remote(), flow);
    }

    /** A datagram came. */
    void arrived(byte[] bytes, InetSocketAddress from) {
        network.received(bytes, flow(from));
    }
}
