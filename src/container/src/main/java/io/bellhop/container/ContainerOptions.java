package io.bellhop.container;

import io.bellhop.sip.transaction.TimerValues;

/**
 * How a container behaves.
 *
 * @param workers threads for callbacks of applications that may block, 1 or more
 * @param queued how many callbacks may wait for a worker; beyond it new requests get 503 with Retry-After
 * @param timers T1 and T2 time the retransmissions of a 2xx (RFC 3261 13.3.1.4)
 */
public record ContainerOptions(int workers, int queued, TimerValues timers) {
    public static final ContainerOptions DEFAULT = new ContainerOptions(16, 10_000, TimerValues.RFC3261);
}
