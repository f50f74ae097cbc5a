package io.bellhop.container.proxy;

import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The URIs that a proxy was ever sent to: none is tried twice (RFC 3261 16.5). */
final class Targets {
    private final List<URI> known = new ArrayList<>(2);

    /**
     * Takes a target in.
     *
     * @return false if an equal one is in already
     */
    boolean add(URI target) {
        for (URI other : known) {
            if (other.equals(target)) {
                return false;
            }
        }
        known.add(target);
        return true;
    }

    /**
     * A target as it may stand in a Request-URI (RFC 3261 19.1.1, table 1): without headers and method. The caller's
     * own object is left as it is.
     *
     * @throws IllegalArgumentException if it is null
     */
    static URI asRequestUri(URI target) {
        if (target == null) {
            throw new IllegalArgumentException("a target is null");
        }
        if (!(target instanceof SipURI uri) || !hasMore(uri)) {
            return target;
        }
        SipURI clean = (SipURI) uri.clone();
        for (Iterator<String> names = uri.getHeaderNames(); names.hasNext(); ) {
            clean.removeHeader(names.next());
        }
        clean.removeParameter("method");
        return clean;
    }

    private static boolean hasMore(SipURI uri) {
        return uri.getParameter("method") != null || uri.getHeaderNames().hasNext();
    }
}
