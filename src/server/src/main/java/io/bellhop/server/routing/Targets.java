package io.bellhop.server.routing;

import io.bellhop.server.location.Binding;
import io.bellhop.server.location.Bindings;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Makes Request-URIs of bindings, most preferred first. Any thread may call. */
final class Targets {

    private static final Logger LOG = Logger.getLogger(Targets.class.getPackageName());

    private final SipFactory factory;

    Targets(SipFactory factory) {
        this.factory = factory;
    }

    /**
     * All of them. What is no SIP URI, as a mailto contact, can be redirected to but not proxied to: it is left out.
     *
     * @param secure whether the request is for a sips URI: it must not go on to a contact that is reached without TLS
     *               (RFC 3261 section 26.2.2, RFC 5630 section 5.3)
     */
    List<URI> all(Bindings bindings, boolean secure) {
        List<URI> uris = new ArrayList<>(bindings.size());
        for (int i = 0; i < bindings.size(); i++) {
            add(bindings.get(i), secure, uris);
        }
        return uris;
    }

    /** The same in groups of equal preference; no group is empty. */
    List<List<URI>> groups(Bindings bindings, boolean secure) {
        List<List<URI>> groups = new ArrayList<>();
        int at = 0;
        while (at < bindings.size()) {
            int rank = bindings.get(at).rank();
            List<URI> group = new ArrayList<>();
            while (at < bindings.size() && bindings.get(at).rank() == rank) {
                add(bindings.get(at++), secure, group);
            }
            if (!group.isEmpty()) {
                groups.add(group);
            }
        }
        return groups;
    }

    private void add(Binding binding, boolean secure, List<URI> to) {
        try {
            if (factory.createURI(requestUri(binding.contact())) instanceof SipURI uri && (uri.isSecure() || !secure)) {
                if (uri.getMethodParam() != null) {
                    uri.removeParameter("method");
                }
                to.add(uri);
            }
        } catch (ServletParseException e) {
            LOG.log(Level.WARNING, "The contact {0} is no URI that can be called: {1}",
                    new Object[] {binding.contact(), e.getMessage()});
        }
    }

    /** A Request-URI has no headers (RFC 3261 section 19.1.1, the table of components). */
    private static String requestUri(String contact) {
        int headers = contact.indexOf('?');
        return headers < 0 ? contact : contact.substring(0, headers);
    }
}
