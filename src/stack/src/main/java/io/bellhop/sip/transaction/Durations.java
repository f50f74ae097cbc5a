package io.bellhop.sip.transaction;

/** The durations of RFC 3261 Table 4, RFC 6026 and RFC 4320, in milliseconds, worked out from the base values. */
record Durations(long t1, long t2, long t4, long trying, long timeOut, long timerD, long lateTrying) {
    /** "at least 32 seconds": the peer's T1 is not known (17.1.1.2). */
    private static final long TIMER_D_MINIMUM = 32_000;

    static Durations of(TimerValues values) {
        long timeOut = 64 * values.t1();
        return new Durations(
                values.t1(), values.t2(), values.t4(), values.trying(), timeOut,
                Math.max(TIMER_D_MINIMUM, timeOut), untilTimerEIsT2(values));
    }

    /** RFC 4320 4.1: how long until a client has reset Timer E to T2; 3.5 s with the usual values. */
    private static long untilTimerEIsT2(TimerValues values) {
        long sum = 0;
        for (long interval = values.t1(); interval < values.t2(); interval *= 2) {
            sum += interval;
        }
        return sum;
    }
}
