package io.bellhop.sip.transport.udp;

import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.transport.SendListener;
import io.bellhop.sip.transport.io.PeerFlow;
import java.net.InetSocketAddress;

/** Datagrams to one peer from one socket. */
final class UdpFlow extends PeerFlow {
    private final UdpEndpoint endpoint;

    UdpFlow(UdpEndpoint endpoint, InetSocketAddress remote) {
        super(endpoint.point(), remote);
        this.endpoint = endpoint;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void send(SipMessage message, SendListener listener) {
        endpoint.sender().send(message, this, listener);
    }
}
