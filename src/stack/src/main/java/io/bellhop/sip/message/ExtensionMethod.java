package io.bellhop.sip.message;

/**
 * A method that we have no constant for.
 *
 * @param name the token; {@link IllegalArgumentException} if it is none, or the name of one of {@link StandardMethod}
 */
public record ExtensionMethod(String name) implements Method {
    public ExtensionMethod {
        if (!Tokens.isToken(name)) {
            throw new IllegalArgumentException("not a method name: " + name);
        }
        if (StandardMethod.find(name) != null) {
            throw new IllegalArgumentException("a known method, see Method.of: " + name);
        }
    }
}
