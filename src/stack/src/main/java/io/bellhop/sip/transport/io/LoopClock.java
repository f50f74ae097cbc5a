package io.bellhop.sip.transport.io;

/** Where the loops have the time from. Any thread may ask. */
public interface LoopClock {
    /** Milliseconds since some fixed moment; never goes back. */
    long millis();

    /** Milliseconds since 1970. */
    long epochMillis();
}
