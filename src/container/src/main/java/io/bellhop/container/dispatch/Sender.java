package io.bellhop.container.dispatch;

import io.bellhop.container.message.Onward;
import io.bellhop.container.message.SipServletRequestImpl;
import io.bellhop.container.session.SipSessionImpl;
import io.bellhop.sip.message.MalformedHeaderException;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipUri;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ClientTransaction;
import io.bellhop.sip.transaction.ClientTransactionUser;
import io.bellhop.sip.transaction.NextHop;
import io.bellhop.sip.transport.ListeningPoint;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sends the requests of user agent clients (RFC 3261 8.1.2). */
final class Sender {
    private static final Logger LOG = Logger.getLogger(Sender.class.getPackageName());

    private final LoopRuntime runtime;

    Sender(LoopRuntime runtime) {
        this.runtime = runtime;
    }

    void send(SipServletRequestImpl request) {
        SipSessionImpl session = request.session();
        session.committed(request);
        if (request.method() == StandardMethod.CANCEL) {
            ClientTransaction invite = request.cancelledRequest().clientTransaction();
            if (invite != null) {
                invite.cancel(request.sip().first(StandardHeader.REASON));
            }
        } else if (!session.isValid()) {
            LOG.log(Level.FINE, "{0} is not sent: its session has ended", request.method());
        } else if (request.method() == StandardMethod.ACK) {
            acknowledge(request);
        } else {
            begin(request);
        }
    }

    private void begin(SipServletRequestImpl request) {
        SipSessionImpl session = request.session();
        session.touched();
        // RFC 3261 14.1: "a UAC MUST NOT initiate a new INVITE transaction within a dialog while another INVITE
        // transaction is in progress in either direction." The application is told as the peer would tell it.
        boolean glare = request.method() == StandardMethod.INVITE
                && (session.hasInvite(true) || session.hasInvite(false));
        Exchange exchange = new Exchange(runtime, request);
        session.begin(exchange);
        request.exchange(exchange);
        if (glare) {
            exchange.failed(491, null);
            return;
        }
        if (session.preferred() != null) {
            leaveFrom(session.preferred(), request.sip());
        }
        SipRequest sent = request.sip().copy();
        if (request.isInitial() && runtime.asksRouter(request)) {
            Onward onward = runtime.onward(request, request, sent);
            if (onward != null) {
                request.clientTransaction(onward.send(sent, point(session.preferred()), exchange));
                return;
            }
        }
        SipUri next = nextHop(sent);
        if (next == null) {
            exchange.failed(503, "No SIP address to send to");
            return;
        }
        Onward within = request.isInitial() ? null : runtime.within(next);
        if (within != null) {
            request.clientTransaction(within.send(sent, point(session.preferred()), exchange));
            return;
        }
        request.clientTransaction(
                runtime.owner().transactions().send(sent, new NextHop.ToUri(next, session.preferred()), exchange));
    }

    private ListeningPoint point(ListeningPoint preferred) {
        return runtime.scope().points().pointOf(preferred, null);
    }

    /** Contact names the interface that was chosen after the request was made (JSR 289 14.2). */
    private static void leaveFrom(ListeningPoint point, SipRequest request) {
        Slice contact = request.firstSlice(StandardHeader.CONTACT);
        if (contact != null && request.method() != StandardMethod.REGISTER) {
            Slice now = ContactMerge.at(contact, point);
            if (!now.equals(contact)) {
                request.set(StandardHeader.CONTACT, now);
            }
        }
    }

    /** Sends a request that no application has made, in a transaction. */
    void transaction(SipRequest request, ListeningPoint preferred, ClientTransactionUser user) {
        SipUri next = nextHop(request);
        if (next != null) {
            runtime.owner().transactions().send(request, new NextHop.ToUri(next, preferred), user);
        }
    }

    private void acknowledge(SipServletRequestImpl ack) {
        SipSessionImpl session = ack.session();
        if (ack.exchange() instanceof Exchange exchange) {
            exchange.acknowledged(session, ack.sip());
        }
        stateless(ack.sip().copy(), session.preferred());
    }

    void stateless(SipRequest request, ListeningPoint preferred) {
        SipUri next = nextHop(request);
        if (next == null) {
            LOG.log(Level.WARNING, "no SIP address to send an ACK to: {0}", request.requestUri());
            return;
        }
        Onward within = runtime.within(next);
        if (within != null) {
            within.acknowledge(request, point(preferred));
            return;
        }
        runtime.owner().transactions().sendStateless(request, new NextHop.ToUri(next, preferred));
    }

    /** RFC 3261 8.1.2, 12.2.1.1: the first Route, else the Request-URI; a strict router is given the Request-URI. */
    static SipUri nextHop(SipRequest request) {
        try {
            SipUri route = request.topRoute();
            if (route == null) {
                return request.sipUri();
            }
            if (!route.looseRouting()) {
                Slice target = request.requestUri();
                Slice first = route.text().detach();
                request.removeFirst(StandardHeader.ROUTE);
                request.addLast(StandardHeader.ROUTE, Slice.of("<" + target + ">"));
                request.requestUri(first);
                return request.sipUri();
            }
            return route;
        } catch (MalformedHeaderException e) {
            return null;
        }
    }
}
