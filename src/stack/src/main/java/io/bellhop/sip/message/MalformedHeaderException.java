package io.bellhop.sip.message;

/** A header that does not follow its grammar. The message names it and the fault, fit for a reason phrase. */
public final class MalformedHeaderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedHeaderException(String message) {
        super(message, null, false, false);
    }
}
