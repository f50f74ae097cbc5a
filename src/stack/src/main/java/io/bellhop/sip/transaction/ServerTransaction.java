package io.bellhop.sip.transaction;

import io.bellhop.sip.message.Method;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.transport.Flow;

/** A server transaction (RFC 3261 17.2, RFC 6026), as its user sees it. Owner loop only. */
public interface ServerTransaction {
    /** The request; null once a final response was sent (it is not kept for longer than it is needed). */
    SipRequest request();

    Method method();

    /** Where the request came from, and responses go by RFC 3261 18.2.2. */
    Flow flow();

    /** A To tag for the responses that we make ourselves; the same one each time. */
    Slice localTag();

    /** Whether a final response was sent. */
    boolean isFinal();

    /** Whether the transaction is over. */
    boolean isTerminated();

    /**
     * Sends a response. Its Via headers must be the request's. After a final one only further 2xx to INVITE are sent
     * (RFC 6026 7.1); others are dropped.
     */
    void respond(SipResponse response);

    /** Who is told what happens; may be changed at any time. */
    void user(ServerTransactionUser user);

    ServerTransactionUser user();
}
