package io.bellhop.server.registrar;

import io.bellhop.server.Domains;
import io.bellhop.server.step.Outcome;
import io.bellhop.server.step.Step;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.URI;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * RFC 3261 section 10.3 steps 1 and 5: are the domain that is asked and the address of record ours? "If the
 * address-of-record is not valid for the domain in the Request-URI, the registrar MUST send a 404 (Not Found)
 * response". The canonical form of an address is its unescaped user part, since all our domains are one name space.
 */
final class OwnDomain implements Step<RegisterExchange> {

    private final Supplier<Domains> domains;

    OwnDomain(Supplier<Domains> domains) {
        this.domains = domains;
    }

    @Override
    public Outcome take(RegisterExchange exchange) throws IOException {
        Domains ours = domains.get();
        if (!includes(ours, exchange.request().getRequestURI())) {
            return exchange.answer(404, "Not Our Domain");
        }
        URI to = exchange.request().getTo().getURI();
        if (!includes(ours, to)) {
            return exchange.answer(404, "Address Of Record Not In Our Domain");
        }
        String user = ((SipURI) to).getUser();
        if (user == null || user.isEmpty()) {
            return exchange.answer(404, "Address Of Record Without A User");
        }
        exchange.aor(user);
        return Outcome.GO_ON;
    }

    private static boolean includes(Domains ours, URI uri) {
        return uri instanceof SipURI sip && ours.includes(sip);
    }
}
