package io.bellhop.sip.message;

/** A method that we have no constant for. */
public record ExtensionMethod(String name) implements Method {
    public ExtensionMethod {
        if (!Tokens.isToken(name)) {
            throw new IllegalArgumentException("not a method name: " + name);
        }
    }
}
