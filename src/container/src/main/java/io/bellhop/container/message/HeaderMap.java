package io.bellhop.container.message;

import io.bellhop.container.address.AddressImpl;
import io.bellhop.container.address.AddressParser;
import io.bellhop.sip.message.HeaderName;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.ServletParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The headers that a B2BUA puts in the place of those of the original request (JSR 289, B2buaHelper.createRequest):
 * From, To, Contact, Route, and whatever is not the container's. A header without values is left out of the request.
 */
public final class HeaderMap {
    static final HeaderMap NONE = new HeaderMap(null, true);

    private final Map<HeaderName, List<String>> headers = new LinkedHashMap<>();

    /**
     * Reads the application's map.
     *
     * @param given null for none
     * @param initial whether it is for an initial request, which has a Route of its own
     * @throws IllegalArgumentException if it has a header that is the container's, or a value that is none
     */
    HeaderMap(Map<String, List<String>> given, boolean initial) {
        if (given != null) {
            given.forEach((text, values) -> put(text, values, initial));
        }
    }

    private void put(String text, List<String> values, boolean initial) {
        HeaderName name = HeaderAccess.name(text);
        boolean allowed = !(name instanceof StandardHeader known) || switch (known) {
            case FROM, TO, CONTACT -> true;
            case ROUTE -> initial;
            case CALL_ID, CSEQ, VIA, RECORD_ROUTE, RACK, RSEQ, CONTENT_LENGTH -> false;
            default -> true;
        };
        if (!allowed) {
            throw new IllegalArgumentException(text + " is the container's in a request of a B2BUA");
        }
        List<String> copied = values == null ? List.of() : List.copyOf(values);
        boolean single = name == StandardHeader.FROM || name == StandardHeader.TO;
        if (single && copied.size() != 1) {
            throw new IllegalArgumentException(text + " has one value");
        }
        headers.put(name, copied);
        if (single || name == StandardHeader.CONTACT && !copied.isEmpty()) {
            address(name);
        }
    }

    /** The address given for that header, or null where the map has none. */
    public Address address(StandardHeader name) {
        return address((HeaderName) name);
    }

    private AddressImpl address(HeaderName name) {
        List<String> values = headers.get(name);
        try {
            return values == null || values.isEmpty() ? null : AddressParser.parseAddress(values.get(0));
        } catch (ServletParseException e) {
            throw new IllegalArgumentException("not an address: " + values.get(0), e);
        }
    }

    /** Puts the headers that are not the container's, and Route, into the request. */
    public void apply(SipRequest request) {
        headers.forEach((name, values) -> {
            if (name == StandardHeader.FROM || name == StandardHeader.TO || name == StandardHeader.CONTACT
                    && request.method() != StandardMethod.REGISTER) {
                return;
            }
            request.remove(name);
            for (String value : values) {
                request.addLast(name, value);
            }
        });
    }
}
