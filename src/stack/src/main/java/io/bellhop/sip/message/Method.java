package io.bellhop.sip.message;

/**
 * A request method (RFC 3261 7.1): one of those we know by name, or any other token. Methods are case-sensitive.
 * Values may be compared with {@code equals}; known ones with {@code ==}.
 */
public sealed interface Method permits StandardMethod, ExtensionMethod {
    /** The token as it stands on the wire. */
    String name();

    /**
     * The method of that name.
     *
     * @param name a token (RFC 3261 25.1)
     * @throws IllegalArgumentException if it is empty or not a token
     */
    static Method of(String name) {
        StandardMethod known = StandardMethod.find(name);
        return known != null ? known : new ExtensionMethod(name);
    }

    /**
     * The method that is written there.
     *
     * @throws IllegalArgumentException if it is empty or not a token
     */
    static Method of(byte[] array, int start, int end) {
        StandardMethod known = StandardMethod.find(array, start, end);
        return known != null ? known : new ExtensionMethod(new Slice(array, start, end).toString());
    }
}
