package io.bellhop.container.message;

import io.bellhop.container.security.DigestClient;
import io.bellhop.container.session.CallOwner;
import io.bellhop.container.session.SipApplicationSessionImpl;
import io.bellhop.container.session.SipSessionImpl;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.SipUri;

/** What messages ask of the layer above them; one for each loop. Loop only, unless said otherwise. */
public interface MessageActions {
    /** Any thread. */
    CallOwner owner();

    /** Sends a response of the application, as a user agent server or a proxy's provisional one. */
    void respond(SipServletResponseImpl response);

    /** Sends a provisional response to an INVITE, marked with Require: 100rel, until its PRACK comes (RFC 3262). */
    void respondReliably(SipServletResponseImpl response);

    /** Sends a request of the application: a new transaction, an ACK, or a CANCEL. */
    void send(SipServletRequestImpl request);

    /** Makes the session of an initial request. */
    SipSessionImpl makeSession(SipServletRequestImpl request);

    /** Makes the application session of an initial request. */
    SipApplicationSessionImpl makeApplicationSession(SipServletRequestImpl request);

    /** Makes a proxy for that request. */
    ProxyControl makeProxy(SipServletRequestImpl original);

    /** Fills in what the container puts into a response that the application creates: Contact. Any thread. */
    void prepare(SipServletRequestImpl request, SipResponse response);

    /**
     * A request like an initial one, in a session of its own (JSR 289, B2buaHelper and SipFactory.createRequest).
     *
     * @param headers what stands in the place of the original's headers
     */
    SipServletRequestImpl createLike(SipServletRequestImpl original, HeaderMap headers, boolean sameCallId);

    /** Copies headers and body of a request into a later one of another session. Any thread. */
    void copy(SipServletRequestImpl original, SipServletRequestImpl made, HeaderMap headers);

    /** A further success response, in a session cloned of the original's. */
    SipServletResponseImpl createFurther(SipServletRequestImpl original, SipSessionImpl session, int status,
            String reason);

    /** Answers a request with 483, unless it is answered. */
    void tooManyHops(SipServletRequestImpl request);

    /** Who answers challenges. Any thread. */
    DigestClient digests();

    /** A cnonce. Any thread. */
    String cnonce();

    /** The ACK of a 2xx (RFC 3261 13.2.2.4). */
    SipServletRequestImpl createAck(SipServletResponseImpl response);

    /** The PRACK of a reliable provisional response (RFC 3262 4). */
    SipServletRequestImpl createPrack(SipServletResponseImpl response);

    /**
     * Calls the application for a response, inline or on a worker, then the continuation on the loop. For the proxy and
     * for user agents alike; no state changes here.
     *
     * @param after may be null
     */
    void deliver(SipServletResponseImpl response, ResponseContinuation after);

    /**
     * To be called when a proxy has forwarded a response upstream: the session of the request takes its new state (JSR
     * 289 6.2.1), and becomes ready where that ended it.
     */
    void forwarded(SipServletRequestImpl original, SipResponse response);

    /** The session of a request has ended before it was answered. */
    void sessionEnded(SipServletRequestImpl request);

    /** A CANCEL came for a request received, and was answered (RFC 3261 9.2). */
    void cancelled(SipServletRequestImpl request, SipRequest cancel);

    /**
     * No ACK came for the final response to an INVITE.
     *
     * @param response the response, or null where it is not kept
     */
    void ackMissing(SipServletRequestImpl request, SipServletResponseImpl response);

    /**
     * Whether the application router has to be asked for what an application sends or proxies. Any thread.
     *
     * @param from the initial request received that goes on, or one of ours
     */
    boolean asksRouter(SipServletRequestImpl from);

    /**
     * Asks the application router who is next (JSR 289 15.4.1). Routes to the outside that it names are pushed.
     *
     * @param from as in {@link #asksRouter}
     * @param shown what the router is shown
     * @param leaving the request that is about to be sent, without our Via
     * @return the way to the next application, or null where the request leaves along its routes
     */
    Onward onward(SipServletRequestImpl from, SipServletRequestImpl shown, SipRequest leaving);

    /**
     * The way of a request inside a dialog whose next hop is this container.
     *
     * @return null where it is somebody else
     */
    Onward within(SipUri hop);
}
