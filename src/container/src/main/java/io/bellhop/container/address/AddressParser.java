package io.bellhop.container.address;

import jakarta.servlet.sip.Parameterable;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes addresses, URIs and parameterable values of text and of header bytes; what {@code SipFactory} is made of.
 *
 * <p>Whatever the input is, {@link ServletParseException} is all that the parsing methods throw. Any thread may call.
 */
public final class AddressParser {
    private AddressParser() {
    }

    /**
     * Reads a URI.
     *
     * @return a {@link SipURIImpl} for sip and sips, a {@link TelURLImpl} for tel, a {@link URIImpl} for other schemes
     */
    public static URI parseUri(String uri) throws ServletParseException {
        if (uri == null || uri.isEmpty()) {
            throw Text.bad("An empty URI", uri);
        }
        char first = Escapes.lower(uri.charAt(0));
        if (first == 's' && (uri.regionMatches(true, 0, "sip:", 0, 4) || uri.regionMatches(true, 0, "sips:", 0, 5))) {
            return new SipURIImpl(uri);
        }
        if (first == 't' && uri.regionMatches(true, 0, "tel:", 0, 4)) {
            return new TelURLImpl(uri);
        }
        return new URIImpl(uri);
    }

    /** Reads a URI from message bytes, {@code end} being exclusive. */
    public static URI parseUri(byte[] buf, int start, int end) throws ServletParseException {
        return parseUri(Text.of(buf, start, end));
    }

    /**
     * Makes a sip URI of parts; see {@link SipURIImpl#SipURIImpl(String, String)}.
     *
     * @throws IllegalArgumentException if {@code hostPort} is not a host, or a host and a port
     */
    public static SipURI createSipUri(String user, String hostPort) {
        return new SipURIImpl(user, hostPort);
    }

    /** Reads an address; "*" is the wildcard. */
    public static AddressImpl parseAddress(String address) throws ServletParseException {
        return new AddressImpl(address);
    }

    /** Reads an address from header bytes, {@code end} being exclusive. */
    public static AddressImpl parseAddress(byte[] buf, int start, int end) throws ServletParseException {
        return new AddressImpl(Text.of(buf, start, end));
    }

    /** Reads a comma-separated list of addresses, such as the value of a Contact or Route header. */
    public static List<AddressImpl> parseAddresses(String header) throws ServletParseException {
        if (header == null) {
            throw Text.bad("Not a list of addresses", null);
        }
        List<AddressImpl> addresses = new ArrayList<>(2);
        int from = 0;
        while (from <= header.length()) {
            int comma = AddressScanner.next(header, from, header.length(), ',');
            addresses.add(new AddressImpl(header.substring(from, comma)));
            from = comma + 1;
        }
        return addresses;
    }

    /** Reads a comma-separated list of addresses from header bytes, {@code end} being exclusive. */
    public static List<AddressImpl> parseAddresses(byte[] buf, int start, int end) throws ServletParseException {
        return parseAddresses(Text.of(buf, start, end));
    }

    /** Makes an address of parts; {@code displayName} may be null. */
    public static AddressImpl createAddress(URI uri, String displayName) {
        return new AddressImpl(uri, displayName);
    }

    /**
     * Reads a parameterable header value; a field name and colon before it, which the Javadoc of
     * {@code SipFactory.createParameterable} asks for and few applications write, are skipped.
     *
     * @return an {@link AddressImpl} where the value is an address, else a {@link ParameterableImpl}
     */
    public static Parameterable parseParameterable(String s) throws ServletParseException {
        if (s == null) {
            throw Text.bad("Not a header value", null);
        }
        String value = s.substring(afterFieldName(s)).strip();
        return looksLikeAddress(value) ? new AddressImpl(value) : new ParameterableImpl(value);
    }

    /** Reads a parameterable value from header bytes (no field name in them), {@code end} being exclusive. */
    public static ParameterableImpl parseParameterable(byte[] buf, int start, int end) throws ServletParseException {
        return new ParameterableImpl(Text.of(buf, start, end));
    }

    private static int afterFieldName(String s) {
        int colon = s.indexOf(':');
        int nameEnd = colon < 0 ? -1 : Text.trimEnd(s, 0, colon);
        if (nameEnd <= 0 || !Text.isToken(s, 0, nameEnd) || colon + 1 == s.length()) {
            return 0;
        }
        char next = s.charAt(colon + 1);
        boolean field = next == ' ' || next == '\t' || next == '<' || next == '"' || startsWithSipScheme(s, colon + 1);
        return field ? colon + 1 : 0;
    }

    private static boolean startsWithSipScheme(String s, int at) {
        return s.regionMatches(true, at, "sip:", 0, 4) || s.regionMatches(true, at, "sips:", 0, 5)
                || s.regionMatches(true, at, "tel:", 0, 4);
    }

    private static boolean looksLikeAddress(String value) {
        if (value.startsWith("<") || startsWithSipScheme(value, 0)) {
            return true;
        }
        int bracket = value.indexOf('<');
        int semicolon = value.indexOf(';');
        return bracket > 0 && (value.startsWith("\"") || semicolon < 0 || bracket < semicolon);
    }
}
