package io.bellhop.container.address;

import jakarta.servlet.sip.Parameterable;
import jakarta.servlet.sip.ServletParseException;

/**
 * A header value with parameters that is not an address, such as that of Content-Type (JSR 289, 4.1.4). Equal are two
 * whose values are the same, case ignored, and whose parameters are all the same in any order. Not thread-safe.
 */
public final class ParameterableImpl extends HeaderValue {
    private static final long serialVersionUID = 1L;

    private String value;

    /**
     * Reads a header value, without the name of the header.
     *
     * @throws ServletParseException if it is empty or its parameters are malformed
     */
    public ParameterableImpl(String header) throws ServletParseException {
        if (header == null || Text.hasControl(header)) {
            throw Text.bad("Not a header value", header);
        }
        int start = Text.skipBlanks(header, 0, header.length());
        int end = Text.trimEnd(header, start, header.length());
        int semicolon = AddressScanner.endOfValue(header, start, end);
        value = header.substring(start, Text.trimEnd(header, start, semicolon));
        if (value.isEmpty()) {
            throw Text.bad("A header value without a value before its parameters", header);
        }
        params = ParamList.parse(ParamSyntax.HEADER_PARAM, header, semicolon, end);
        text = header.substring(start, end);
    }

    /** Reads a header value from message bytes, {@code end} being exclusive. */
    public ParameterableImpl(byte[] buf, int start, int end) throws ServletParseException {
        this(Text.of(buf, start, end));
    }

    @Override
    public String getValue() {
        return value;
    }

    /**
     * Sets what stands before the parameters.
     *
     * @throws IllegalArgumentException if it is empty, has a control character, or would be read as parameters
     */
    @Override
    public void setValue(String newValue) {
        checkOpen();
        Text.refuseControl("A header value", newValue);
        String trimmed = newValue.strip();
        if (trimmed.isEmpty() || unfinished(trimmed)) {
            throw new IllegalArgumentException("Not a header value without parameters: " + Text.shown(newValue));
        }
        value = trimmed;
        changed();
    }

    private static boolean unfinished(String value) {
        try {
            return AddressScanner.endOfValue(value, 0, value.length()) != value.length();
        } catch (ServletParseException e) {
            return true;
        }
    }

    @Override
    void writeValue(StringBuilder out) {
        out.append(value);
    }

    @Override
    public ParameterableImpl clone() {
        ParameterableImpl copy = (ParameterableImpl) copy();
        copy.params = params.copy();
        return copy;
    }

    @Override
    public boolean equals(Object o) {
        if (this == o) {
            return true;
        }
        if (o instanceof ParameterableImpl other) {
            return value.equalsIgnoreCase(other.value) && params.allMatch(other.params);
        }
        try {
            return o instanceof Parameterable && !(o instanceof AddressImpl)
                    && equals(new ParameterableImpl(o.toString()));
        } catch (ServletParseException e) {
            return false;
        }
    }

    @Override
    public int hashCode() {
        return value.toLowerCase(java.util.Locale.ROOT).hashCode();
    }
}
