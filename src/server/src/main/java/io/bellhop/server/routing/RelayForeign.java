package io.bellhop.server.routing;

import io.bellhop.server.Domains;
import io.bellhop.server.step.Outcome;
import io.bellhop.server.step.Step;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * A request for a domain that isn't ours, or one that still has a Route behind ours, is passed on unchanged if its
 * sender is trusted with that (RFC 3261 section 16.5: "If the domain of the Request-URI indicates a domain this
 * element is not responsible for, the Request-URI MUST be placed into the target set as the only target"); 403
 * otherwise.
 */
final class RelayForeign implements Step<RoutedRequest> {

    private final Supplier<Domains> domains;
    private final Relay relay;
    private final Forwarding forwarding;

    RelayForeign(Supplier<Domains> domains, Relay relay, Forwarding forwarding) {
        this.domains = domains;
        this.relay = relay;
        this.forwarding = forwarding;
    }

    @Override
    public Outcome take(RoutedRequest exchange) throws ServletException, IOException {
        boolean routedOn = exchange.request().getHeader("Route") != null;
        if (!routedOn && domains.get().includes(exchange.target())) {
            return Outcome.GO_ON;
        }
        if (!relay.allows(exchange.request())) {
            return exchange.answer(403, "Relaying Denied");
        }
        forwarding.forward(exchange.request(), exchange.target());
        return Outcome.DONE;
    }
}
