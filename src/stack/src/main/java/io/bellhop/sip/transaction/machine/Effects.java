package io.bellhop.sip.transaction.machine;

/** What a transaction is to do: a set of these bits. Whoever carries them out goes from the top to the bottom. */
public final class Effects {
    public static final long NONE = 0;

    // ---- timers; a timer that is started stops those of the state before
    /** Retransmit after T1, then double. */
    public static final long START_A = 1L;
    /** Give up after 64*T1. */
    public static final long START_B = 1L << 1;
    public static final long RESET_A = 1L << 2;
    public static final long START_D = 1L << 3;
    /** Retransmit after T1, then double up to T2. */
    public static final long START_E = 1L << 4;
    public static final long RESET_E = 1L << 5;
    /** Retransmit after T2. */
    public static final long RESET_E_TO_T2 = 1L << 6;
    public static final long START_F = 1L << 7;
    public static final long START_G = 1L << 8;
    public static final long RESET_G = 1L << 9;
    public static final long START_H = 1L << 10;
    public static final long START_I = 1L << 11;
    public static final long START_J = 1L << 12;
    public static final long START_K = 1L << 13;
    public static final long START_L = 1L << 14;
    public static final long START_M = 1L << 15;
    public static final long START_100 = 1L << 16;
    public static final long START_CANCEL = 1L << 17;
    public static final long STOP_TIMERS = 1L << 18;

    // ---- to the network
    public static final long SEND_REQUEST = 1L << 24;
    public static final long SEND_ACK = 1L << 25;
    /** The response that the user gave. */
    public static final long SEND_RESPONSE = 1L << 26;
    /** A 100 of our own. */
    public static final long SEND_100 = 1L << 27;
    /** What was sent last, once more. */
    public static final long RETRANSMIT_LAST = 1L << 28;

    // ---- to the user
    /** The request, response or ACK that came. */
    public static final long PASS_UP = 1L << 32;
    public static final long TELL_TIMEOUT = 1L << 33;
    public static final long TELL_FAILURE = 1L << 34;

    private Effects() {}

    /** Whether one of those bits is in the set. */
    public static boolean has(long effects, long bits) {
        return (effects & bits) != 0;
    }
}
