package io.bellhop.sip.message;

import java.util.EnumSet;
import java.util.Set;

/** Deviations from RFC 3261 that a reader may let pass, each with its reason. */
public enum Tolerance {
    /** Lines that end in LF alone: hand-written test messages and some old gateways. */
    BARE_LF;

    /** None: what the RFC says. */
    public static final Set<Tolerance> STRICT = Set.copyOf(EnumSet.noneOf(Tolerance.class));

    /** All that are known to be needed to interoperate. */
    public static final Set<Tolerance> INTEROP = Set.copyOf(EnumSet.allOf(Tolerance.class));
}
