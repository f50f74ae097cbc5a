package io.bellhop.sip.transaction;

import io.bellhop.sip.locate.ServerLocator;
import io.bellhop.sip.loop.SipLoop;
import io.bellhop.sip.message.MalformedHeaderException;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.SipUri;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.Via;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.Network;
import io.bellhop.sip.transport.SendListener;
import io.bellhop.sip.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Sends responses where RFC 3261 18.2.2 and RFC 3581 4 say. Owner loop only. */
final class Responder {
    private final SipLoop loop;
    private final Network network;
    private final ServerLocator locator;

    Responder(SipLoop loop, Network network, ServerLocator locator) {
        this.loop = loop;
        this.network = network;
        this.locator = locator;
    }

    /**
     * Sends a response.
     *
     * @param flow along which the request came; its peer is what received and rport of the topmost Via name
     * @param listener may be null
     */
    void send(SipResponse response, Flow flow, SendListener listener) {
        Via via = response.topVia();
        if (flow.transport().reliable()) {
            sendReliably(response, via, flow, listener);
        } else if (via.maddr() != null) {
            sendToMaddr(response, via, flow, listener);
        } else {
            sendBack(response, via, flow, listener);
        }
    }

    /**
     * "the response MUST be sent using the existing connection to the source of the original request that created the
     * transaction, if that connection is still open ... If that connection is no longer open, the server SHOULD open a
     * connection to the IP address in the "received" parameter, if present, using the port in the "sent-by" value".
     */
    private void sendReliably(SipResponse response, Via via, Flow flow, SendListener listener) {
        if (flow.isOpen()) {
            flow.send(response, listener);
        } else {
            along(toSentBy(via, flow), response, listener);
        }
    }

    /**
     * "if the top Via has a "received" parameter, the response MUST be sent to the address in the "received" parameter,
     * using the port indicated in the "sent-by" value"; with rport, to the port that is its value (RFC 3581 4). Where
     * there is no received, the sent-by is the source address: 18.2.1 made sure of that.
     */
    private void sendBack(SipResponse response, Via via, Flow flow, SendListener listener) {
        int port = via.rport() > 0 ? via.rport() : sentByPort(via, flow.transport());
        boolean back = port == flow.remote().getPort();
        along(back ? flow : network.flow(flow.transport(), peer(flow, port), flow.point()), response, listener);
    }

    /**
     * "the response MUST be forwarded to the address listed there, using the port indicated in "sent-by", or port
     * 5060".
     */
    private void sendToMaddr(SipResponse response, Via via, Flow flow, SendListener listener) {
        SipUri uri;
        try {
            uri = SipUri.parse(Slice.of(
                    "sip:" + via.maddr() + ":" + sentByPort(via, Transport.UDP) + ";transport=udp"));
        } catch (MalformedHeaderException malformed) {
            fail(response, listener, malformed);
            return;
        }
        locator.locate(uri, loop, (hops, failure) -> {
            if (hops.isEmpty()) {
                fail(response, listener, new IOException(failure));
            } else {
                along(network.flow(Transport.UDP, hops.get(0).address(), flow.point()), response, listener);
            }
        });
    }

    private Flow toSentBy(Via via, Flow flow) {
        return network.flow(flow.transport(), peer(flow, sentByPort(via, flow.transport())), flow.point());
    }

    private static InetSocketAddress peer(Flow flow, int port) {
        InetAddress address = flow.remote().getAddress();
        return new InetSocketAddress(address, port);
    }

    private static int sentByPort(Via via, Transport transport) {
        return via.port() > 0 ? via.port() : transport.defaultPort();
    }

    private static void along(Flow flow, SipResponse response, SendListener listener) {
        if (flow == null) {
            fail(response, listener, new IOException("no way back to " + response.topVia().text()));
        } else {
            flow.send(response, listener);
        }
    }

    private static void fail(SipResponse response, SendListener listener, Throwable cause) {
        if (listener != null) {
            listener.failed(response, cause);
        }
    }
}
