package io.bellhop.container;

import io.bellhop.container.security.DigestAlgorithm;
import io.bellhop.container.security.DigestAuthenticator;
import io.bellhop.sip.transaction.TimerValues;
import java.util.List;

/**
 * How a container behaves.
 *
 * @param workers threads for callbacks of applications that may block, 1 or more
 * @param queued how many callbacks may wait for a worker; beyond it new requests get 503 with Retry-After
 * @param timers T1 and T2 time the retransmissions of a 2xx (RFC 3261 13.3.1.4)
 * @param digest the algorithms that callers are offered, the preferred one first (RFC 8760)
 */
public record ContainerOptions(int workers, int queued, TimerValues timers, List<DigestAlgorithm> digest) {
    public static final ContainerOptions DEFAULT =
            new ContainerOptions(16, 10_000, TimerValues.RFC3261, DigestAuthenticator.DEFAULT_ALGORITHMS);

    public ContainerOptions {
        digest = List.copyOf(digest);
    }
}
