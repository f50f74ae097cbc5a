package io.bellhop.sip.transaction;

import io.bellhop.sip.message.SipRequest;

/** The user of one server transaction, called on the owner loop. */
public interface ServerTransactionUser {
    /** A CANCEL for this INVITE came before a final response; it has been answered with 200 (RFC 3261 9.2). */
    default void cancelled(ServerTransaction transaction, SipRequest cancel) {}

    /** No ACK for a non-2xx final response (Timer H). */
    default void ackMissing(ServerTransaction transaction) {}

    /** A response could not be sent. */
    default void transportFailed(ServerTransaction transaction, Throwable cause) {}

    /** The transaction is over. Called once, last. */
    default void terminated(ServerTransaction transaction) {}
}
