package io.bellhop.sip.transaction;

import io.bellhop.sip.message.SipResponse;

/** The user of one client transaction, called on the owner loop. */
public interface ClientTransactionUser {
    /**
     * A response for the user: every provisional one, the first final one, and to INVITE every 2xx (retransmissions and
     * other forks alike, for 64*T1: RFC 6026). Our Via is still on top. The ACK for a non-2xx is sent by the
     * transaction.
     */
    void response(ClientTransaction transaction, SipResponse response);

    /** No final response in time (Timer B or F), on any of the located addresses. */
    void timedOut(ClientTransaction transaction);

    /** The request could not be sent to any of the located addresses, or none was found. */
    void transportFailed(ClientTransaction transaction, String why);

    /** The transaction is over. Called once, last. */
    default void terminated(ClientTransaction transaction) {}
}
