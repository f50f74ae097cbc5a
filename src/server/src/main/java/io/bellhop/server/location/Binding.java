package io.bellhop.server.location;

/**
 * One contact bound to an address of record (RFC 3261 section 10.3). A value; any thread may read it.
 *
 * @param contact   the contact URI, exactly as the phone gave it
 * @param q         preference in thousandths, 0 to 1000; {@link #NO_Q} where the phone gave none
 * @param expiresAt milliseconds since 1970 from which on the binding no longer counts
 * @param callId    Call-ID of the REGISTER that made or refreshed it
 * @param cseq      CSeq number of that REGISTER, 0 to 2^32-1
 * @param source    where that REGISTER came from, as {@code transport:address:port}; empty if unknown
 * @param userAgent the phone's User-Agent; empty if it gave none
 */
public record Binding(String contact, int q, long expiresAt, String callId, long cseq, String source,
                      String userAgent) {

    /** The preference of a contact that was registered without a {@code q} parameter. */
    public static final int NO_Q = -1;

    /**
     * Tells whether the binding no longer counts.
     *
     * @param now milliseconds since 1970
     * @return true from the expiry instant on
     */
    public boolean expired(long now) {
        return expiresAt <= now;
    }

    /**
     * The seconds left, rounded up, so that a binding that still counts never reads as 0.
     *
     * @param now milliseconds since 1970
     * @return whole seconds, 0 once expired
     */
    public long secondsLeft(long now) {
        return expired(now) ? 0 : (expiresAt - now + 999) / 1000;
    }

    /**
     * The preference to order by: a contact without q ranks with the most preferred ones.
     *
     * @return thousandths, 0 to 1000
     */
    public int rank() {
        return q == NO_Q ? 1000 : q;
    }

    /**
     * Writes the binding as a Contact value without an expiry, for instance {@code <sip:alice@192.0.2.4>;q=0.25}.
     *
     * @param to is given the text
     */
    public void writeContact(StringBuilder to) {
        to.append('<').append(contact).append('>');
        if (q != NO_Q) {
            to.append(";q=").append(q / 1000);
            writeFraction(q % 1000, to);
        }
    }

    private static void writeFraction(int thousandths, StringBuilder to) {
        if (thousandths > 0) {
            to.append('.').append(thousandths / 100);
            if (thousandths % 100 > 0) {
                to.append(thousandths / 10 % 10);
            }
            if (thousandths % 10 > 0) {
                to.append(thousandths % 10);
            }
        }
    }
}
