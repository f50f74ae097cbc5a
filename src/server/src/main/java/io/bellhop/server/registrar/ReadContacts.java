package io.bellhop.server.registrar;

import io.bellhop.server.step.Outcome;
import io.bellhop.server.step.Step;
import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.ServletParseException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;

/**
 * Reads the Contact values and what expiry each requests (RFC 3261 section 10.3 step 6 and the first half of step 7).
 */
final class ReadContacts implements Step<RegisterExchange> {

    private final ExpiryLimits limits;
    private final int mostInARequest;

    /**
     * Makes the step.
     *
     * @param limits      names the usual expiry
     * @param maxContacts how many contacts an address may have; a request may remove as many as it adds, not list more
     */
    ReadContacts(ExpiryLimits limits, int maxContacts) {
        this.limits = limits;
        this.mostInARequest = 2 * maxContacts;
    }

    @Override
    public Outcome take(RegisterExchange exchange) throws IOException {
        try {
            ListIterator<Address> values = exchange.request().getAddressHeaders("Contact");
            return values.hasNext() ? read(values, exchange) : Outcome.GO_ON;
        } catch (ServletParseException e) {
            return exchange.answer(400, "Malformed Contact");
        }
    }

    private Outcome read(ListIterator<Address> values, RegisterExchange exchange) throws IOException {
        String expires = exchange.request().getHeader("Expires");
        long usual = expires == null ? limits.usual() : DeltaSeconds.parse(expires);
        List<RequestedContact> contacts = new ArrayList<>(2);
        while (values.hasNext()) {
            Address value = values.next();
            if (value.isWildcard()) {
                boolean alone = contacts.isEmpty() && !values.hasNext();
                return readWildcard(exchange, alone && expires != null && usual == 0);
            }
            if (contacts.size() == mostInARequest) {
                return exchange.answer(403, "Too Many Contacts");
            }
            int q = Preference.parse(value.getParameter("q"));
            if (q == Preference.MALFORMED) {
                return exchange.answer(400, "Malformed q Of A Contact");
            }
            String own = value.getParameter("expires");
            contacts.add(new RequestedContact(value.getURI().toString(), value.getURI(), q,
                    own == null ? usual : DeltaSeconds.parse(own)));
        }
        exchange.contacts(contacts);
        return Outcome.GO_ON;
    }

    /** "If the request has additional Contact fields or an expiration time other than zero, the request is invalid". */
    private static Outcome readWildcard(RegisterExchange exchange, boolean valid) throws IOException {
        if (!valid) {
            return exchange.answer(400, "Contact * Must Stand Alone And With Expires 0");
        }
        exchange.removeAll(true);
        return Outcome.GO_ON;
    }
}
