package io.bellhop.server.registrar;

/** Tells whether two contact URIs mean the same place, per RFC 3261 section 19.1.4. */
@FunctionalInterface
interface ContactComparison {

    /**
     * Compares.
     *
     * @param stored    the URI of a binding
     * @param requested one of a REGISTER
     * @return whether they are equal
     */
    boolean same(String stored, RequestedContact requested);
}
