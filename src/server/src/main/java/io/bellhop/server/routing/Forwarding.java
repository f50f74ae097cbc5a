package io.bellhop.server.routing;

import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.TooManyHopsException;
import jakarta.servlet.sip.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** How requests are passed on: what every proxy of ours is told before it starts. Any thread may call. */
final class Forwarding {

    private static final String LATER = Forwarding.class.getName() + ".later";

    private final boolean recurse;
    private final int searchSeconds;

    /**
     * Sets it up.
     *
     * @param recurse       whether a 3xx of a phone is followed instead of being handed to the caller
     * @param searchSeconds how long one group of a sequential fork may ring, 1 or more
     */
    Forwarding(boolean recurse, int searchSeconds) {
        this.recurse = recurse;
        this.searchSeconds = searchSeconds;
    }

    /** Passes a request on to one place. */
    void forward(SipServletRequest request, URI target) throws TooManyHopsException {
        proxy(request, false).proxyTo(target);
    }

    /** Passes a request on to several places at once; its breadth must suffice for them, see {@link Breadth}. */
    void forward(SipServletRequest request, List<URI> targets) throws TooManyHopsException {
        proxy(request, false).proxyTo(targets);
    }

    /** Passes a request on to one group of places after the other, until somebody answers; breadth as above. */
    void forwardInTurn(SipServletRequest request, List<List<URI>> groups) throws TooManyHopsException {
        Deque<List<URI>> later = new ArrayDeque<>(groups);
        List<URI> first = later.poll();
        if (later.isEmpty()) {
            forward(request, first);
            return;
        }
        request.getSession().setAttribute(LATER, later);
        Proxy proxy = proxy(request, true);
        proxy.setProxyTimeout(searchSeconds);
        proxy.proxyTo(first);
    }

    /**
     * Goes on with the next group, if there is one, when the best answer of the last one was a refusal. After a 6xx
     * nobody else is asked (RFC 3261 section 16.7 step 5), nor when the caller has given up.
     */
    void next(SipServletResponse refusal) {
        Proxy proxy = refusal.getProxy();
        if (proxy == null || refusal.getStatus() >= 600 || refusal.getStatus() == 487) {
            return;
        }
        SipServletRequest original = proxy.getOriginalRequest();
        if (original == null || original.isCommitted()) {
            return;
        }
        @SuppressWarnings("unchecked")
        Deque<List<URI>> later = (Deque<List<URI>>) original.getSession().getAttribute(LATER);
        if (later != null && !later.isEmpty()) {
            proxy.proxyTo(later.poll());
        }
    }

    /** Asks nobody further: the caller has given up. The session is the one thing that INVITE and CANCEL share. */
    void giveUp(SipServletRequest cancel) {
        SipSession session = cancel.getSession(false);
        if (session != null) {
            session.removeAttribute(LATER);
        }
    }

    private Proxy proxy(SipServletRequest request, boolean supervised) throws TooManyHopsException {
        Proxy proxy = request.getProxy();
        proxy.setParallel(true);
        proxy.setRecordRoute(formsDialog(request.getMethod()));
        proxy.setRecurse(recurse);
        proxy.setSupervised(supervised);
        return proxy;
    }

    private static boolean formsDialog(String method) {
        return method.equals("INVITE") || method.equals("SUBSCRIBE") || method.equals("REFER");
    }
}
