package io.bellhop.sip.locate;

import io.bellhop.sip.loop.SipLoop;
import io.bellhop.sip.message.SipUri;
import java.util.List;

/** Locating SIP servers (RFC 3263). */
public interface ServerLocator {
    /**
     * Finds where a request for that URI is sent: to maddr or host, port, transport, as RFC 3263 4 says. An IP literal
     * is answered at once, before the call returns; a name later, on {@code loop}.
     *
     * @param answer gets the hops in the order to be tried, or an empty list and why
     */
    void locate(SipUri uri, SipLoop loop, Answer answer);

    /** Takes the result, on the loop. */
    interface Answer {
        /** @param failure null where {@code hops} is not empty */
        void located(List<Hop> hops, String failure);
    }
}
