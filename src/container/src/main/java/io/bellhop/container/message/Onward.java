package io.bellhop.container.message;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.transaction.ClientTransaction;
import io.bellhop.sip.transaction.ClientTransactionUser;
import io.bellhop.sip.transport.ListeningPoint;

/**
 * The way of a request that stays inside of the container, from one application to the next (JSR 289 15.4), without the
 * network. Owner loop only.
 */
public interface Onward {
    /**
     * Hands a request over in a transaction of its own, with a Via of ours on top; the user is called later, never
     * before this returns.
     *
     * @param request neither ACK nor CANCEL; it is copied
     * @param point what the next application sees as the point that it came in by
     */
    ClientTransaction send(SipRequest request, ListeningPoint point, ClientTransactionUser user);

    /** Hands the ACK for a 2xx over; it is copied. */
    void acknowledge(SipRequest ack, ListeningPoint point);
}
