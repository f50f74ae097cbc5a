package io.bellhop.sip.transaction.machine;

/** What happens to a transaction. Timers have the letters of RFC 3261 Table 4 and RFC 6026. */
public enum Event {
    /** The transaction begins. */
    START,
    /** The request came again. */
    REQUEST,
    ACK,
    /** A provisional response: from the network at a client, from the user at a server. */
    RESPONSE_1XX,
    RESPONSE_2XX,
    RESPONSE_300_699,
    TRANSPORT_ERROR,
    /** A CANCEL was sent for this INVITE. */
    CANCEL_SENT,
    /** The user gives up waiting. */
    ABANDON,
    TIMER_A,
    TIMER_B,
    TIMER_D,
    TIMER_E,
    TIMER_F,
    TIMER_G,
    TIMER_H,
    TIMER_I,
    TIMER_J,
    TIMER_K,
    TIMER_L,
    TIMER_M,
    /** The user has been silent for so long that a 100 is due (17.2.1; RFC 4320 4.1). */
    TIMER_100,
    /** 64*T1 since the CANCEL was sent (9.1). */
    TIMER_CANCEL;

    static final int COUNT = values().length;

    /** The event that a response of that status is. */
    public static Event ofStatus(int status) {
        return status < 200 ? RESPONSE_1XX : status < 300 ? RESPONSE_2XX : RESPONSE_300_699;
    }
}
