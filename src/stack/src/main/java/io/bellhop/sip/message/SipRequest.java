package io.bellhop.sip.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A request (RFC 3261 7.1). */
public final class SipRequest extends SipMessage {
    private static final byte[] END = {' ', 'S', 'I', 'P', '/', '2', '.', '0', '\r', '\n'};
    private static final int MAX_HOPS = 255;

    private final Method method;
    private Slice requestUri;
    /** Null where there is none, and where nobody has asked yet. */
    private SipUri sipUri;
    private boolean sipUriKnown;
    private SipUri topRoute;
    private MalformedHeaderException routeFault;
    private int maxForwards;

    SipRequest(byte[] original, int startLine, int startLineEnd, Method method, Slice requestUri) {
        super(original, new HeaderLines(original, 16), startLine, startLineEnd);
        this.method = method;
        this.requestUri = requestUri;
    }

    private SipRequest(SipRequest other) {
        super(other);
        method = other.method;
        requestUri = other.requestUri;
        sipUri = other.sipUri;
        sipUriKnown = other.sipUriKnown;
        topRoute = other.topRoute;
        routeFault = other.routeFault;
        maxForwards = other.maxForwards;
    }

    /**
     * A request that holds nothing but its start line.
     *
     * @param uri the Request-URI, written as given
     * @throws IllegalArgumentException if it is empty, or has white space or control characters in it
     */
    public static SipRequest of(Method method, String uri) {
        return new SipRequest(new byte[0], -1, -1, method, checkedUri(Slice.of(uri)));
    }

    public Method method() {
        return method;
    }

    /** The Request-URI as it is written. */
    public Slice requestUri() {
        return requestUri;
    }

    /**
     * Puts another Request-URI in; its bytes are not copied.
     *
     * @throws IllegalArgumentException if it is empty, or has white space or control characters in it
     */
    public void requestUri(Slice uri) {
        requestUri = checkedUri(uri);
        sipUriKnown = false;
        startLineEdited();
    }

    private static Slice checkedUri(Slice uri) {
        boolean wrong = uri.isEmpty();
        for (int i = 0; i < uri.length(); i++) {
            int c = uri.at(i);
            wrong |= c >= 0 && c <= ' ' || c == 0x7f;
        }
        if (wrong) {
            throw new IllegalArgumentException("not a Request-URI: " + uri);
        }
        return uri;
    }

    /** The Request-URI taken apart for routing, or null where it is neither sip nor sips, or malformed. */
    public SipUri sipUri() {
        if (!sipUriKnown) {
            sipUri = SipUri.tryParse(requestUri);
            sipUriKnown = true;
        }
        return sipUri;
    }

    /**
     * The URI of the topmost Route, or null where there is none.
     *
     * @throws MalformedHeaderException if it is malformed, or neither sip nor sips
     */
    public SipUri topRoute() {
        if (!isKnown(ROUTE)) {
            readRoute();
            known(ROUTE);
        }
        if (routeFault != null) {
            throw routeFault;
        }
        return topRoute;
    }

    private void readRoute() {
        topRoute = null;
        routeFault = null;
        Slice value = firstSlice(StandardHeader.ROUTE);
        if (value == null) {
            return;
        }
        NameAddress address = NameAddress.parse(value.array(), value.start(), value.end());
        topRoute = address.isMalformed() ? null : SipUri.tryParse(address.uri());
        if (topRoute == null) {
            routeFault = new MalformedHeaderException("Malformed Route Header Field");
        }
    }

    /** Max-Forwards, 0 to 255, or -1 where the header is absent (or, in a message with a fault, malformed). */
    public int maxForwards() {
        if (!isKnown(MAX_FORWARDS)) {
            Slice value = value(StandardHeader.MAX_FORWARDS);
            maxForwards = value == null ? -1 : (int) Ascii.number(value.array(), value.start(), value.end(), MAX_HOPS);
            known(MAX_FORWARDS);
        }
        return maxForwards;
    }

    /**
     * Sets Max-Forwards.
     *
     * @throws IllegalArgumentException if it is not 0 to 255
     */
    public void maxForwards(int hops) {
        if (hops < 0 || hops > MAX_HOPS) {
            throw new IllegalArgumentException("Max-Forwards: " + hops);
        }
        set(StandardHeader.MAX_FORWARDS, Ascii.decimal(hops));
    }

    @Override
    public SipRequest copy() {
        return new SipRequest(this);
    }

    @Override
    int startLineLength() {
        int verbatim = originalStartLineLength();
        return verbatim >= 0 ? verbatim : method.name().length() + 1 + requestUri.length() + END.length;
    }

    @Override
    void writeStartLine(ByteBuffer buffer) {
        buffer.put(method.name().getBytes(StandardCharsets.US_ASCII));
        buffer.put((byte) ' ');
        buffer.put(requestUri.array(), requestUri.start(), requestUri.length());
        buffer.put(END);
    }
}
