package io.bellhop.server.registrar;

import io.bellhop.server.location.Binding;
import io.bellhop.server.location.Bindings;
import io.bellhop.server.location.LocationStore;
import java.util.Arrays;
import java.util.List;

/**
 * What one REGISTER does to the bindings of its address: RFC 3261 section 10.3 steps 6 and 7, all or nothing. Plain
 * values in, plain values out. For one use.
 */
final class Registration implements LocationStore.Change {

    /** Why a registration changes nothing. */
    enum Refusal {
        /** It is no newer than what is stored. */
        OUT_OF_ORDER,
        /** It would bind more contacts than an address may have. */
        TOO_MANY_CONTACTS
    }

    /**
     * What all bindings made by one REGISTER have in common.
     *
     * @param callId    its Call-ID
     * @param cseq      its CSeq number
     * @param source    where it came from
     * @param userAgent which phone sent it
     * @param now       milliseconds since 1970
     */
    record Origin(String callId, long cseq, String source, String userAgent, long now) {
    }

    /**
     * What holds for every REGISTER.
     *
     * @param limits      how long a contact may be bound
     * @param maxContacts how many contacts an address may have
     * @param comparison  tells equal contacts
     */
    record Policy(ExpiryLimits limits, int maxContacts, ContactComparison comparison) {
    }

    private final Origin origin;
    private final List<RequestedContact> contacts;
    private final boolean removeAll;
    private final Policy policy;
    private Refusal refusal;

    private Registration(Origin origin, List<RequestedContact> contacts, boolean removeAll, Policy policy) {
        this.origin = origin;
        this.contacts = contacts;
        this.removeAll = removeAll;
        this.policy = policy;
    }

    /** A REGISTER that adds, refreshes or removes the contacts that it lists. */
    static Registration of(Origin origin, List<RequestedContact> contacts, Policy policy) {
        return new Registration(origin, contacts, false, policy);
    }

    /** A REGISTER with {@code Contact: *}. */
    static Registration removeAll(Origin origin, Policy policy) {
        return new Registration(origin, List.of(), true, policy);
    }

    /** @return why {@link #apply} returned null; null otherwise */
    Refusal refusal() {
        return refusal;
    }

    @Override
    public Bindings apply(Bindings current) {
        return removeAll ? withoutAny(current) : withContacts(current);
    }

    private Bindings withoutAny(Bindings current) {
        for (int i = 0; i < current.size(); i++) {
            if (!newerThan(current.get(i))) {
                return refuse(Refusal.OUT_OF_ORDER);
            }
        }
        return Bindings.NONE;
    }

    private Bindings withContacts(Bindings current) {
        Binding[] work = new Binding[current.size() + contacts.size()];
        for (int i = 0; i < current.size(); i++) {
            work[i] = current.get(i);
        }
        int used = current.size();
        int added = 0;
        for (int i = 0; i < contacts.size(); i++) {
            RequestedContact contact = contacts.get(i);
            int at = indexOf(contact, work, used);
            if (at == used) {
                added += contact.seconds() > 0 ? 1 : 0;
                work[used++] = bind(contact);
            } else if (at < current.size() && work[at] == current.get(at) && !newerThan(work[at])) {
                return refuse(Refusal.OUT_OF_ORDER);
            } else {
                work[at] = bind(contact);
            }
        }
        Bindings next = Bindings.of(work, used);
        return added > 0 && next.size() > policy.maxContacts() ? refuse(Refusal.TOO_MANY_CONTACTS) : next;
    }

    private int indexOf(RequestedContact contact, Binding[] work, int used) {
        for (int i = 0; i < used; i++) {
            if (work[i] != null && policy.comparison().same(work[i].contact(), contact)) {
                return i;
            }
        }
        return used;
    }

    /**
     * "If the Call-ID value in the existing binding differs ... [or] the CSeq value is higher" (section 10.3 step 7).
     */
    private boolean newerThan(Binding stored) {
        return origin.cseq() > stored.cseq() || !origin.callId().equals(stored.callId());
    }

    private Binding bind(RequestedContact contact) {
        if (contact.seconds() == 0) {
            return null;
        }
        long expiresAt = origin.now() + policy.limits().granted(contact.seconds()) * 1000;
        return new Binding(contact.uri(), contact.q(), expiresAt, origin.callId(), origin.cseq(), origin.source(),
                origin.userAgent());
    }

    private Bindings refuse(Refusal why) {
        refusal = why;
        return null;
    }

    @Override
    public String toString() {
        return origin + (removeAll ? " removes all" : Arrays.toString(contacts.toArray()));
    }
}
