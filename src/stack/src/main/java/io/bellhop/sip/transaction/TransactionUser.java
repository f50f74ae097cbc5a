package io.bellhop.sip.transaction;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.transport.Flow;

/** The core above the transactions: takes the requests that begin something. Called on the loop that owns the call. */
public interface TransactionUser {
    /**
     * A new request, neither ACK nor CANCEL, well-formed and no retransmission. It must be answered through the
     * transaction, now or later.
     */
    void request(SipRequest request, ServerTransaction transaction);

    /** An ACK that belongs to no transaction that absorbs it: the one for a 2xx. */
    void ack(SipRequest ack, Flow flow);
}
