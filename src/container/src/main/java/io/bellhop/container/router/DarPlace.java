package io.bellhop.container.router;

import java.io.Serializable;

/**
 * What the router has the container keep between two decisions for one request: where in its list it was.
 *
 * @param rule the index of the rule that was followed last
 * @param outbound whether an application of this container began the request, and not somebody outside
 * @param back whether the rule sent the request away for a while (ROUTE_BACK): its application is still to come
 */
record DarPlace(int rule, boolean outbound, boolean back) implements Serializable {}
