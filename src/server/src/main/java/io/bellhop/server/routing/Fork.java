package io.bellhop.server.routing;

import java.util.Locale;

/** In which order several phones of one user are asked. */
public enum Fork {
    /** All at once; the first to answer has the call. */
    PARALLEL,
    /** The most preferred first; those of equal preference at once. */
    SEQUENTIAL;

    /**
     * Reads the init-param {@code fork}.
     *
     * @param text {@code parallel} or {@code sequential}
     * @return the order
     * @throws IllegalArgumentException for anything else
     */
    public static Fork parse(String text) {
        for (Fork fork : values()) {
            if (fork.name().toLowerCase(Locale.ROOT).equals(text.trim())) {
                return fork;
            }
        }
        throw new IllegalArgumentException("init-param fork: expected parallel or sequential, found \"" + text + "\"");
    }
}
