package io.bellhop.sip.transaction;

/**
 * The base values of the transaction timers (RFC 3261 17.1.1.1 and Table 4), in milliseconds.
 *
 * @param t1 the round-trip estimate, 500
 * @param t2 the longest interval between retransmissions, 4000
 * @param t4 how long a message may stay in the network, 5000
 * @param trying after how long an INVITE nobody answered gets a 100 (17.2.1), 200
 */
public record TimerValues(long t1, long t2, long t4, long trying) {
    public static final TimerValues RFC3261 = new TimerValues(500, 4000, 5000, 200);
}
