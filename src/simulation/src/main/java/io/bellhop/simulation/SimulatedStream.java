package io.bellhop.simulation;

import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.transport.SendListener;
import java.net.InetSocketAddress;

/** One end of a connection: what is sent arrives once, in order, unless the connection is refused or closed. */
final class SimulatedStream extends SimulatedFlow {
    private SimulatedStream other;
    private boolean open = true;
    /** When the connection stands; nothing arrives before, nor before what was sent earlier. */
    private long lastArrival;

    private SimulatedStream(SimulatedPoint from, InetSocketAddress remote) {
        super(from, remote);
    }

    /** The near end of a connection that is being opened: refused where nobody listens. */
    static SimulatedStream connect(SimulatedPoint from, InetSocketAddress local, InetSocketAddress remote) {
        SimulatedStream near = new SimulatedStream(from, remote);
        Wire wire = from.network().wire();
        near.lastArrival = from.network().now() + wire.delay();
        SimulatedPoint listening = wire.streamPoint(remote);
        if (listening != null) {
            near.other = new SimulatedStream(listening, local);
            near.other.other = near;
            listening.accepted(near.other);
        }
        return near;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    void send(SipMessage message, byte[] bytes, SendListener listener) {
        Wire wire = from.network().wire();
        lastArrival = Math.max(lastArrival, from.network().now() + wire.delay());
        if (!open) {
            fail(message, listener, "closed: " + this);
        } else if (other == null) {
            wire.at(lastArrival, () -> {
                close();
                fail(message, listener, "refused: " + this);
            });
        } else {
            wire.at(lastArrival, () -> arrive(message, bytes, listener));
        }
    }

    private void arrive(SipMessage message, byte[] bytes, SendListener listener) {
        if (other.open) {
            other.from.network().received(bytes, other);
        } else {
            fail(message, listener, "closed by the peer: " + this);
        }
    }

    /** Closes both ends. */
    void close() {
        open = false;
        from.forget(this);
        if (other != null && other.open) {
            other.close();
        }
    }
}
