package io.bellhop.sip.message;

/** A request (RFC 3261 7.1). */
public final class SipRequest extends SipMessage {
    /**
     * A request that holds nothing but its start line.
     *
     * @param uri the Request-URI, written as given
     */
    public static SipRequest of(Method method, String uri) {
        throw new UnsupportedOperationException();
    }

    public Method method() {
        throw new UnsupportedOperationException();
    }

    /** The Request-URI as it is written. */
    public Slice requestUri() {
        throw new UnsupportedOperationException();
    }

    /** Puts another Request-URI in. */
    public void requestUri(Slice uri) {
        throw new UnsupportedOperationException();
    }

    /** The Request-URI taken apart for routing, or null where its scheme is neither sip nor sips, or it is malformed. */
    public SipUri sipUri() {
        throw new UnsupportedOperationException();
    }

    /** The URI of the topmost Route, or null where there is none. @throws MalformedHeaderException if it is malformed */
    public SipUri topRoute() {
        throw new UnsupportedOperationException();
    }

    /** Max-Forwards, 0 to 255, or -1 where the header is absent. */
    public int maxForwards() {
        throw new UnsupportedOperationException();
    }

    public void maxForwards(int hops) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SipRequest copy() {
        throw new UnsupportedOperationException();
    }
}
