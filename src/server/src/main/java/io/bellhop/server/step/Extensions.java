package io.bellhop.server.step;

import jakarta.servlet.sip.SipServletResponse;
import java.io.IOException;
import java.util.ListIterator;

/**
 * Refuses what requires an extension, since this server has none: RFC 3261 section 8.2.2.3 for {@code Require} where it
 * answers itself, section 16.3 item 5 for {@code Proxy-Require} where it forwards.
 */
public final class Extensions implements Step<Exchange> {

    private final String header;

    /**
     * Makes the step.
     *
     * @param header {@code Require} or {@code Proxy-Require}
     */
    public Extensions(String header) {
        this.header = header;
    }

    @Override
    public Outcome take(Exchange exchange) throws IOException {
        if (exchange.request().getHeader(header) == null) {
            return Outcome.GO_ON;
        }
        SipServletResponse refusal = exchange.request().createResponse(420, "Bad Extension");
        ListIterator<String> required = exchange.request().getHeaders(header);
        while (required.hasNext()) {
            refusal.addHeader("Unsupported", required.next());
        }
        refusal.send();
        return Outcome.DONE;
    }
}
