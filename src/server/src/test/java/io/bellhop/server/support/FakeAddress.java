package io.bellhop.server.support;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.URI;
import java.util.HashMap;
import java.util.Map;

/** An address as far as the servlets read it: {@code <uri>;name=value}, or {@code *}. */
public final class FakeAddress {

    private final String uri;
    private final Map<String, String> parameters = new HashMap<>();

    private FakeAddress(String text) throws ServletParseException {
        if (text.equals("*")) {
            uri = null;
            return;
        }
        int end = text.indexOf('>');
        if (!text.startsWith("<") || end < 0) {
            throw new ServletParseException("no address: " + text);
        }
        uri = text.substring(1, end);
        for (String parameter : text.substring(end + 1).split(";")) {
            String[] pair = parameter.split("=", 2);
            parameters.put(pair[0], pair.length == 1 ? "" : pair[1]);
        }
    }

    public static Address parse(String text) throws ServletParseException {
        return Fakes.of(Address.class, new FakeAddress(text));
    }

    public boolean isWildcard() {
        return uri == null;
    }

    public URI getURI() {
        return uri == null ? null : FakeUri.parse(uri);
    }

    public String getParameter(String name) {
        return parameters.get(name);
    }
}
