package io.bellhop.sip.transaction;

import io.bellhop.sip.loop.SipLoop;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.transport.Flow;

/** The transactions of one loop. All methods on that loop only, unless said otherwise. */
public interface TransactionLayer {
    SipLoop loop();

    /**
     * Sends a request in a transaction of its own: locates the server, goes through the addresses found (RFC 3263 4.3),
     * changes to TCP above 1300 bytes (RFC 3261 18.1.1), puts our Via on top. The user may be called before this
     * returns.
     *
     * @param request neither ACK nor CANCEL; belongs to the transaction from now on
     */
    ClientTransaction send(SipRequest request, NextHop hop, ClientTransactionUser user);

    /** Sends a request without a transaction, with our Via on top: an ACK for a 2xx (RFC 3261 13.2.2.4, 16.11). */
    void sendStateless(SipRequest request, NextHop hop);

    /** Answers a request that has no transaction (RFC 3261 8.2.7). */
    void respondStateless(SipResponse response, Flow flow);

    /** How many transactions live. Any thread; approximate off the loop. */
    int live();
}
