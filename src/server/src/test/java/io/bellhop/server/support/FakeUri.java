package io.bellhop.server.support;

import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A URI as far as the servlets read it: the parts of {@code sip:user@host:port;name=value}. */
public final class FakeUri {

    private final String scheme;
    private final String user;
    private final String host;
    private final int port;
    private final Map<String, String> parameters = new LinkedHashMap<>();

    private FakeUri(String text) {
        int colon = text.indexOf(':');
        scheme = text.substring(0, colon);
        String[] parts = text.substring(colon + 1).split(";");
        int at = parts[0].indexOf('@');
        user = at < 0 ? null : parts[0].substring(0, at);
        String place = parts[0].substring(at + 1);
        int portAt = place.lastIndexOf(':');
        boolean hasPort = portAt > place.lastIndexOf(']');
        host = hasPort ? place.substring(0, portAt) : place;
        port = hasPort ? Integer.parseInt(place.substring(portAt + 1)) : -1;
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].split("=", 2);
            parameters.put(pair[0], pair.length == 1 ? "" : pair[1]);
        }
    }

    public static URI parse(String text) {
        boolean sip = text.startsWith("sip:") || text.startsWith("sips:");
        return sip ? Fakes.of(SipURI.class, new FakeUri(text)) : Fakes.of(URI.class, new FakeUri(text));
    }

    public String getScheme() {
        return scheme;
    }

    public boolean isSecure() {
        return scheme.equals("sips");
    }

    public String getUser() {
        return user;
    }

    public String getHost() {
        return host;
    }

    public int getPort() {
        return port;
    }

    public String getMethodParam() {
        return parameters.get("method");
    }

    public void removeParameter(String name) {
        parameters.remove(name);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(scheme).append(':');
        if (user != null) {
            text.append(user).append('@');
        }
        text.append(host);
        if (port >= 0) {
            text.append(':').append(port);
        }
        parameters.forEach((name, value) -> text.append(';').append(name).append(value.isEmpty() ? "" : "=" + value));
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other != null && toString().toLowerCase(Locale.ROOT).equals(other.toString().toLowerCase(Locale.ROOT));
    }

    @Override
    public int hashCode() {
        return toString().toLowerCase(Locale.ROOT).hashCode();
    }
}
