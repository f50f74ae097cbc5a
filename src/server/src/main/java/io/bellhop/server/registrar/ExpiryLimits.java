package io.bellhop.server.registrar;

/**
 * How long a contact may be bound, RFC 3261 section 10.3 step 7.
 *
 * @param least   seconds; a shorter request is refused with 423
 * @param most    seconds; a longer request is shortened to this
 * @param usual   seconds granted where the request names none
 */
public record ExpiryLimits(long least, long most, long usual) {

    /** "less than one hour": a request for more is never too brief, whatever the registrar's minimum. */
    private static final long ONE_HOUR = 3600;

    /**
     * Checks the limits against each other.
     *
     * @throws IllegalArgumentException if they contradict one another
     */
    public ExpiryLimits {
        if (least < 1 || least > usual || usual > most) {
            throw new IllegalArgumentException("expected 1 <= min-expires <= default-expires <= max-expires, found "
                    + least + ", " + usual + ", " + most);
        }
    }

    boolean tooBrief(long requested) {
        // "If and only if the requested expiration interval is greater than zero AND smaller than one hour AND less
        // than a registrar-configured minimum, the registrar MAY reject the registration"
        return requested > 0 && requested < ONE_HOUR && requested < least;
    }

    long granted(long requested) {
        return Math.min(requested, most);
    }
}
