package io.bellhop.container.message;

import io.bellhop.sip.message.SipRequest;
import jakarta.servlet.sip.Proxy;

/** What the runtime asks of a proxy. Owner loop only. */
public interface ProxyControl extends Proxy {
    /**
     * A later request of the dialog (BYE, re-INVITE, the ACK of a 2xx, ...) in a session whose
     * {@link io.bellhop.container.session.SipSessionImpl#proxy()} this is. The application's callback is over; the
     * request is to be sent on along its routes (JSR 289 10.2.8). An ACK has no server transaction.
     */
    void subsequent(SipServletRequestImpl request);

    /**
     * A CANCEL came for the INVITE received, before a final response; it has been answered with 200. Every branch is to
     * be cancelled (RFC 3261 16.10). The application's doCancel is called after this.
     *
     * @param original the INVITE: the one that began this proxy, or a later one passed to {@link #subsequent}
     */
    void cancelled(SipServletRequestImpl original, SipRequest cancel);

    /**
     * The application answers the request itself, as a virtual branch (JSR 289 10.2.5).
     *
     * @return true if the proxy keeps the response, as a candidate for the best one; false if it is to be sent now
     */
    default boolean answered(SipServletResponseImpl response) {
        return false;
    }

    /** The application threw while it was shown the request: branches are to be cancelled, and that status sent. */
    default void failed(SipServletRequestImpl original, int status) {}

    /** A BYE of the dialog has a final response. @return whether no other dialog of the session is left */
    default boolean hungUp(SipServletRequestImpl bye) {
        return true;
    }

    /** The server transaction of a request is over: nothing can be answered any more. */
    default void terminated(SipServletRequestImpl original) {}

    /** The session is gone or the application undeployed: branches are to be cancelled, upstream is to be answered. */
    default void ended() {}
}
