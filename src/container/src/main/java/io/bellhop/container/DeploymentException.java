package io.bellhop.container;

/** An application that can't be deployed; the message says why in one line. */
public class DeploymentException extends Exception {
    private static final long serialVersionUID = 1L;

    public DeploymentException(String message, Throwable cause) {
        super(message, cause);
    }
}
