package io.bellhop.sip.transaction;

import io.bellhop.sip.locate.Hop;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.ListeningPoint;
import io.bellhop.sip.transport.Network;
import io.bellhop.sip.transport.Transport;
import java.util.List;

/** The addresses that one request goes through in order (RFC 3263 4.3), and its change to TCP (RFC 3261 18.1.1). */
final class Hops {
    /** "larger than 1300 bytes and the path MTU is unknown" */
    private static final int LARGEST_DATAGRAM = 1300;

    private final Network network;
    private final ListeningPoint preferred;
    private List<Hop> list;
    private int next;
    /** Where the request goes by UDP after all if the TCP connection fails. */
    private Hop fallback;

    Hops(Network network, ListeningPoint preferred, List<Hop> list) {
        this.network = network;
        this.preferred = preferred;
        this.list = list;
    }

    void located(List<Hop> hops) {
        list = hops;
        next = 0;
    }

    boolean hasNext() {
        return fallback != null || next < list.size();
    }

    /** The change to TCP worked, whatever came of it. */
    void dropFallback() {
        fallback = null;
    }

    /**
     * The way to the next address that can be reached.
     *
     * @param length of the request, bytes
     * @param vias who puts a Via on top of it, or null if it has one
     * @return null when there is none any more
     */
    Flow next(int length, Vias vias) {
        while (hasNext()) {
            Flow flow = fallback != null ? fallback() : open(list.get(next++), length, vias);
            if (flow != null) {
                return flow;
            }
        }
        return null;
    }

    private Flow fallback() {
        Hop hop = fallback;
        fallback = null;
        return network.flow(Transport.UDP, hop.address(), preferred);
    }

    private Flow open(Hop hop, int length, Vias vias) {
        Flow flow = network.flow(hop.transport(), hop.address(), preferred);
        if (flow == null || hop.transport() != Transport.UDP) {
            return flow;
        }
        int whole = vias == null ? length : length + vias.lineLength(flow.point());
        Flow stream = whole > LARGEST_DATAGRAM ? network.flow(Transport.TCP, hop.address(), preferred) : null;
        if (stream == null) {
            return flow;
        }
        fallback = hop;
        return stream;
    }
}
