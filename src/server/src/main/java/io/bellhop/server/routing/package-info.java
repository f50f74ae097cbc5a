/** Proxy and redirect server: one class a step of RFC 3261 sections 16 and 8.3, listed in {@code Router}. */
package io.bellhop.server.routing;
