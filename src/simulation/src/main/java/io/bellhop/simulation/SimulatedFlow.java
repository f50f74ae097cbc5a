package io.bellhop.simulation;

import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.ListeningPoint;
import io.bellhop.sip.transport.SendListener;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A way from a point to a peer. */
abstract class SimulatedFlow implements Flow {
    final SimulatedPoint from;
    private final InetSocketAddress remote;

    SimulatedFlow(SimulatedPoint from, InetSocketAddress remote) {
        this.from = from;
        this.remote = remote;
    }

    @Override
    public final ListeningPoint point() {
        return from.point();
    }

    @Override
    public final InetSocketAddress remote() {
        return remote;
    }

    @Override
    public final void send(SipMessage message, SendListener listener) {
        from.network().seen(message, this);
        send(message, message.toByteArray(), listener);
    }

    abstract void send(SipMessage message, byte[] bytes, SendListener listener);

    /** Tells later that it could not be sent, as a real transport would. */
    final void fail(SipMessage message, SendListener listener, String why) {
        if (listener != null) {
            VirtualLoop loop = from.network().ownerOf(message);
            loop.execute(() -> listener.failed(message, new IOException(why)));
        }
    }

    @Override
    public final String toString() {
        return point().transport() + " " + point().address() + " -> " + remote;
    }
}
