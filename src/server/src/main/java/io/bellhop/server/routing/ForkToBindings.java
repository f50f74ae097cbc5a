package io.bellhop.server.routing;

import io.bellhop.server.step.Outcome;
import io.bellhop.server.step.Step;
import jakarta.servlet.ServletException;
import jakarta.servlet.sip.URI;
import java.io.IOException;
import java.util.List;

/**
 * The last step of the proxy: the request goes to the registered contacts (RFC 3261 section 16.6), which share its
 * breadth (RFC 5393 section 5.3.3). Those that are asked in turn do so too, which bounds a search in turn as well.
 */
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
        boolean inTurn = fork == Fork.SEQUENTIAL && exchange.bindings().size() > 1;
        boolean secure = exchange.target().isSecure();
        List<List<URI>> groups = inTurn ? targets.groups(exchange.bindings(), secure)
                : List.of(targets.all(exchange.bindings(), secure));
        int branches = 0;
        for (int i = 0; i < groups.size(); i++) {
            branches += groups.get(i).size();
        }
        if (branches == 0) {
            return exchange.answer(480, "No Contact That Can Be Called");
        }
        int breadth = Breadth.of(exchange.request());
        if (branches > breadth) {
            return exchange.answer(440, "Max-Breadth Exceeded");
        }
        Breadth.share(exchange.request(), breadth, branches);
        if (inTurn) {
            forwarding.forwardInTurn(exchange.request(), groups);
        } else {
            forwarding.forward(exchange.request(), groups.get(0));
        }
        return Outcome.DONE;
    }
}
