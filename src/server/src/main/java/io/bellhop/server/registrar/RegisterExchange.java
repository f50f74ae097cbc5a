package io.bellhop.server.registrar;

import io.bellhop.server.location.Bindings;
import io.bellhop.server.step.Exchange;
import jakarta.servlet.sip.SipServletRequest;
import java.util.List;

/** A REGISTER on its way through the registrar's steps, and what they found out. */
final class RegisterExchange extends Exchange {

    private final long now;
    private String aor;
    private List<RequestedContact> contacts = List.of();
    private boolean removeAll;
    private Bindings bindings;

    RegisterExchange(SipServletRequest request, long now) {
        super(request);
        this.now = now;
    }

    /** Milliseconds since 1970 at which the request is looked at. */
    long now() {
        return now;
    }

    /** The address of record in canonical form, once known. */
    String aor() {
        return aor;
    }

    void aor(String canonical) {
        aor = canonical;
    }

    /** The contacts to add, refresh or remove; empty for a query and for {@code Contact: *}. */
    List<RequestedContact> contacts() {
        return contacts;
    }

    void contacts(List<RequestedContact> requested) {
        contacts = requested;
    }

    boolean removeAll() {
        return removeAll;
    }

    void removeAll(boolean all) {
        removeAll = all;
    }

    /** Whether the request asks for the bindings without changing them (RFC 3261 section 10.2.3). */
    boolean query() {
        return contacts.isEmpty() && !removeAll;
    }

    /** The bindings to answer with, once known. */
    Bindings bindings() {
        return bindings;
    }

    void bindings(Bindings current) {
        bindings = current;
    }
}
