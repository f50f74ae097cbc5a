package io.bellhop.sip.message;

/** One Via value (RFC 3261 20.42, RFC 3581), read from the bytes it stands in; immutable. */
public final class Via {
    /** The transport as written after "SIP/2.0/". */
    public Slice transport() {
        throw new UnsupportedOperationException();
    }

    /** The host of sent-by as written; an IPv6 address keeps its brackets. */
    public Slice host() {
        throw new UnsupportedOperationException();
    }

    /** The port of sent-by, or -1 where none is written. */
    public int port() {
        throw new UnsupportedOperationException();
    }

    /** The branch, or null. */
    public Slice branch() {
        throw new UnsupportedOperationException();
    }

    /** Whether the branch begins with the magic cookie "z9hG4bK" (RFC 3261 8.1.1.7), in any case. */
    public boolean hasCookie() {
        throw new UnsupportedOperationException();
    }

    /** The received parameter, or null. */
    public Slice received() {
        throw new UnsupportedOperationException();
    }

    /** Whether rport is there, with a value or without. */
    public boolean hasRport() {
        throw new UnsupportedOperationException();
    }

    /** The value of rport, or -1. */
    public int rport() {
        throw new UnsupportedOperationException();
    }

    /** The maddr parameter, or null. */
    public Slice maddr() {
        throw new UnsupportedOperationException();
    }

    /** The value as written. */
    public Slice text() {
        throw new UnsupportedOperationException();
    }

    /**
     * The value with received, and where it has the parameter rport, put in (RFC 3261 18.2.1, RFC 3581 4).
     *
     * @param received the source address as text, without brackets; null leaves it
     * @param rport the source port; -1 leaves it
     */
    public Slice with(String received, int rport) {
        throw new UnsupportedOperationException();
    }
}
