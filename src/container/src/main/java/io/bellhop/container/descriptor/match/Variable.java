package io.bellhop.container.descriptor.match;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.TelURL;
import jakarta.servlet.sip.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A variable of a mapping rule, such as {@code request.uri.host} or {@code request.from.uri.param.transport}.
 *
 * @param source the part of the request that it looks at
 * @param property what it wants to know of that part
 * @param parameter the name of the URI parameter where the property is one, else null
 */
public record Variable(Source source, Property property, String parameter) {
    /** The parts of a request. */
    enum Source {
        METHOD("method"), URI("uri"), FROM("from"), TO("to"), ROUTE("route"), POPPED_ROUTE("initial-popped-route");

        final String word;

        Source(String word) {
            this.word = word;
        }

        boolean isAddress() {
            return this != METHOD && this != URI;
        }
    }

    /** What can be asked of a part. */
    enum Property {
        /** The part itself. */
        WHOLE(""), DISPLAY_NAME("display-name"), URI("uri"), SCHEME("scheme"), USER("user"), HOST("host"),
        PORT("port"), TEL("tel"), PARAM("param.");

        final String word;

        Property(String word) {
            this.word = word;
        }

        boolean ofUri() {
            return compareTo(URI) > 0;
        }
    }

    /**
     * Reads the name of a variable.
     *
     * @return null if there is no such variable
     */
    public static Variable named(String name) {
        if (!name.startsWith("request.")) {
            return null;
        }
        String rest = name.substring("request.".length());
        for (Source source : Source.values()) {
            if (rest.equals(source.word)) {
                return new Variable(source, Property.WHOLE, null);
            }
            if (rest.startsWith(source.word + ".") && source != Source.METHOD) {
                return ofPart(source, rest.substring(source.word.length() + 1));
            }
        }
        return null;
    }

    private static Variable ofPart(Source source, String rest) {
        if (!source.isAddress()) {
            return ofUri(source, rest);
        }
        if (rest.equals(Property.DISPLAY_NAME.word)) {
            return new Variable(source, Property.DISPLAY_NAME, null);
        }
        if (rest.equals(Property.URI.word)) {
            return new Variable(source, Property.URI, null);
        }
        return rest.startsWith("uri.") ? ofUri(source, rest.substring(4)) : null;
    }

    private static Variable ofUri(Source source, String rest) {
        if (rest.startsWith(Property.PARAM.word)) {
            String parameter = rest.substring(Property.PARAM.word.length());
            return parameter.isEmpty() ? null : new Variable(source, Property.PARAM, parameter);
        }
        for (Property property : Property.values()) {
            if (property.ofUri() && property != Property.PARAM && property.word.equals(rest)) {
                return new Variable(source, property, null);
            }
        }
        return null;
    }

    /** The names of all variables, with {@code NAME} for that of a parameter; for messages. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Source source : Source.values()) {
            String part = "request." + source.word;
            names.add(part);
            if (source.isAddress()) {
                names.add(part + ".display-name");
                part = part + ".uri";
                names.add(part);
            }
            for (Property property : source == Source.METHOD ? new Property[0] : Property.values()) {
                if (property.ofUri()) {
                    names.add(part + "." + property.word + (property == Property.PARAM ? "NAME" : ""));
                }
            }
        }
        return names;
    }

    /** Whether its value is a telephone number: digits, with a leading "+" where it is a global one. */
    boolean isTelephoneNumber() {
        return property == Property.TEL;
    }

    /** Whether subdomain-of has a meaning for it. */
    public boolean hasSubdomains() {
        return property == Property.TEL || property == Property.HOST;
    }

    /** Its value in a request; null where the request has none. */
    String read(RequestView request) {
        return switch (source) {
            case METHOD -> request.method();
            case URI -> readUri(request.requestUri());
            case FROM -> readAddress(request.from());
            case TO -> readAddress(request.to());
            case ROUTE -> readAddress(request.route());
            case POPPED_ROUTE -> readAddress(request.initialPoppedRoute());
        };
    }

    private String readAddress(Address address) {
        if (address == null) {
            return null;
        }
        return switch (property) {
            case WHOLE -> address.toString();
            case DISPLAY_NAME -> address.getDisplayName();
            default -> readUri(address.getURI());
        };
    }

    private String readUri(URI uri) {
        if (uri == null) {
            return null;
        }
        return switch (property) {
            case WHOLE, URI -> uri.toString();
            case SCHEME -> uri.getScheme();
            case PARAM -> uri.getParameter(parameter);
            case TEL -> telephoneNumber(uri);
            default -> uri instanceof SipURI sip ? readSip(sip) : null;
        };
    }

    private String readSip(SipURI uri) {
        return switch (property) {
            case USER -> uri.getUser();
            case HOST -> uri.getHost();
            case PORT -> Integer.toString(uri.getPort() >= 0 ? uri.getPort() : defaultPort(uri));
            default -> null;
        };
    }

    /** SIP Servlet 1.0, 11.1: "if absent the default value is used (5060 for UDP and TCP, 5061 for TLS)". */
    private static int defaultPort(SipURI uri) {
        return uri.isSecure() || "tls".equalsIgnoreCase(uri.getTransportParam()) ? 5061 : 5060;
    }

    /** The number of a tel URI, or of a SIP URI with user=phone, without visual separators. */
    private static String telephoneNumber(URI uri) {
        if (uri instanceof TelURL tel) {
            String number = withoutSeparators(tel.getPhoneNumber());
            return tel.isGlobal() ? "+" + number : number;
        }
        if (uri instanceof SipURI sip && sip.getUser() != null && "phone".equalsIgnoreCase(sip.getUserParam())) {
            String user = sip.getUser();
            int end = user.indexOf(';');
            return withoutSeparators(end < 0 ? user : user.substring(0, end));
        }
        return null;
    }

    static String withoutSeparators(String number) {
        StringBuilder out = new StringBuilder(number.length());
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c != '-' && c != '.' && c != '(' && c != ')') {
                out.append(c);
            }
        }
        return out.toString();
    }
}
