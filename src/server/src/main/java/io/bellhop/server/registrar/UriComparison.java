package io.bellhop.server.registrar;

import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipFactory;

/** Compares by the container's URI equality, and parses a stored URI only where the texts differ. */
final class UriComparison implements ContactComparison {

    private final SipFactory factory;

    UriComparison(SipFactory factory) {
        this.factory = factory;
    }

    @Override
    public boolean same(String stored, RequestedContact requested) {
        if (stored.equals(requested.uri())) {
            return true;
        }
        try {
            return factory.createURI(stored).equals(requested.address());
        } catch (ServletParseException e) {
            // it was a URI when it was stored; one that no longer parses equals nothing
            return false;
        }
    }
}
