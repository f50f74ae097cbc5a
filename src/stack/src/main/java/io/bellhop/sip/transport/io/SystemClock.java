package io.bellhop.sip.transport.io;

/** The machine's clock: the only place of the stack that asks it. */
public final class SystemClock implements LoopClock {
    private static final long NANOS_A_MILLI = 1_000_000;

    private final long begin = System.nanoTime();

    @Override
    public long millis() {
        return (System.nanoTime() - begin) / NANOS_A_MILLI;
    }

    @Override
    public long epochMillis() {
        return System.currentTimeMillis();
    }
}
