package io.bellhop.sip.message;

/**
 * What routing needs of a sip: or sips: URI (RFC 3261 19.1), read from the bytes it stands in; immutable. The servlet
 * layer has a full URI of its own.
 */
public final class SipUri {
    /**
     * Reads a URI (no angle brackets).
     *
     * @throws MalformedHeaderException if it is no well-formed sip: or sips: URI
     */
    public static SipUri parse(Slice text) {
        throw new UnsupportedOperationException();
    }

    /** Whether the scheme is sips. */
    public boolean secure() {
        throw new UnsupportedOperationException();
    }

    /** The user part as written (escapes kept), or null. */
    public Slice user() {
        throw new UnsupportedOperationException();
    }

    /** The host as written; an IPv6 address keeps its brackets. */
    public Slice host() {
        throw new UnsupportedOperationException();
    }

    /** The port, or -1 where none is written. */
    public int port() {
        throw new UnsupportedOperationException();
    }

    /** The value of a parameter: null where it is absent, empty where it has none. The name is compared in any case. */
    public Slice parameter(String name) {
        throw new UnsupportedOperationException();
    }

    /** Whether the lr parameter is there (RFC 3261 16.12). */
    public boolean looseRouting() {
        throw new UnsupportedOperationException();
    }

    /** The URI as written. */
    public Slice text() {
        throw new UnsupportedOperationException();
    }
}
