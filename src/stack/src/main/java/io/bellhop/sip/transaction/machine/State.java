package io.bellhop.sip.transaction.machine;

/** The states of the four transactions (RFC 3261 17, RFC 6026); each machine knows some of them. */
public enum State {
    CALLING,
    TRYING,
    PROCEEDING,
    /** After a 2xx to INVITE (RFC 6026). */
    ACCEPTED,
    COMPLETED,
    CONFIRMED,
    TERMINATED;

    static final State[] ALL = values();
}
