package io.bellhop.sip.transaction;

import io.bellhop.sip.message.Method;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.transport.Flow;

/** A client transaction (RFC 3261 17.1, RFC 6026), as its user sees it. Owner loop only. */
public interface ClientTransaction {
    /** The request as sent, with our Via; null once a final response came. */
    SipRequest request();

    Method method();

    /** Along which it was sent; null while the server is being located. */
    Flow flow();

    /** Who is told from now on: something small, where a transaction lingers that its first user is done with. */
    void user(ClientTransactionUser user);

    /** Whether a provisional response came. */
    boolean isProceeding();

    /** Whether a final response came, or a time-out or a transport failure was told. */
    boolean isFinal();

    boolean isTerminated();

    /**
     * Cancels an INVITE (RFC 3261 9.1): sends the CANCEL now, or at the first provisional response; nothing once there
     * is a final response. The INVITE's own final response (487 as a rule) still comes to the user. If none comes
     * within 64*T1 of the CANCEL, the user is told a time-out.
     *
     * @param reason the value of a Reason header (RFC 3326), or null
     */
    void cancel(String reason);

    /**
     * Gives up waiting: no time-out is told any more and the transaction ends. For Timer C and for users that go away.
     */
    void abandon();
}
