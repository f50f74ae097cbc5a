package io.bellhop.container.message;

import io.bellhop.container.address.AddressImpl;
import io.bellhop.container.address.AddressParser;
import io.bellhop.container.address.Guarded;
import io.bellhop.container.address.Protection;
import io.bellhop.sip.message.HeaderName;
import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.Parameterable;
import jakarta.servlet.sip.ServletParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Set;

/** The header methods of a message: names, system headers, values as text, addresses and parameterables. */
final class HeaderAccess {
    /** Reads one header value. */
    private interface Parser<T> {
        T parse(String value) throws ServletParseException;
    }

    private HeaderAccess() {}

    static HeaderName name(String name) {
        if (name == null) {
            throw new NullPointerException("header name");
        }
        return HeaderName.of(name);
    }

    /** The header of that name, which the application may change there. */
    static HeaderName writable(HeaderMethods message, String text) {
        HeaderName name = name(text);
        if (HeaderRules.isSystem(name, message.sip())) {
            throw new IllegalArgumentException(name.text() + " is a system header");
        }
        message.checkOpen();
        return name;
    }

    private static boolean isFrozen(HeaderMethods message, HeaderName name) {
        return message.isCommitted() || HeaderRules.isSystem(name, message.sip());
    }

    // ---- text

    static ListIterator<String> all(HeaderMethods message, String text) {
        HeaderName name = name(text);
        return new HeaderList<>(message.sip(), name, new ArrayList<>(message.sip().all(name)), isFrozen(message, name));
    }

    static Iterator<String> names(SipMessage message) {
        Set<String> names = new LinkedHashSet<>();
        for (int line = 0; line < message.lines(); line++) {
            names.add(message.name(line).text());
        }
        return List.copyOf(names).iterator();
    }

    // ---- addresses

    static Address address(HeaderMethods message, String text) throws ServletParseException {
        HeaderName name = name(text);
        String value = message.sip().first(name);
        if (value == null) {
            return null;
        }
        AddressImpl address = AddressParser.parseAddress(value);
        bind(message, name, address);
        return address;
    }

    static ListIterator<Address> addresses(HeaderMethods message, String text) throws ServletParseException {
        return parsed(message, name(text), AddressParser::parseAddress);
    }

    static Parameterable parameterable(HeaderMethods message, String text) throws ServletParseException {
        HeaderName name = name(text);
        String value = message.sip().first(name);
        if (value == null) {
            return null;
        }
        Parameterable parameterable = AddressParser.parseParameterable(value);
        bind(message, name, (Guarded) parameterable);
        return parameterable;
    }

    static ListIterator<Parameterable> parameterables(HeaderMethods message, String text)
            throws ServletParseException {
        return parsed(message, name(text), AddressParser::parseParameterable);
    }

    private static <T> HeaderList<T> parsed(HeaderMethods message, HeaderName name, Parser<? extends T> parser)
            throws ServletParseException {
        List<T> values = new ArrayList<>();
        for (String value : message.sip().all(name)) {
            values.add(parser.parse(value));
        }
        HeaderList<T> list = new HeaderList<>(message.sip(), name, values, isFrozen(message, name));
        Protection level = protection(message, name);
        for (T value : values) {
            ((Guarded) value).protect(level);
            if (level != Protection.SYSTEM) {
                ((Guarded) value).onChange(list::write);
            }
        }
        return list;
    }

    /** "Changes to an Address obtained from a message are written through, unless it is a system header." */
    private static void bind(HeaderMethods message, HeaderName name, Guarded value) {
        Protection level = protection(message, name);
        value.protect(level);
        if (level != Protection.SYSTEM) {
            value.onChange(() -> message.sip().replaceFirst(name, Slice.of(value.toString())));
        }
    }

    private static Protection protection(HeaderMethods message, HeaderName name) {
        if (message.isCommitted()) {
            return Protection.SYSTEM;
        }
        if (!HeaderRules.isSystem(name, message.sip())) {
            return Protection.OPEN;
        }
        return name == StandardHeader.CONTACT && message.isOurs() ? Protection.CONTACT : Protection.SYSTEM;
    }

    static void put(HeaderMethods message, HeaderName name, String value, boolean first) {
        if (first) {
            message.sip().addFirst(name, value);
        } else {
            message.sip().addLast(name, value);
        }
    }
}
