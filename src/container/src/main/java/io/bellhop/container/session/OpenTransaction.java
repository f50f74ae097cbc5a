package io.bellhop.container.session;

/** A transaction of a session that a final response is expected for, in the session's list. Owner loop only. */
public abstract class OpenTransaction {
    OpenTransaction next;

    /** The session has ended: it is to be answered or given up. It is in no list any more. */
    protected abstract void sessionEnded();
}
