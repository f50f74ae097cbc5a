package io.bellhop.sip.message;

/** The methods of RFC 3261 and of the extensions that a servlet has a callback for. */
public enum StandardMethod implements Method {
    INVITE,
    ACK,
    BYE,
    CANCEL,
    OPTIONS,
    REGISTER,
    PRACK,
    SUBSCRIBE,
    NOTIFY,
    PUBLISH,
    INFO,
    REFER,
    MESSAGE,
    UPDATE;

    private static final StandardMethod[] ALL = values();

    /** The constant of that name, or null. */
    static StandardMethod find(String name) {
        for (StandardMethod method : ALL) {
            if (method.name().equals(name)) {
                return method;
            }
        }
        return null;
    }

    /** The constant whose name stands in that slice, or null. */
    static StandardMethod find(byte[] buffer, int start, int end) {
        for (StandardMethod method : ALL) {
            if (matches(method.name(), buffer, start, end)) {
                return method;
            }
        }
        return null;
    }

    private static boolean matches(String name, byte[] buffer, int start, int end) {
        if (name.length() != end - start) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) != buffer[start + i]) {
                return false;
            }
        }
        return true;
    }
}
