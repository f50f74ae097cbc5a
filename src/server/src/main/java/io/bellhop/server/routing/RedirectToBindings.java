package io.bellhop.server.routing;

import io.bellhop.server.location.Bindings;
import io.bellhop.server.step.Outcome;
import io.bellhop.server.step.Step;
import jakarta.servlet.sip.SipServletResponse;
import java.io.IOException;

/**
 * The last step of the redirect server (RFC 3261 section 8.3): 302 (Moved Temporarily) for one contact, 300 (Multiple
 * Choices) for several, most preferred first.
 */
final class RedirectToBindings implements Step<RoutedRequest> {

    @Override
    public Outcome take(RoutedRequest exchange) throws IOException {
        Bindings bindings = exchange.bindings();
        SipServletResponse redirect = exchange.request().createResponse(bindings.size() == 1 ? 302 : 300);
        for (int i = 0; i < bindings.size(); i++) {
            StringBuilder contact = new StringBuilder();
            bindings.get(i).writeContact(contact);
            redirect.addHeader("Contact", contact.toString());
        }
        redirect.send();
        return Outcome.DONE;
    }
}
