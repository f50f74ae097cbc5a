package io.bellhop.container.descriptor.match;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.URI;

/**
 * What a mapping rule can see of a request. Each method is called only by rules that need it, so an implementation
 * decodes its headers lazily. Called on the thread that dispatches the request.
 */
public interface RequestView {
    /** The method, as in the request line. */
    String method();

    /** The Request-URI. */
    URI requestUri();

    /** The From header. */
    Address from();

    /** The To header. */
    Address to();

    /** The topmost Route header that is still in the request; null without one. */
    Address route();

    /** The Route header that the container removed when the request came in (JSR 289, 15.11); null without one. */
    Address initialPoppedRoute();
}
