package io.bellhop.server.registrar;

import io.bellhop.server.location.Bindings;
import io.bellhop.server.location.LocationStore;
import io.bellhop.server.step.Outcome;
import io.bellhop.server.step.Step;
import jakarta.servlet.sip.SipServletRequest;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * RFC 3261 section 10.3 step 7, the second half: "The binding updates MUST be committed ... if and only if all binding
 * updates and additions succeed." A query leaves everything as it is.
 */
final class ChangeBindings implements Step<RegisterExchange> {

    private static final Logger LOG = Logger.getLogger(ChangeBindings.class.getPackageName());

    private final LocationStore locations;
    private final Registration.Policy policy;

    ChangeBindings(LocationStore locations, Registration.Policy policy) {
        this.locations = locations;
        this.policy = policy;
    }

    @Override
    public Outcome take(RegisterExchange exchange) throws IOException {
        if (exchange.query()) {
            exchange.bindings(locations.find(exchange.aor(), exchange.now()));
            return Outcome.GO_ON;
        }
        Registration registration = registration(exchange);
        Bindings bindings;
        try {
            bindings = locations.update(exchange.aor(), exchange.now(), registration);
        } catch (IOException e) {
            LOG.log(Level.SEVERE, "A registration could not be kept", e);
            return exchange.answer(500, "Registration Could Not Be Kept");
        }
        if (bindings == null) {
            return refuse(exchange, registration.refusal());
        }
        exchange.bindings(bindings);
        return Outcome.GO_ON;
    }

    private Registration registration(RegisterExchange exchange) {
        Registration.Origin origin = origin(exchange.request(), exchange.now());
        return exchange.removeAll() ? Registration.removeAll(origin, policy)
                : Registration.of(origin, exchange.contacts(), policy);
    }

    private static Registration.Origin origin(SipServletRequest request, long now) {
        String agent = request.getHeader("User-Agent");
        String source = request.getTransport() + ':' + request.getRemoteAddr() + ':' + request.getRemotePort();
        return new Registration.Origin(request.getCallId(), DeltaSeconds.leading(request.getHeader("CSeq")), source,
                agent == null ? "" : agent, now);
    }

    private static Outcome refuse(RegisterExchange exchange, Registration.Refusal refusal) throws IOException {
        return switch (refusal) {
            // "the update MUST be aborted and the request fails": section 10.3 names 500 for that
            case OUT_OF_ORDER -> exchange.answer(500, "CSeq Out Of Order");
            case TOO_MANY_CONTACTS -> exchange.answer(403, "Too Many Contacts");
        };
    }
}
