package io.bellhop.container.message;

import io.bellhop.sip.message.Slice;
import io.bellhop.sip.transport.Flow;

/**
 * How a request that passes several applications came into the container: the same for all of them (JSR 289,
 * getInitialPoppedRoute, getInitialRemoteAddr).
 *
 * @param popped the Route value that was taken off then, or null
 * @param flow along which it came; null where an application made it
 */
public record Arrival(Slice popped, Flow flow) {
    /** For requests that applications make. */
    public static final Arrival LOCAL = new Arrival(null, null);
}
