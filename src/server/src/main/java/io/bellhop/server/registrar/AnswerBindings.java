package io.bellhop.server.registrar;

import io.bellhop.server.location.Binding;
import io.bellhop.server.location.Bindings;
import io.bellhop.server.step.Outcome;
import io.bellhop.server.step.Step;
import jakarta.servlet.sip.SipServletResponse;
import java.io.IOException;

/**
 * RFC 3261 section 10.3 step 8: the 200 "MUST contain Contact header field values enumerating all current bindings.
 * Each Contact value MUST feature an "expires" parameter ... The response SHOULD include a Date header field."
 */
final class AnswerBindings implements Step<RegisterExchange> {

    private final SipDate date = new SipDate();

    @Override
    public Outcome take(RegisterExchange exchange) throws IOException {
        SipServletResponse ok = exchange.request().createResponse(200);
        Bindings bindings = exchange.bindings();
        for (int i = 0; i < bindings.size(); i++) {
            ok.addHeader("Contact", contact(bindings.get(i), exchange.now()));
        }
        ok.setHeader("Date", date.at(exchange.now()));
        ok.send();
        return Outcome.DONE;
    }

    private static String contact(Binding binding, long now) {
        StringBuilder text = new StringBuilder(binding.contact().length() + 32);
        binding.writeContact(text);
        return text.append(";expires=").append(binding.secondsLeft(now)).toString();
    }
}
