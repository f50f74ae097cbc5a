package io.bellhop.container.dispatch;

import io.bellhop.container.session.SessionToken;
import io.bellhop.sip.message.MalformedHeaderException;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipUri;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import java.util.List;

/** Takes what is ours off the routes of a request that came in (RFC 3261 16.4). */
final class Routes {
    private final LocalPoints points;

    Routes(LocalPoints points) {
        this.points = points;
    }

    /**
     * Restores a Request-URI that a strict router replaced, and takes off the topmost Route if it is ours.
     *
     * @return the Route value taken off, or null
     * @throws MalformedHeaderException if the topmost Route is malformed
     */
    Slice pop(SipRequest request) {
        if (!request.has(StandardHeader.ROUTE)) {
            return null;
        }
        Slice strict = restore(request);
        if (strict != null) {
            return strict;
        }
        SipUri top = request.topRoute();
        if (top == null || !points.isOurs(top)) {
            return null;
        }
        Slice popped = request.firstSlice(StandardHeader.ROUTE);
        request.removeFirst(StandardHeader.ROUTE);
        SipUri below = request.topRoute();
        // With two Record-Route values of ours (RFC 5658, one a side) both are ours to take.
        if (below != null && sameToken(top, below) && points.isOurs(below)) {
            request.removeFirst(StandardHeader.ROUTE);
        }
        return popped;
    }

    private static boolean sameToken(SipUri one, SipUri other) {
        Slice token = one.parameter(SessionToken.PARAMETER);
        return token != null && token.equals(other.parameter(SessionToken.PARAMETER));
    }

    /**
     * "If the Request-URI contains a value this proxy previously placed into a Record-Route header field", the previous
     * hop is a strict router: the last Route is the Request-URI. Known by our token.
     *
     * @return the Request-URI that stood there, as a Route value, or null
     */
    private Slice restore(SipRequest request) {
        SipUri uri = request.sipUri();
        if (uri == null || uri.parameter(SessionToken.PARAMETER) == null || !points.isOurs(uri)) {
            return null;
        }
        List<Slice> routes = request.allSlices(StandardHeader.ROUTE);
        Slice last = inner(routes.get(routes.size() - 1));
        Slice popped = Slice.of("<" + uri.text() + ">");
        request.requestUri(last);
        request.removeLast(StandardHeader.ROUTE);
        return popped;
    }

    private static Slice inner(Slice route) {
        String text = route.toString();
        int open = text.indexOf('<');
        int close = text.indexOf('>', open);
        return open < 0 || close < 0 ? route : Slice.of(text.substring(open + 1, close));
    }

    /** The token in a Route value that was taken off, or null. */
    static Slice token(Slice popped) {
        if (popped == null) {
            return null;
        }
        for (int i = 0; i + 3 < popped.length(); i++) {
            if (popped.at(i) == ';' && isName(popped, i + 1)) {
                int end = i + 4;
                while (end < popped.length() && ";>?".indexOf(popped.at(end)) < 0) {
                    end++;
                }
                return popped.sub(i + 4, end);
            }
        }
        return null;
    }

    private static boolean isName(Slice text, int at) {
        return (text.at(at) | 0x20) == 'b' && (text.at(at + 1) | 0x20) == 'h' && text.at(at + 2) == '=';
    }
}
