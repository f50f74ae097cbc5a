package io.bellhop.server.routing;

import io.bellhop.server.step.Outcome;
import io.bellhop.server.step.Step;
import java.io.IOException;

/**
 * RFC 3261 section 16.3 item 3: "If the request contains a Max-Forwards header field with a field value of zero (0),
 * the element MUST NOT forward the request ... the element MUST return a 483 (Too many hops) response." The container
 * sees to that as well, as to a failure of the servlet; here it is an answer like any other.
 */
final class HopsLeft implements Step<RoutedRequest> {

    @Override
    public Outcome take(RoutedRequest exchange) throws IOException {
        return exchange.request().getMaxForwards() == 0 ? exchange.answer(483, "Too Many Hops") : Outcome.GO_ON;
    }
}
