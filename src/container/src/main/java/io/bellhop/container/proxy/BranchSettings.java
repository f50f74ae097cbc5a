package io.bellhop.container.proxy;

import io.bellhop.container.address.AddressParser;
import io.bellhop.sip.transport.ListeningPoint;
import jakarta.servlet.sip.SipURI;

/** What an application may set on a proxy as a whole and, from then on, on each branch of it (JSR 289 10.2). */
final class BranchSettings {
    boolean recordRoute;
    boolean recurse = true;
    boolean addToPath;
    /** How long a branch may search, in ms, more than 0. */
    long searchMillis;
    /** The point that the request leaves from, or null for any. */
    ListeningPoint outbound;
    /** What the application adds its Record-Route parameters to, or null while it never asked. */
    SipURI recordRouteUri;
    /** As {@link #recordRouteUri}, for Path. */
    SipURI pathUri;

    /** @throws IllegalStateException if there will be no Record-Route */
    SipURI recordRouteUri(ListeningPoint inbound) {
        if (!recordRoute) {
            throw new IllegalStateException("record-routing is not set");
        }
        if (recordRouteUri == null) {
            recordRouteUri = own(inbound);
        }
        return recordRouteUri;
    }

    /** @throws IllegalStateException if there will be no Path */
    SipURI pathUri(ListeningPoint inbound) {
        if (!addToPath) {
            throw new IllegalStateException("addToPath is not set");
        }
        if (pathUri == null) {
            pathUri = own(inbound);
        }
        return pathUri;
    }

    private static SipURI own(ListeningPoint inbound) {
        SipURI uri = AddressParser.createSipUri(null, inbound.sentBy());
        uri.setLrParam(true);
        return uri;
    }

    BranchSettings copy() {
        BranchSettings copy = new BranchSettings();
        copy.recordRoute = recordRoute;
        copy.recurse = recurse;
        copy.addToPath = addToPath;
        copy.searchMillis = searchMillis;
        copy.outbound = outbound;
        copy.recordRouteUri = recordRouteUri == null ? null : (SipURI) recordRouteUri.clone();
        copy.pathUri = pathUri == null ? null : (SipURI) pathUri.clone();
        return copy;
    }
}
