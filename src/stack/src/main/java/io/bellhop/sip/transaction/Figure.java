package io.bellhop.sip.transaction;

/** What {@link Figures} counts. */
public enum Figure {
    /** Transactions that live now. */
    INVITE_SERVERS,
    NON_INVITE_SERVERS,
    INVITE_CLIENTS,
    NON_INVITE_CLIENTS,
    /** Requests sent once more. */
    REQUESTS_RETRANSMITTED,
    /** Responses sent once more, by a timer or since the request came again. */
    RESPONSES_RETRANSMITTED,
    /** Requests that came again and were absorbed. */
    REQUESTS_REPEATED,
    /** Responses to nothing we sent, or to something that is long over. */
    STRAY_RESPONSES,
    /** Malformed messages that were answered. */
    FAULTS_ANSWERED,
    /** Malformed messages that were dropped. */
    FAULTS_DROPPED,
    /** Transactions whose user was told a time-out. */
    TIME_OUTS,
    /** Messages that could not be sent. */
    SEND_FAILURES,
    /** Exceptions of users. */
    USER_ERRORS;

    static final int COUNT = values().length;
}
