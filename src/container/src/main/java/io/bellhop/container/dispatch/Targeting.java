package io.bellhop.container.dispatch;

import io.bellhop.container.address.AddressParser;
import io.bellhop.container.app.SessionKey;
import io.bellhop.container.message.SipServletRequestImpl;
import io.bellhop.container.session.CallOwner;
import io.bellhop.container.session.KeyedSessions;
import io.bellhop.container.session.SessionToken;
import io.bellhop.container.session.SipApplicationSessionImpl;
import io.bellhop.container.session.SipSessionImpl;
import io.bellhop.sip.message.SipUri;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import jakarta.servlet.sip.Parameterable;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.ar.SipTargetedRequestInfo;
import jakarta.servlet.sip.ar.SipTargetedRequestType;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Which application and which application session an initial request is meant for (JSR 289 15.11): by Join (RFC 3911),
 * Replaces (RFC 3891), an encoded URI, or the application's key. Owner loop only.
 *
 * <p>A request that names a dialog or session we do not have is not refused here: behind an application that proxies it
 * somebody else may have it.
 */
final class Targeting {
    private static final Logger LOG = Logger.getLogger(Targeting.class.getPackageName());

    private static final Slice IN_ROUTE = Slice.of(";" + SessionToken.ENCODED + "=");

    private Targeting() {}

    /** What the application router is told of a request that is meant for one application, or null. */
    static SipTargetedRequestInfo target(SipServletRequestImpl request) {
        SipSessionImpl joined = related(request, StandardHeader.JOIN);
        if (joined != null) {
            return new SipTargetedRequestInfo(SipTargetedRequestType.JOIN, joined.application().name());
        }
        SipSessionImpl replaced = related(request, StandardHeader.REPLACES);
        if (replaced != null) {
            return new SipTargetedRequestInfo(SipTargetedRequestType.REPLACES, replaced.application().name());
        }
        SipApplicationSessionImpl encoded = encoded(request);
        return encoded == null ? null
                : new SipTargetedRequestInfo(SipTargetedRequestType.ENCODED_URI, encoded.application().name());
    }

    /** The application session of that application that the request belongs to, or null for a new one. */
    static SipApplicationSessionImpl applicationSession(SipServletRequestImpl request) {
        SipSessionImpl related = related(request, StandardHeader.JOIN);
        if (related == null || related.application() != request.application()) {
            related = related(request, StandardHeader.REPLACES);
        }
        if (related != null && related.application() == request.application()) {
            return related.applicationSession();
        }
        SipApplicationSessionImpl encoded = encoded(request);
        return encoded != null && encoded.application() == request.application() ? encoded : byKey(request);
    }

    /** Makes the session of a request and the one it joins or replaces known to each other. */
    static void link(SipServletRequestImpl request, SipSessionImpl made) {
        link(request, made, StandardHeader.JOIN);
        link(request, made, StandardHeader.REPLACES);
    }

    private static void link(SipServletRequestImpl request, SipSessionImpl made, StandardHeader header) {
        SipSessionImpl other = related(request, header);
        if (other != null && other.application() == made.application()) {
            made.extensions().related(header, other);
            other.extensions().related(header, made);
        }
    }

    /** The session whose dialog that header names: its to-tag is ours, its from-tag the peer's (RFC 3891 3). */
    private static SipSessionImpl related(SipServletRequestImpl request, StandardHeader header) {
        if (request.method() != StandardMethod.INVITE || !request.sip().has(header)) {
            return null;
        }
        try {
            Parameterable value = AddressParser.parseParameterable(request.sip().first(header));
            String local = value.getParameter("to-tag");
            String remote = value.getParameter("from-tag");
            return local == null || remote == null ? null
                    : find(request.actions().owner(), value.getValue().strip(), Slice.of(local), Slice.of(remote));
        } catch (ServletParseException e) {
            // As malformed as it is, it is for a user agent to refuse it.
            return null;
        }
    }

    private static SipSessionImpl find(CallOwner owner, String callId, Slice local, Slice remote) {
        SipSessionImpl found = owner.dialog(local, remote);
        return found != null && found.callId().toString().equals(callId) && found.isValid() ? found : null;
    }

    /** The application session whose id stands in the Request-URI or in the Route that was taken off. */
    private static SipApplicationSessionImpl encoded(SipServletRequestImpl request) {
        SipUri uri = request.sip().sipUri();
        Slice token = uri == null ? null : uri.parameter(SessionToken.ENCODED);
        if (token == null && request.popped() != null) {
            token = inRoute(request.popped());
        }
        SipApplicationSessionImpl found = token == null ? null : request.actions().owner().applicationSession(token);
        return found != null && found.isValid() ? found : null;
    }

    /** The token in a Route value, or null. Makes no String, since most Routes have none. */
    private static Slice inRoute(Slice popped) {
        int last = popped.length() - IN_ROUTE.length() - SessionToken.LENGTH;
        for (int i = 0; i <= last; i++) {
            if (popped.at(i) == ';' && popped.sub(i, i + IN_ROUTE.length()).equals(IN_ROUTE)) {
                int start = i + IN_ROUTE.length();
                return popped.sub(start, start + SessionToken.LENGTH);
            }
        }
        return null;
    }

    private static SipApplicationSessionImpl byKey(SipServletRequestImpl request) {
        SessionKey method = request.application().sessionKey();
        String key = method == null ? null : method.of(request);
        if (key == null) {
            return null;
        }
        CallOwner owner = request.actions().owner();
        SipApplicationSessionImpl found = KeyedSessions.findOrMake(request.application(), key, owner);
        if (found.owner() != owner) {
            LOG.log(Level.WARNING, "the session of key {0} belongs to another loop; this call gets a new one", key);
            return null;
        }
        return found;
    }
}
