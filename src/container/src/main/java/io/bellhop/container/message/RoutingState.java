package io.bellhop.container.message;

import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import java.io.Serializable;

/**
 * What the application router said of an initial request (JSR 289 15.4).
 *
 * @param region the region the application was chosen in
 * @param subscriber the address it was chosen to serve, or null
 * @param directive how it came to be asked
 * @param state what the router wants to see again
 */
public record RoutingState(SipApplicationRoutingRegion region, String subscriber,
        SipApplicationRoutingDirective directive, Serializable state) {}
