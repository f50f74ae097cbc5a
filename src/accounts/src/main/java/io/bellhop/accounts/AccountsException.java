package io.bellhop.accounts;

/** An accounts operation that could not be done. The message is one line, fit for the person who asked for it. */
public final class AccountsException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What kind of failure it was, so that a command can tell it by its exit status. */
    public enum Kind {
        /** A name, realm or password that no account can have. */
        INVALID,
        /** The account to be made is there already. */
        EXISTS,
        /** There is no such account. */
        UNKNOWN,
        /** The database could not be read or written. */
        STORAGE
    }

    private final Kind kind;

    AccountsException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    AccountsException(String message, Exception cause) {
        super(message, cause);
        this.kind = Kind.STORAGE;
    }

    /** {@return what kind of failure this is} */
    public Kind kind() {
        return kind;
    }
}
