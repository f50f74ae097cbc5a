package io.bellhop.container.descriptor;

import io.bellhop.container.descriptor.match.Condition;

/**
 * A servlet-mapping element.
 *
 * @param servletName one of the application's servlets
 * @param pattern which requests go there
 */
public record ServletMapping(String servletName, Condition pattern) {}
