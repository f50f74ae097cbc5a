package io.bellhop.container.address;

import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.TelURL;
import java.util.Locale;

/**
 * A tel URI (RFC 3966). A local number without the phone-context that the RFC asks for is tolerated, since phones write
 * {@code tel:911}. Setters of a protected URI throw {@link IllegalStateException}. Not thread-safe.
 */
public final class TelURLImpl extends UriBase implements TelURL {
    private static final long serialVersionUID = 1L;
    private static final String PHONE_CONTEXT = "phone-context";

    private String number;
    private ParamList params;

    /**
     * Reads a URI.
     *
     * @throws ServletParseException if it is no valid tel URI
     */
    public TelURLImpl(String uri) throws ServletParseException {
        if (uri == null || !uri.regionMatches(true, 0, "tel:", 0, 4)) {
            throw Text.bad("Not a tel URI", uri);
        }
        int semicolon = uri.indexOf(';');
        int end = semicolon < 0 ? uri.length() : semicolon;
        number = uri.substring(4, end);
        if (!isNumber(number)) {
            throw Text.bad("Not a telephone number in the tel URI", uri);
        }
        for (int i = end; i < uri.length(); i++) {
            char c = uri.charAt(i);
            boolean halfEscape = c == '%' && !Escapes.isEscapeAt(uri, i, uri.length());
            if (c <= ' ' || c == 0x7f || halfEscape || "<>\"@?".indexOf(c) >= 0) {
                throw Text.bad("A character that must be escaped, at column " + (i + 1) + " of the URI", uri);
            }
        }
        params = ParamList.parse(ParamSyntax.URI_PARAM, uri, end, uri.length());
        text = uri;
    }

    /** RFC 3966, 3: "+" and digits, or local digits with "*" and "#"; visual separators in both. */
    private static boolean isNumber(String s) {
        boolean global = s.startsWith("+");
        boolean digits = false;
        for (int i = global ? 1 : 0; i < s.length(); i++) {
            char c = s.charAt(i);
            char l = Escapes.lower(c);
            boolean digit = Text.isDigit(c) || !global && (l >= 'a' && l <= 'f' || c == '*' || c == '#');
            if (!digit && !isSeparator(c)) {
                return false;
            }
            digits |= digit;
        }
        return digits;
    }

    private static boolean isSeparator(char c) {
        return c == '-' || c == '.' || c == '(' || c == ')';
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
        return "tel";
    }

    @Override
    public String getPhoneNumber() {
        return isGlobal() ? number.substring(1) : number;
    }

    @Override
    public boolean isGlobal() {
        return number.startsWith("+");
    }

    @Override
    public String getPhoneContext() {
        return isGlobal() ? null : params.get(PHONE_CONTEXT);
    }

    @Override
    public void setPhoneNumber(String global) {
        checkOpen();
        if (!global.startsWith("+") || !isNumber(global)) {
            throw new IllegalArgumentException("Not a global telephone number: " + Text.shown(global));
        }
        number = global;
        params.remove(PHONE_CONTEXT);
        changed();
    }

    @Override
    public void setPhoneNumber(String local, String phoneContext) {
        checkOpen();
        if (local.startsWith("+") || !isNumber(local)) {
            throw new IllegalArgumentException("Not a local telephone number: " + Text.shown(local));
        }
        boolean globalContext = phoneContext.startsWith("+") && isNumber(phoneContext);
        boolean domain = SipUriScanner.endOfHost(phoneContext, 0, phoneContext.length()) == phoneContext.length();
        if (!globalContext && !domain) {
            throw new IllegalArgumentException("Not a phone-context: " + Text.shown(phoneContext));
        }
        number = local;
        params.set(PHONE_CONTEXT, phoneContext);
        changed();
    }

    @Override
    public TelURLImpl clone() {
        TelURLImpl copy = (TelURLImpl) copy();
        copy.params = params.copy();
        return copy;
    }

    @Override
    void write(StringBuilder out) {
        out.append("tel:").append(number);
        params.write(out);
    }

    /** RFC 3966, 5: the same digits, both global or both local, and the same parameters in any order. */
    @Override
    public boolean equals(Object o) {
        if (this == o) {
            return true;
        }
        if (o instanceof TelURLImpl other) {
            return digits(number).equals(digits(other.number)) && sameParams(other.params);
        }
        try {
            return o instanceof TelURL && equals(new TelURLImpl(o.toString()));
        } catch (ServletParseException e) {
            return false;
        }
    }

    private boolean sameParams(ParamList others) {
        if (params.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < params.size(); i++) {
            int j = others.indexOf(params.name(i));
            if (j < 0 || !sameValue(params.name(i), params.raw(i), others.raw(j))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameValue(String name, String a, String b) {
        boolean numbers = a != null && b != null
                && (name.equalsIgnoreCase("ext") || name.equalsIgnoreCase(PHONE_CONTEXT) && a.startsWith("+"));
        return numbers ? digits(a).equals(digits(b)) : ParamSyntax.URI_PARAM.same(a, b);
    }

    private static String digits(String s) {
        StringBuilder out = new StringBuilder(s.length());
        for (int i = 0; i < s.length(); i++) {
            if (!isSeparator(s.charAt(i))) {
                out.append(s.charAt(i));
            }
        }
        return out.toString().toLowerCase(Locale.ROOT);
    }

    @Override
    public int hashCode() {
        return digits(number).hashCode();
    }
}
