package io.bellhop.container.runtime;

import io.bellhop.container.ContainerOptions;
import io.bellhop.container.router.DefaultApplicationRouter;
import io.bellhop.simulation.Simulation;
import io.bellhop.simulation.Weather;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ClientTransaction;
import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.ar.SipApplicationRouter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Several applications in one container, a caller and a callee. */
class ComposedBed {
    static final String CALLEE = "sip:callee@10.0.0.3:5060";
    final Testbed bed;
    final Peer caller;
    final RingingPeer callee;
    /** What the applications were shown, in order, as "application: message". */
    final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    ComposedBed() {
        this(new DefaultApplicationRouter(null));
    }

    ComposedBed(SipApplicationRouter router) {
        bed = new Testbed(new Simulation(7, Weather.FAIR), "10.0.0.1", ContainerOptions.DEFAULT, new TestServlet(),
                router).sessionMinutes(60);
        caller = bed.peer("10.0.0.2");
        callee = new RingingPeer(bed, "10.0.0.3");
        bed.onLoop(bed.container::open);
    }

    /** Deploys an application whose messages are in {@link #seen}. */
    TestServlet deploy(String name) {
        TestServlet servlet = new TestServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            void shown(String what) {
                seen.add(name + ": " + what);
            }
        };
        bed.deploy(name, servlet);
        return servlet;
    }

    /** Deploys one that record-routes and proxies INVITEs there, or where they are for if that is null. */
    TestServlet proxy(String name, String target) {
        TestServlet servlet = deploy(name);
        servlet.on("INVITE", request -> {
            if (request.isInitial()) {
                Proxy proxy = request.getProxy();
                proxy.setRecordRoute(true);
                proxy.proxyTo(target == null ? request.getRequestURI() : servlet.factory.createURI(target));
            }
        });
        return servlet;
    }

    /** Deploys one that answers every INVITE and BYE. */
    TestServlet answering(String name) {
        TestServlet servlet = deploy(name);
        servlet.on("INVITE", request -> {
            request.createResponse(180).send();
            request.createResponse(200).send();
        });
        servlet.on("BYE", request -> request.createResponse(200).send());
        return servlet;
    }

    ClientTransaction call() {
        ClientTransaction invite = caller.send(caller.request(StandardMethod.INVITE, Testbed.URI, "c1", 1));
        turn();
        return invite;
    }

    /** Lets everything arrive. */
    void turn() {
        bed.simulation.runFor(100);
    }

    void send(SipRequest request) {
        caller.send(request);
        turn();
    }

    void acknowledge(SipResponse ok) {
        caller.sendStateless(caller.within(ok, StandardMethod.ACK, ok.cseq()));
        turn();
    }

    /** The callee hangs up in the dialog of the 2xx that the caller got. */
    void calleeHangsUp(SipResponse ok) {
        SipRequest bye = callee.peer.request(StandardMethod.BYE, "sip:peer@10.0.0.2:5060", "c1", 70);
        bye.set(StandardHeader.FROM, ok.firstSlice(StandardHeader.TO));
        bye.set(StandardHeader.TO, ok.firstSlice(StandardHeader.FROM));
        for (Slice route : callee.invite().allSlices(StandardHeader.RECORD_ROUTE)) {
            bye.addLast(StandardHeader.ROUTE, route);
        }
        callee.peer.send(bye);
        turn();
    }

    /** What the applications saw since the last time. */
    List<String> seen() {
        List<String> now = List.copyOf(seen);
        seen.clear();
        return now;
    }

    /** Whether nothing is left, once all that lingers is over. */
    boolean isEmpty() {
        bed.simulation.runFor(200_000);
        return bed.figures().sipSessions() == 0 && bed.figures().applicationSessions() == 0
                && bed.figures().transactions() == 0 && bed.figures().timers() == 0;
    }
}
