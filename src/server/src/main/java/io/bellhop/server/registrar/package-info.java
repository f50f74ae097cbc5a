/** The registrar: one class a step of RFC 3261 section 10.3, listed in {@code Registrar}. */
package io.bellhop.server.registrar;
