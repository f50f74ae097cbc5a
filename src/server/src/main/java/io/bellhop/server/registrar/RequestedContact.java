package io.bellhop.server.registrar;

import jakarta.servlet.sip.URI;

/**
 * One Contact value of a REGISTER.
 *
 * @param uri     the contact URI as text, exactly as given
 * @param address the same, parsed
 * @param q       preference in thousandths, 0 to 1000, or {@link io.bellhop.server.location.Binding#NO_Q}
 * @param seconds how long it is to be bound, as requested; 0 to remove it
 */
record RequestedContact(String uri, URI address, int q, long seconds) {
}
