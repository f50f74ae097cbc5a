package io.bellhop.container.proxy;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipUri;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;

/** Makes the request of one branch out of the one received (RFC 3261 16.6, steps 1 to 7 without Via). */
final class BranchRequest {
    private static final int USUAL_HOPS = 70;

    private BranchRequest() {}

    /**
     * Steps 1 to 3: a copy to that target, with one hop less to go.
     *
     * @param target the Request-URI to be, or null to leave it
     */
    static SipRequest of(SipRequest original, Slice target) {
        SipRequest request = original.copy();
        if (target != null) {
            request.requestUri(target);
        }
        int hops = request.maxForwards();
        request.maxForwards(hops < 0 ? USUAL_HOPS : Math.max(0, hops - 1));
        return request;
    }

    /**
     * Steps 6 and 7: where the request goes next. If the first Route is a strict router's, the Request-URI moves to the
     * end of the routes and that route takes its place.
     *
     * @return the URI to be located, or null where it is one that SIP can't be sent to (tel:, mailto:, ...)
     * @throws io.bellhop.sip.message.MalformedHeaderException if the first Route is malformed
     */
    static SipUri nextHop(SipRequest request) {
        SipUri route = request.topRoute();
        if (route == null) {
            return request.sipUri();
        }
        if (!route.looseRouting()) {
            Slice requestUri = request.requestUri();
            Slice first = route.text().detach();
            request.removeFirst(StandardHeader.ROUTE);
            request.addLast(StandardHeader.ROUTE, bracketed(requestUri));
            request.requestUri(first);
            return request.sipUri();
        }
        return route;
    }

    private static Slice bracketed(Slice uri) {
        byte[] bytes = new byte[uri.length() + 2];
        bytes[0] = '<';
        System.arraycopy(uri.array(), uri.start(), bytes, 1, uri.length());
        bytes[bytes.length - 1] = '>';
        return new Slice(bytes, 0, bytes.length);
    }
}
