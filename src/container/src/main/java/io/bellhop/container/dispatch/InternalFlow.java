package io.bellhop.container.dispatch;

import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.ListeningPoint;
import io.bellhop.sip.transport.SendListener;
import java.net.InetSocketAddress;

/** Where a request seems to come from that another application of this container has sent: one of our own points. */
record InternalFlow(ListeningPoint point) implements Flow {
    @Override
    public InetSocketAddress remote() {
        return point.address();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void send(SipMessage message, SendListener listener) {
        throw new IllegalStateException("between two applications of one container nothing is written");
    }
}
