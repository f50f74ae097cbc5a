package io.bellhop.server.registrar;

import io.bellhop.server.step.Outcome;
import io.bellhop.server.step.Step;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.URI;
import java.io.IOException;

/**
 * RFC 3261 section 10.3 step 4: an authenticated user changes and sees the bindings of no one else. Where nobody is
 * authenticated, because {@code sip.xml} doesn't ask for it, everybody may register everything.
 */
final class OwnAddress implements Step<RegisterExchange> {

    @Override
    public Outcome take(RegisterExchange exchange) throws IOException {
        String user = exchange.request().getRemoteUser();
        if (user == null) {
            return Outcome.GO_ON;
        }
        if (!user.equals(exchange.aor())) {
            return exchange.answer(403, "Not Your Address Of Record");
        }
        URI from = exchange.request().getFrom().getURI();
        if (!(from instanceof SipURI sip) || !user.equals(sip.getUser())) {
            return exchange.answer(403, "From Is Not You");
        }
        return Outcome.GO_ON;
    }
}
