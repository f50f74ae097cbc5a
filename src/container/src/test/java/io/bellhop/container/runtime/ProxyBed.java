package io.bellhop.container.runtime;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ClientTransaction;
import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.URI;
import java.util.ArrayList;
import java.util.List;

/** A test bed with an application that proxies, one caller and three callees. */
class ProxyBed {
    final Testbed bed = new Testbed().sessionMinutes(60);
    final Peer caller = bed.peer("10.0.0.2");
    final RingingPeer a = new RingingPeer(bed, "10.0.0.3");
    final RingingPeer b = new RingingPeer(bed, "10.0.0.4");
    final RingingPeer c = new RingingPeer(bed, "10.0.0.5");
    /** The proxy of the last INVITE. */
    Proxy proxy;

    URI uri(String text) {
        try {
            return bed.factory().createURI(text);
        } catch (jakarta.servlet.sip.ServletParseException e) {
            throw new AssertionError(e);
        }
    }

    List<URI> uris(RingingPeer... callees) {
        List<URI> all = new ArrayList<>();
        for (RingingPeer each : callees) {
            all.add(uri(each.uri()));
        }
        return all;
    }

    /** The application proxies initial INVITEs there, after that was set. */
    void proxies(TestServlet.Action<Proxy> settings, RingingPeer... callees) {
        bed.servlet.on("INVITE", request -> {
            if (request.isInitial()) {
                proxy = request.getProxy();
                settings.on(proxy);
                proxy.proxyTo(uris(callees));
            }
        });
        bed.open();
    }

    /** The caller calls, and the callees ring. */
    ClientTransaction call() {
        ClientTransaction invite = caller.send(invite());
        bed.simulation.runFor(20);
        return invite;
    }

    SipRequest invite() {
        return caller.request(StandardMethod.INVITE, Testbed.URI, "c1", 1);
    }

    void cancel(ClientTransaction invite) {
        caller.cancel(invite);
        bed.simulation.runFor(20);
    }

    /** The statuses that the caller got. */
    List<Integer> statuses() {
        return caller.responses.stream().map(SipResponse::status).filter(status -> status > 100).toList();
    }

    /** The final ones. */
    List<Integer> finals() {
        return statuses().stream().filter(status -> status >= 200).toList();
    }

    /** A request of the callee in the dialog of the INVITE it got. */
    SipRequest fromCallee(RingingPeer callee, SipResponse ok, StandardMethod method, long cseq) {
        SipRequest request = callee.peer.request(method, "sip:peer@10.0.0.2:5060", "c1", cseq);
        request.set(StandardHeader.FROM, ok.firstSlice(StandardHeader.TO));
        request.set(StandardHeader.TO, ok.firstSlice(StandardHeader.FROM));
        for (Slice route : callee.invite().allSlices(StandardHeader.RECORD_ROUTE)) {
            request.addLast(StandardHeader.ROUTE, route);
        }
        return request;
    }

    void acknowledge(SipResponse ok) {
        caller.sendStateless(caller.within(ok, StandardMethod.ACK, ok.cseq()));
        bed.simulation.runFor(20);
    }

    int hangUp(SipResponse ok, long cseq) {
        caller.send(caller.within(ok, StandardMethod.BYE, cseq));
        bed.simulation.runFor(50);
        return caller.lastStatus();
    }
}
