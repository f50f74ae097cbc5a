package io.bellhop.sip.message;

/** A response (RFC 3261 7.2). */
public final class SipResponse extends SipMessage {
    /**
     * The response to a request by RFC 3261 8.2.6: Via, From, To, Call-ID and CSeq are the request's (bytes shared, not
     * copied), Timestamp too in a 100. Content-Length is 0.
     *
     * @param status 100 to 699
     * @param reason the reason phrase, or null for the usual one
     * @param toTag the tag put into To where the request has none there, or null for none (as in a 100)
     */
    public static SipResponse to(SipRequest request, int status, String reason, Slice toTag) {
        throw new UnsupportedOperationException();
    }

    /** The usual reason phrase of a status ("Ringing"), or that of its class's x00. */
    public static String reasonOf(int status) {
        throw new UnsupportedOperationException();
    }

    public int status() {
        throw new UnsupportedOperationException();
    }

    public String reason() {
        throw new UnsupportedOperationException();
    }

    public void status(int status, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SipResponse copy() {
        throw new UnsupportedOperationException();
    }
}
