package io.bellhop.sip.message;

/** How the names of headers are written (RFC 3261 7.3.3). */
public enum HeaderForm {
    /** Each as it came or was put in. */
    AS_GIVEN,
    /** The compact form of those that have one. */
    COMPACT,
    /** The long form of all. */
    LONG
}
