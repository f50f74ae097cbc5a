package io.bellhop.sip.message;

/** How the names of a message's headers are written (RFC 3261 7.3.3). */
public enum HeaderForm {
    /** Each as it came or was put in. */
    AS_GIVEN,
    /** The compact form of those that have one. */
    COMPACT,
    /** The long form of all. */
    LONG;

    /** The form of that message. */
    public static HeaderForm of(SipMessage message) {
        return message.headers().form();
    }

    /** Has that message written in this form; copies of it take the form over. */
    public void apply(SipMessage message) {
        message.headers().form(this);
    }

    /** The lines of that header which were put in, not read, are compact where the form is {@link #AS_GIVEN}. */
    public static void compact(SipMessage message, HeaderName header) {
        if (header instanceof StandardHeader known) {
            message.headers().brief(known);
        }
    }
}
