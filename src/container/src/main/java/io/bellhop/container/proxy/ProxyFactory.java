package io.bellhop.container.proxy;

import io.bellhop.container.message.ProxyControl;
import io.bellhop.container.message.ProxyMaker;
import io.bellhop.container.message.SipServletRequestImpl;
import io.bellhop.sip.message.SipUri;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.transport.ListeningPoint;
import io.bellhop.sip.transport.Network;
import io.bellhop.sip.transport.Transport;
import java.net.Inet6Address;

/** Makes the proxies of a container, and holds what all of them share. */
public final class ProxyFactory implements ProxyMaker {
    /** Timer C "MUST be greater than 3 minutes" (RFC 3261 16.6 step 11), ms. */
    public static final long TIMER_C = 181_000;

    private final Network network;
    private final long timerC;

    /** @param timerC how long a branch may go on without a further provisional response, ms, more than 180,000 */
    public ProxyFactory(Network network, long timerC) {
        this.network = network;
        this.timerC = timerC;
    }

    @Override
    public ProxyControl make(SipServletRequestImpl original) {
        return new ProxyImpl(this, original);
    }

    long timerC() {
        return timerC;
    }

    /**
     * The point that a request for that URI will leave from, as far as can be told before it is located: the one that
     * the caller came in by, if it serves, so that one Record-Route is enough.
     */
    ListeningPoint outbound(SipUri hop, ListeningPoint inbound) {
        Transport transport = transport(hop);
        boolean v6 = isV6(hop.host());
        if (matches(inbound, transport, v6)) {
            return inbound;
        }
        for (ListeningPoint point : network.points()) {
            if (matches(point, transport, v6)) {
                return point;
            }
        }
        return inbound;
    }

    private static boolean matches(ListeningPoint point, Transport transport, boolean v6) {
        return point.transport() == transport && (point.address().getAddress() instanceof Inet6Address) == v6;
    }

    private static boolean isV6(Slice host) {
        return !host.isEmpty() && host.at(0) == '[';
    }

    private static Transport transport(SipUri hop) {
        Slice named = hop.parameter("transport");
        if (named != null && named.equalsIgnoreCase("tcp")) {
            return hop.secure() ? Transport.TLS : Transport.TCP;
        }
        if (named != null && named.equalsIgnoreCase("ws")) {
            return hop.secure() ? Transport.WSS : Transport.WS;
        }
        if (hop.secure() || named != null && named.equalsIgnoreCase("tls")) {
            return Transport.TLS;
        }
        return Transport.UDP;
    }
}
