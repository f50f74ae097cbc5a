package io.bellhop.deploy;

/** The server can't be started. The message is one line that tells the operator why. */
final class StartException extends Exception {

    private static final long serialVersionUID = 1L;
    /** A deployment descriptor may have a hundred mistakes: the first ones are told, all of them are in the log. */
    private static final int LIMIT = 400;

    StartException(String message) {
        super(oneLine(message));
    }

    StartException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    private static String oneLine(String message) {
        String line = message.strip().replaceAll("\\s*\\R\\s*", " ");
        return line.length() <= LIMIT ? line : line.substring(0, LIMIT) + "... (the log has all of it)";
    }
}
