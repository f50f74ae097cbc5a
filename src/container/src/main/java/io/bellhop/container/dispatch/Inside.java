package io.bellhop.container.dispatch;

import io.bellhop.container.message.Onward;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.transaction.ClientTransaction;
import io.bellhop.sip.transaction.ClientTransactionUser;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.ListeningPoint;

/** The way to a place inside of the container, over a {@link Handover}. */
record Inside(LoopRuntime runtime, Handover.Destination destination) implements Onward {
    @Override
    public ClientTransaction send(SipRequest request, ListeningPoint point, ClientTransactionUser user) {
        Handover made = new Handover(runtime.owner().loop(), withVia(request, point), new InternalFlow(point),
                64 * runtime.scope().options().timers().t1(), destination, user);
        made.begin();
        return made;
    }

    @Override
    public void acknowledge(SipRequest ack, ListeningPoint point) {
        runtime.owner().loop().execute(new Acknowledgement(runtime, withVia(ack, point), new InternalFlow(point)));
    }

    /** An ACK on its way. */
    private record Acknowledgement(LoopRuntime runtime, SipRequest ack, Flow flow) implements Runnable {
        @Override
        public void run() {
            runtime.ack(ack, flow);
        }
    }

    /** Each application has a Via of its own (RFC 3261 16.6 step 8), though no response finds its way by this one. */
    private SipRequest withVia(SipRequest request, ListeningPoint point) {
        SipRequest copy = request.copy();
        copy.addFirst(StandardHeader.VIA, Slice.of("SIP/2.0/" + point.transport() + " " + point.sentBy()
                + ";branch=z9hG4bKin" + Long.toHexString(runtime.owner().loop().random().nextLong())));
        return copy;
    }
}
