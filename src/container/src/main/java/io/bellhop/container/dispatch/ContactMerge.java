package io.bellhop.container.dispatch;

import io.bellhop.container.address.AddressImpl;
import io.bellhop.container.address.AddressParser;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.transport.ListeningPoint;
import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipURI;
import java.util.Iterator;
import java.util.Set;

/**
 * A Contact of ours and the parts of it that an application may choose (JSR 289 4.1.3): display name, user part and
 * parameters, but not where it leads to.
 */
final class ContactMerge {
    private static final Set<String> OURS = Set.of("method", "ttl", "maddr", "lr", "transport");

    private ContactMerge() {}

    /** Our Contact with what the application may choose taken from another one. */
    static Slice with(Slice ours, Address chosen) {
        AddressImpl made = parse(ours);
        if (chosen.isWildcard()) {
            throw new IllegalArgumentException("a wildcard as Contact");
        }
        made.setDisplayName(chosen.getDisplayName());
        for (Iterator<String> names = chosen.getParameterNames(); names.hasNext(); ) {
            String name = names.next();
            made.setParameter(name, chosen.getParameter(name));
        }
        if (chosen.getURI() instanceof SipURI from) {
            SipURI uri = (SipURI) made.getURI();
            uri.setUser(from.getUser());
            for (Iterator<String> names = from.getParameterNames(); names.hasNext(); ) {
                String name = names.next();
                if (!OURS.contains(name)) {
                    uri.setParameter(name, from.getParameter(name));
                }
            }
        }
        return Slice.of(made.toString());
    }

    /** That Contact, but of the given point. */
    static Slice at(Slice contact, ListeningPoint point) {
        return with(Slice.of(LocalPoints.contact(point)), parse(contact));
    }

    private static AddressImpl parse(Slice contact) {
        try {
            return AddressParser.parseAddress(contact.array(), contact.start(), contact.end());
        } catch (ServletParseException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
