package io.bellhop.simulation;

import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.transport.SendListener;
import java.net.InetSocketAddress;

/** Datagrams to one peer. */
final class DatagramFlow extends SimulatedFlow {
    private static final int LARGEST = 65_507;

    DatagramFlow(SimulatedPoint from, InetSocketAddress remote) {
        super(from, remote);
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    void send(SipMessage message, byte[] bytes, SendListener listener) {
        if (bytes.length > LARGEST) {
            fail(message, listener, "too long for a datagram: " + bytes.length);
        } else {
            from.network().wire().datagram(bytes, from.address(), remote());
        }
    }
}
