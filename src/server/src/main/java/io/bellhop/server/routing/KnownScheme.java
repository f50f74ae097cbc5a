package io.bellhop.server.routing;

import io.bellhop.server.step.Outcome;
import io.bellhop.server.step.Step;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.URI;
import java.io.IOException;

/**
 * RFC 3261 section 16.3 item 2: "If the Request-URI has a URI whose scheme is not understood by the proxy, the proxy
 * SHOULD reject the request with a 416 (Unsupported URI Scheme) response." A telephone number is understood, yet nobody
 * is registered by one.
 */
final class KnownScheme implements Step<RoutedRequest> {

    @Override
    public Outcome take(RoutedRequest exchange) throws IOException {
        URI uri = exchange.request().getRequestURI();
        if (uri instanceof SipURI sip) {
            exchange.target(sip);
            return Outcome.GO_ON;
        }
        if ("tel".equalsIgnoreCase(uri.getScheme())) {
            return exchange.answer(404, "Telephone Numbers Are Not Routed Here");
        }
        return exchange.answer(416, "Unsupported URI Scheme");
    }
}
