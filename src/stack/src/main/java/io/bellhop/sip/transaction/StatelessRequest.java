package io.bellhop.sip.transaction;

import io.bellhop.sip.locate.Hop;
import io.bellhop.sip.locate.ServerLocator;
import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.SendListener;
import java.util.List;

/** A request without a transaction on its way: an ACK for a 2xx. If it is lost, the 2xx comes again. */
final class StatelessRequest implements ServerLocator.Answer, SendListener {
    private final Transactions layer;
    private SipRequest request;
    private Hops hops;
    private boolean sent;

    StatelessRequest(Transactions layer, SipRequest request) {
        this.layer = layer;
        this.request = request;
    }

    void start(NextHop nextHop) {
        if (nextHop instanceof NextHop.ToFlow to) {
            send(to.flow());
        } else if (nextHop instanceof NextHop.ToHop to) {
            hops = new Hops(layer.network(), to.preferred(), List.of(to.hop()));
            tryNext();
        } else if (nextHop instanceof NextHop.ToUri to) {
            hops = new Hops(layer.network(), to.preferred(), List.of());
            layer.locator().locate(to.uri(), layer.loop(), this);
        }
    }

    @Override
    public void located(List<Hop> found, String failure) {
        hops.located(found);
        tryNext();
    }

    private void tryNext() {
        Flow flow = hops == null ? null : hops.next(request.length(), sent ? null : layer.vias());
        if (flow != null) {
            send(flow);
        } else {
            layer.figures().up(Figure.SEND_FAILURES);
        }
    }

    private void send(Flow flow) {
        if (sent) {
            request = request.copy();
            request.removeFirst(StandardHeader.VIA);
        }
        sent = true;
        request.addFirst(StandardHeader.VIA, layer.vias().via(flow.point(), layer.nextStatelessId()));
        flow.send(request, this);
    }

    @Override
    public void failed(SipMessage message, Throwable cause) {
        if (message == request) {
            tryNext();
        }
    }
}
