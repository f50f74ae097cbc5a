package io.bellhop.sip.message;

import java.util.EnumSet;
import java.util.Set;

/** Deviations from RFC 3261 that a reader may let pass, each with its reason. */
public enum Tolerance {
    /** Lines that end in LF alone: hand-written test messages and some old gateways. They are sent on with CRLF. */
    BARE_LF,

    /**
     * Display names of From and To with characters that should be quoted, as in {@code From: Bell, Alexander
     * <sip:...>} or UTF-8 without quotes: many phones, and RFC 4475 3.1.2.15 leaves it to the receiver.
     */
    LOOSE_DISPLAY_NAME,

    /**
     * SIP URIs with characters that should be escaped ("#" of service codes, UTF-8), and host names with an underscore:
     * many phones, and container networks.
     */
    LOOSE_URI;

    /** None: what the RFC says. */
    public static final Set<Tolerance> STRICT = Set.copyOf(EnumSet.noneOf(Tolerance.class));

    /** All that are known to be needed to interoperate. */
    public static final Set<Tolerance> INTEROP = Set.copyOf(EnumSet.allOf(Tolerance.class));
}
