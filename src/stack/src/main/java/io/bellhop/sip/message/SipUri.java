package io.bellhop.sip.message;

/**
 * What routing needs of a sip: or sips: URI (RFC 3261 19.1), read from the bytes it stands in; immutable. Any thread
 * may use it. The servlet layer has a full URI of its own.
 */
public final class SipUri {
    private static final int NONE = -1;

    private final Slice text;
    private final boolean secure;
    private int userEnd = NONE;
    private int hostStart;
    private int hostEnd;
    private int port = NONE;
    private int parameters;
    private int parametersEnd;
    private boolean loose;

    private SipUri(Slice text, boolean secure) {
        this.text = text;
        this.secure = secure;
    }

    /**
     * Reads a URI (no angle brackets).
     *
     * @throws MalformedHeaderException if it is no well-formed sip: or sips: URI
     */
    public static SipUri parse(Slice text) {
        SipUri uri = tryParse(text);
        if (uri == null) {
            throw new MalformedHeaderException("Malformed SIP URI");
        }
        return uri;
    }

    /** As {@link #parse}; null where it is malformed or of another scheme. */
    static SipUri tryParse(Slice text) {
        int scheme = schemeLength(text.array(), text.start(), text.end());
        if (scheme < 0) {
            return null;
        }
        SipUri uri = new SipUri(text, scheme == 4);
        return uri.readUser() && uri.readHostAndPort() && uri.readParameters() && uri.readHeaders() ? uri : null;
    }

    /** [ user [ ":" password ] "@" ] */
    private boolean readUser() {
        byte[] array = text.array();
        int from = text.start() + (secure ? 5 : 4);
        hostStart = from;
        int at = from;
        while (at < text.end() && array[at] != '@') {
            at++;
        }
        if (at == text.end()) {
            return true;
        }
        hostStart = at + 1;
        userEnd = from;
        while (userEnd < at && array[userEnd] != ':') {
            userEnd++;
        }
        return userEnd > from && allowed(from, userEnd, UriChars.USER) && allowed(userEnd, at, UriChars.PASSWORD);
    }

    private boolean readHostAndPort() {
        byte[] array = text.array();
        hostEnd = HostScanner.hostEnd(array, hostStart, text.end());
        if (hostEnd < 0) {
            return false;
        }
        loose |= HostScanner.isLoose(array, hostStart, hostEnd);
        parameters = hostEnd;
        if (hostEnd < text.end() && array[hostEnd] == ':') {
            parameters = HostScanner.digitsEnd(array, hostEnd + 1, text.end());
            port = (int) Ascii.number(array, hostEnd + 1, parameters, 65_535);
            return port >= 0;
        }
        return true;
    }

    private boolean readParameters() {
        byte[] array = text.array();
        parametersEnd = parameters;
        while (parametersEnd < text.end() && array[parametersEnd] == ';') {
            int from = parametersEnd + 1;
            int to = from;
            while (to < text.end() && array[to] != ';' && array[to] != '?') {
                to++;
            }
            if (to == from || array[from] == '=' || !allowed(from, to, UriChars.PARAMETER)) {
                return false;
            }
            parametersEnd = to;
        }
        return true;
    }

    private boolean readHeaders() {
        if (parametersEnd == text.end()) {
            return true;
        }
        return text.array()[parametersEnd] == '?'
                && parametersEnd + 1 < text.end()
                && allowed(parametersEnd + 1, text.end(), UriChars.HEADER);
    }

    private boolean allowed(int from, int to, int part) {
        int fit = UriChars.check(text.array(), from, to, part);
        loose |= fit == UriChars.LOOSE;
        return fit != UriChars.WRONG;
    }

    /** 3 for sip, 4 for sips, -1 for another scheme. */
    static int schemeLength(byte[] array, int start, int end) {
        if (end - start > 3 && array[start + 3] == ':' && Ascii.isIgnoringCase(array, start, start + 3, "sip")) {
            return 3;
        }
        boolean sips = end - start > 4
                && array[start + 4] == ':'
                && Ascii.isIgnoringCase(array, start, start + 4, "sips");
        return sips ? 4 : -1;
    }


    /** Whether it has characters that only a tolerant reader takes. */
    boolean isLoose() {
        return loose;
    }

    /** Whether there are headers after a question mark, which a Request-URI must not have (RFC 3261 19.1.1). */
    boolean hasHeaders() {
        return parametersEnd < text.end();
    }

    /** Whether the scheme is sips. */
    public boolean secure() {
        return secure;
    }

    /** The user part as written (escapes kept, no password), or null. */
    public Slice user() {
        return userEnd < 0 ? null : new Slice(text.array(), text.start() + (secure ? 5 : 4), userEnd);
    }

    /** The host as written; an IPv6 address keeps its brackets. */
    public Slice host() {
        return new Slice(text.array(), hostStart, hostEnd);
    }

    /** The port, or -1 where none is written. */
    public int port() {
        return port;
    }

    /** The value of a parameter: null where it is absent, empty where it has none. The name is compared in any case. */
    public Slice parameter(String name) {
        byte[] array = text.array();
        for (int from = parameters + 1; from < parametersEnd; ) {
            int equal = -1;
            int to = from;
            while (to < parametersEnd && array[to] != ';') {
                if (array[to] == '=' && equal < 0) {
                    equal = to;
                }
                to++;
            }
            if (isNamed(from, equal < 0 ? to : equal, name)) {
                return equal < 0 ? Slice.EMPTY : new Slice(array, equal + 1, to);
            }
            from = to + 1;
        }
        return null;
    }

    private boolean isNamed(int from, int to, String name) {
        if (to - from != name.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (Ascii.lower(text.array()[i]) != Ascii.lower(name.charAt(i - from))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the lr parameter is there (RFC 3261 16.12). */
    public boolean looseRouting() {
        return parameter("lr") != null;
    }

    /** The URI as written. */
    public Slice text() {
        return text;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
