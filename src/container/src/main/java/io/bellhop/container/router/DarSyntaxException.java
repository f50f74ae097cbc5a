package io.bellhop.container.router;

/** A mistake in the default application router's file; the message begins with file and line. */
public class DarSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DarSyntaxException(String file, int line, String message) {
        super(file + ":" + line + ": " + message);
    }
}
