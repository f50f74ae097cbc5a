package io.bellhop.server.routing;

import io.bellhop.server.location.Bindings;
import io.bellhop.server.step.Exchange;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipURI;

/** A request that is to reach somebody else, on its way through the steps of the proxy or the redirect server. */
final class RoutedRequest extends Exchange {

    private final long now;
    private SipURI target;
    private Bindings bindings = Bindings.NONE;

    RoutedRequest(SipServletRequest request, long now) {
        super(request);
        this.now = now;
    }

    /** Milliseconds since 1970 at which the request is looked at. */
    long now() {
        return now;
    }

    /** The Request-URI, once it is known to be a SIP URI. */
    SipURI target() {
        return target;
    }

    void target(SipURI uri) {
        target = uri;
    }

    /** Where the user who is called is registered, once looked up. */
    Bindings bindings() {
        return bindings;
    }

    void bindings(Bindings found) {
        bindings = found;
    }
}
