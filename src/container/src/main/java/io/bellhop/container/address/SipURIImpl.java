package io.bellhop.container.address;

import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipURI;
import java.util.Iterator;
import java.util.Locale;

/**
 * A sip or sips URI (RFC 3261, 19.1). It keeps the text that it was made of and returns it until it is changed; then
 * the parts that were not changed are still written as they were. Getters unescape, setters escape.
 *
 * <p>An IPv6 host has its brackets. Setters of a protected URI throw {@link IllegalStateException}, and
 * {@link IllegalArgumentException} for what can't be written. Not thread-safe.
 */
public final class SipURIImpl extends UriBase implements SipURI {
    private static final long serialVersionUID = 1L;

    private String scheme;
    private String user;
    private String password;
    private String host;
    private int port;
    private int paramsAt;
    private int headersAt;
    private ParamList params;
    private ParamList headers;

    /**
     * Reads a URI.
     *
     * @throws ServletParseException if it is no valid SIP or SIPS URI
     */
    public SipURIImpl(String uri) throws ServletParseException {
        if (uri == null) {
            throw Text.bad("Not a SIP or SIPS URI", null);
        }
        SipUriScanner scan = new SipUriScanner(uri);
        text = uri;
        scheme = scan.colon == 3 ? known(uri, "sip") : known(uri, "sips");
        if (scan.at >= 0) {
            boolean plain = scan.passwordColon < 0;
            user = uri.substring(scan.colon + 1, plain ? scan.at : scan.passwordColon);
            password = plain ? null : uri.substring(scan.passwordColon + 1, scan.at);
        }
        host = uri.substring(scan.hostStart, scan.hostEnd);
        port = scan.port;
        paramsAt = scan.params;
        headersAt = scan.headers;
    }

    /** Reads a URI from header bytes, {@code end} being exclusive; surrounding white space is not part of it. */
    public SipURIImpl(byte[] buf, int start, int end) throws ServletParseException {
        this(Text.of(buf, start, end));
    }

    /**
     * A sip URI made of parts.
     *
     * @param user null for none; taken as it is if it is properly escaped, and escaped otherwise
     * @param hostPort a host name, an IPv4 or IPv6 address (with brackets or without), or one of them and ":port"
     * @throws IllegalArgumentException if {@code hostPort} is no such thing
     */
    public SipURIImpl(String user, String hostPort) {
        scheme = "sip";
        port = -1;
        this.user = user == null || user.isEmpty() ? null
                : Escapes.USER.isEscaped(user) ? user : Escapes.USER.escape(user);
        int colon = hostPort.lastIndexOf(':');
        boolean withPort = colon > 0 && (colon == hostPort.indexOf(':') || hostPort.charAt(colon - 1) == ']');
        host = checkedHost(withPort ? hostPort.substring(0, colon) : hostPort);
        if (withPort) {
            port = checkedPort(Text.number(hostPort.substring(colon + 1)), hostPort);
        }
        params = new ParamList(ParamSyntax.URI_PARAM);
        headers = new ParamList(ParamSyntax.URI_HEADER);
    }

    private static String known(String uri, String name) {
        return uri.startsWith(name) ? name : uri.substring(0, name.length());
    }

    private static String checkedHost(String host) {
        boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
        String written = bare ? "[" + host + "]" : host;
        if (SipUriScanner.endOfHost(written, 0, written.length()) != written.length()) {
            throw new IllegalArgumentException("Not a host: " + Text.shown(host));
        }
        return written;
    }

    private static int checkedPort(int port, String shown) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("Not a port from 0 to 65535: " + Text.shown(shown));
        }
        return port;
    }

    @Override
    ParamList params() {
        if (params == null) {
            params = read(ParamSyntax.URI_PARAM, paramsAt, headersAt);
        }
        return params;
    }

    ParamList headers() {
        if (headers == null) {
            headers = read(ParamSyntax.URI_HEADER, headersAt, text.length());
        }
        return headers;
    }

    private ParamList read(ParamSyntax syntax, int from, int end) {
        try {
            return ParamList.parse(syntax, text, from, end);
        } catch (ServletParseException e) {
            throw new AssertionError("The scanner lets pass what can't be read: " + text, e);
        }
    }

    @Override
    void detach() {
        params();
        headers();
    }

    String rawUser() {
        return user;
    }

    String rawPassword() {
        return password;
    }

    @Override
    public String getScheme() {
        return isSecure() ? "sips" : "sip";
    }

    @Override
    public boolean isSipURI() {
        return true;
    }

    @Override
    public boolean isSecure() {
        return scheme.length() == 4;
    }

    @Override
    public void setSecure(boolean secure) {
        checkOpenInContact("scheme");
        detach();
        scheme = secure ? "sips" : "sip";
        changed();
    }

    @Override
    public String getUser() {
        return user == null ? null : Escapes.unescape(user);
    }

    /** Sets the user, unescaped; null or empty removes it, and the password with it. */
    @Override
    public void setUser(String newUser) {
        checkOpen();
        detach();
        user = newUser == null || newUser.isEmpty() ? null : Escapes.USER.escape(newUser);
        password = user == null ? null : password;
        changed();
    }

    @Override
    public String getUserPassword() {
        return password == null ? null : Escapes.unescape(password);
    }

    /** Sets the password, unescaped; null removes it. It is written where there is a user. */
    @Override
    public void setUserPassword(String newPassword) {
        checkOpen();
        detach();
        password = newPassword == null ? null : Escapes.PASSWORD.escape(newPassword);
        changed();
    }

    @Override
    public String getHost() {
        return host;
    }

    /** Sets the host: a name or an address; the brackets of an IPv6 address may be left out. */
    @Override
    public void setHost(String newHost) {
        checkOpenInContact("host");
        String checked = checkedHost(newHost);
        detach();
        host = checked;
        changed();
    }

    @Override
    public int getPort() {
        return port;
    }

    /** Sets the port, 0 to 65535; a negative one removes it. */
    @Override
    public void setPort(int newPort) {
        checkOpenInContact("port");
        int checked = newPort < 0 ? -1 : checkedPort(newPort, Integer.toString(newPort));
        detach();
        port = checked;
        changed();
    }

    @Override
    void checkParameterOpen(String name) {
        checkOpen();
        if (level() == Protection.CONTACT && isReservedInContact(name)) {
            checkOpenInContact("parameter " + name);
        }
    }

    private static boolean isReservedInContact(String name) {
        return name.equalsIgnoreCase("method") || name.equalsIgnoreCase("ttl") || name.equalsIgnoreCase("maddr")
                || name.equalsIgnoreCase("lr");
    }

    @Override
    public String getHeader(String name) {
        return headers().get(name);
    }

    @Override
    public Iterator<String> getHeaderNames() {
        return headers().nameIterator();
    }

    @Override
    public void setHeader(String name, String value) {
        checkOpen();
        detach();
        headers.set(name, value);
        changed();
    }

    @Override
    public void removeHeader(String name) {
        checkOpen();
        detach();
        if (headers.remove(name)) {
            changed();
        }
    }

    /** Whether there is an lr parameter; one with a value ("lr=on"), as some proxies write it, counts too. */
    @Override
    public boolean getLrParam() {
        return params().indexOf("lr") >= 0;
    }

    @Override
    public void setLrParam(boolean flag) {
        setParameter("lr", flag ? "" : null);
    }

    @Override
    public String getMAddrParam() {
        return getParameter("maddr");
    }

    @Override
    public void setMAddrParam(String maddr) {
        setParameter("maddr", maddr);
    }

    @Override
    public String getMethodParam() {
        return getParameter("method");
    }

    @Override
    public void setMethodParam(String method) {
        setParameter("method", method);
    }

    @Override
    public String getTransportParam() {
        return getParameter("transport");
    }

    @Override
    public void setTransportParam(String transport) {
        setParameter("transport", transport);
    }

    /** The ttl; -1 where there is none, or none that is a number. */
    @Override
    public int getTTLParam() {
        String ttl = getParameter("ttl");
        return ttl == null ? -1 : Text.number(ttl);
    }

    /** Sets the ttl; a negative one removes it. */
    @Override
    public void setTTLParam(int ttl) {
        setParameter("ttl", ttl < 0 ? null : Integer.toString(ttl));
    }

    @Override
    public String getUserParam() {
        return getParameter("user");
    }

    @Override
    public void setUserParam(String userParam) {
        setParameter("user", userParam);
    }

    @Override
    public SipURIImpl clone() {
        SipURIImpl copy = (SipURIImpl) copy();
        copy.params = params == null ? null : params.copy();
        copy.headers = headers == null ? null : headers.copy();
        return copy;
    }

    @Override
    void write(StringBuilder out) {
        out.append(scheme).append(':');
        if (user != null) {
            out.append(user);
            if (password != null) {
                out.append(':').append(password);
            }
            out.append('@');
        }
        out.append(host);
        if (port >= 0) {
            out.append(':').append(port);
        }
        params.write(out);
        headers.write(out);
    }

    /** RFC 3261, 19.1.4; a SipURI that is another implementation's is compared by its text. */
    @Override
    public boolean equals(Object o) {
        if (this == o) {
            return true;
        }
        if (o instanceof SipURIImpl other) {
            return SipUriEquality.equal(this, other);
        }
        if (!(o instanceof SipURI)) {
            return false;
        }
        try {
            return SipUriEquality.equal(this, new SipURIImpl(o.toString()));
        } catch (ServletParseException e) {
            return false;
        }
    }

    @Override
    public int hashCode() {
        // an IPv6 address can be written in many ways
        int hash = (host.charAt(0) == '[' ? 0 : host.toLowerCase(Locale.ROOT).hashCode()) * 31 + port;
        return hash * 31 + (user == null ? 0 : Escapes.unescape(user).hashCode());
    }
}
