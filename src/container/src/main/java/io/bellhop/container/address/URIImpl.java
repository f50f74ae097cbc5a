package io.bellhop.container.address;

import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.URI;
import java.util.Locale;

/**
 * A URI of a scheme that SIP gives no meaning to (RFC 2396), carried as it is. Parameters are what stands behind ";",
 * before any "?" or "#". Equal are URIs of the same scheme, case ignored, whose remaining texts are the same.
 */
public final class URIImpl extends UriBase {
    private static final long serialVersionUID = 1L;

    private final int colon;
    private final String body;
    private final String tail;
    private final String scheme;
    private ParamList params;

    /**
     * Reads a URI.
     *
     * @throws ServletParseException if it has no scheme, nothing behind it, or characters that no URI may hold
     */
    public URIImpl(String uri) throws ServletParseException {
        if (uri == null) {
            throw Text.bad("Not a URI", null);
        }
        colon = endOfScheme(uri);
        for (int i = colon + 1; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c <= ' ' || c == 0x7f || c == '<' || c == '>' || c == '"') {
                throw Text.bad("A character that must be escaped, at column " + (i + 1) + " of the URI", uri);
            }
        }
        int tailAt = endOfPath(uri);
        int semicolon = uri.indexOf(';', colon);
        int paramsAt = semicolon < 0 || semicolon > tailAt ? tailAt : semicolon;
        scheme = uri.substring(0, colon);
        params = readable(uri, paramsAt, tailAt);
        body = uri.substring(colon, params == null ? tailAt : paramsAt);
        params = params == null ? new ParamList(ParamSyntax.URI_PARAM) : params;
        tail = uri.substring(tailAt);
        text = uri;
    }

    private static int endOfScheme(String uri) throws ServletParseException {
        int colon = uri.indexOf(':');
        boolean good = colon > 0 && colon + 1 < uri.length() && Text.isAlpha(uri.charAt(0));
        for (int i = 1; i < colon; i++) {
            char c = uri.charAt(i);
            good &= Text.isAlpha(c) || Text.isDigit(c) || c == '+' || c == '-' || c == '.';
        }
        if (!good) {
            throw Text.bad("A URI begins with its scheme and a colon", uri);
        }
        return colon;
    }

    private static int endOfPath(String uri) {
        int i = 0;
        while (i < uri.length() && uri.charAt(i) != '?' && uri.charAt(i) != '#') {
            i++;
        }
        return i;
    }

    /** Null where what stands behind the semicolon is not a list of parameters; it is a part of the path then. */
    private static ParamList readable(String uri, int from, int end) {
        try {
            return ParamList.parse(ParamSyntax.URI_PARAM, uri, from, end);
        } catch (ServletParseException e) {
            return null;
        }
    }

    @Override
    ParamList params() {
        return params;
    }

    @Override
    void detach() {
        // everything has been read
    }

    @Override
    public String getScheme() {
        return scheme.toLowerCase(Locale.ROOT);
    }

    @Override
    public URIImpl clone() {
        URIImpl copy = (URIImpl) copy();
        copy.params = params.copy();
        return copy;
    }

    @Override
    void write(StringBuilder out) {
        out.append(scheme).append(body);
        params.write(out);
        out.append(tail);
    }

    @Override
    public boolean equals(Object o) {
        return this == o || o instanceof URI other && !other.isSipURI() && sameText(other.toString());
    }

    private boolean sameText(String other) {
        String mine = toString();
        return mine.length() == other.length() && mine.regionMatches(true, 0, other, 0, colon)
                && mine.regionMatches(colon, other, colon, mine.length() - colon);
    }

    @Override
    public int hashCode() {
        return toString().substring(colon).hashCode();
    }
}
