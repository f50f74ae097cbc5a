package io.bellhop.container.session;

import jakarta.servlet.sip.SipServletRequest;

/** A transaction of a session that a final response is expected for, in the session's list. Owner loop only. */
public abstract class OpenTransaction {
    OpenTransaction next;

    /** The session has ended: it is to be answered or given up. It is in no list any more. */
    protected abstract void sessionEnded();

    /** The request of a user agent that waits for its final response; null where it is none. */
    protected SipServletRequest request() {
        return null;
    }

    /** Whether we have sent the request. */
    protected boolean isOurs() {
        return false;
    }

    /** Whether it is an INVITE of a user agent. */
    protected boolean isInvite() {
        return false;
    }
}
