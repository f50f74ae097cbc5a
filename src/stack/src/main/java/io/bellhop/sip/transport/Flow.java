package io.bellhop.sip.transport;

import io.bellhop.sip.message.SipMessage;
import java.net.InetSocketAddress;

/** A way to one peer: a UDP socket and the peer's address, or a connection. */
public interface Flow {
    /** Where it begins on our side. */
    ListeningPoint point();

    /** The peer. */
    InetSocketAddress remote();

    default Transport transport() {
        return point().transport();
    }

    /** False once a connection is closed; a UDP flow is always open. Any thread. */
    boolean isOpen();

    /**
     * Sends a message; the bytes are taken before the call returns, or on a connection that is being opened soon after.
     * On the owner loop of the call.
     *
     * @param listener told on the same loop if it could not be sent (no route, refused, closed, ICMP); may be null
     */
    void send(SipMessage message, SendListener listener);
}
