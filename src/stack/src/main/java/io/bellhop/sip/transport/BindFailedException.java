package io.bellhop.sip.transport;

/** A listening point could not be opened; the message says which and why in one line. */
public final class BindFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    public BindFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
