package io.bellhop.server.routing;

import io.bellhop.server.step.Outcome;
import io.bellhop.server.step.Step;
import jakarta.servlet.ServletException;
import jakarta.servlet.sip.URI;
import java.io.IOException;
import java.util.List;

/** The last step of the proxy: the request goes to the registered contacts (RFC 3261 section 16.6). */
final class ForkToBindings implements Step<RoutedRequest> {

    private final Targets targets;
    private final Forwarding forwarding;
    private final Fork fork;

    ForkToBindings(Targets targets, Forwarding forwarding, Fork fork) {
        this.targets = targets;
        this.forwarding = forwarding;
        this.fork = fork;
    }

    @Override
    public Outcome take(RoutedRequest exchange) throws ServletException, IOException {
        if (fork == Fork.SEQUENTIAL && exchange.bindings().size() > 1) {
            List<List<URI>> groups = targets.groups(exchange.bindings());
            if (!groups.isEmpty()) {
                forwarding.forwardInTurn(exchange.request(), groups);
                return Outcome.DONE;
            }
        } else {
            List<URI> all = targets.all(exchange.bindings());
            if (!all.isEmpty()) {
                forwarding.forward(exchange.request(), all);
                return Outcome.DONE;
            }
        }
        return exchange.answer(480, "No Contact That Can Be Called");
    }
}
