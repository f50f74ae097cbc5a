package io.bellhop.server.registrar;

import io.bellhop.server.step.Outcome;
import io.bellhop.server.step.Step;
import jakarta.servlet.sip.SipServletResponse;
import java.io.IOException;
import java.util.List;

/** RFC 3261 section 10.3 step 7: 423 (Interval Too Brief), which "MUST contain a Min-Expires header field". */
final class NotTooBrief implements Step<RegisterExchange> {

    private final ExpiryLimits limits;

    NotTooBrief(ExpiryLimits limits) {
        this.limits = limits;
    }

    @Override
    public Outcome take(RegisterExchange exchange) throws IOException {
        List<RequestedContact> contacts = exchange.contacts();
        for (int i = 0; i < contacts.size(); i++) {
            if (limits.tooBrief(contacts.get(i).seconds())) {
                SipServletResponse refusal = exchange.request().createResponse(423, "Interval Too Brief");
                refusal.setHeader("Min-Expires", Long.toString(limits.least()));
                refusal.send();
                return Outcome.DONE;
            }
        }
        return Outcome.GO_ON;
    }
}
