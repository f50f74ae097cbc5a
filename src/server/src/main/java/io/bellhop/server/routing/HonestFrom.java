package io.bellhop.server.routing;

import io.bellhop.server.Domains;
import io.bellhop.server.step.Outcome;
import io.bellhop.server.step.Step;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.URI;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * An authenticated user does not call in the name of another of our users: 403. A From of a foreign or an anonymous
 * domain claims none of them.
 */
final class HonestFrom implements Step<RoutedRequest> {

    private final Supplier<Domains> domains;

    HonestFrom(Supplier<Domains> domains) {
        this.domains = domains;
    }

    @Override
    public Outcome take(RoutedRequest exchange) throws IOException {
        String user = exchange.request().getRemoteUser();
        if (user == null) {
            return Outcome.GO_ON;
        }
        URI from = exchange.request().getFrom().getURI();
        if (from instanceof SipURI sip && domains.get().includes(sip) && !user.equals(sip.getUser())) {
            return exchange.answer(403, "From Is Not You");
        }
        return Outcome.GO_ON;
    }
}
