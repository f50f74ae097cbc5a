package io.bellhop.container.address;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.Parameterable;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.URI;

/**
 * An address of From, To, Contact, Route and the like (RFC 3261, 20.10; JSR 289, 4.1.2). It keeps the text that it was
 * made of and returns it until it, or the URI inside it, is changed.
 *
 * <p>A URI belongs to one address at most: an address that is given another one's URI takes a copy of it. Setters of a
 * protected address throw {@link IllegalStateException}. Not thread-safe.
 */
public final class AddressImpl extends HeaderValue implements Address {
    private static final long serialVersionUID = 1L;

    private String displayName;
    /** Null in the wildcard. */
    private URI uri;
    private boolean bracketed;

    /**
     * Reads an address; "*" is the wildcard.
     *
     * @throws ServletParseException if it is no valid address
     */
    public AddressImpl(String address) throws ServletParseException {
        read(address);
    }

    /** Reads an address from header bytes, {@code end} being exclusive; surrounding white space is not part of it. */
    public AddressImpl(byte[] buf, int start, int end) throws ServletParseException {
        this(Text.of(buf, start, end));
    }

    /**
     * An address made of parts.
     *
     * @param displayName null for none
     * @throws IllegalArgumentException if the display name contains a control character
     */
    public AddressImpl(URI uri, String displayName) {
        adopt(uri);
        bracketed = true;
        this.displayName = checkedName(displayName);
    }

    private void read(String address) throws ServletParseException {
        if (address == null) {
            throw Text.bad("Not an address", null);
        }
        if (address.strip().equals("*")) {
            text = "*";
            return;
        }
        AddressScanner scan = new AddressScanner(address);
        URI read = AddressParser.parseUri(address.substring(scan.uriStart, scan.uriEnd));
        params = ParamList.parse(ParamSyntax.HEADER_PARAM, address, scan.valueEnd, scan.end);
        displayName = nameIn(address, scan);
        bracketed = scan.bracketed;
        adopt(read);
        text = address.substring(scan.nameStart, scan.end);
    }

    private static String nameIn(String address, AddressScanner scan) {
        if (scan.nameEnd == scan.nameStart) {
            return null;
        }
        return address.charAt(scan.nameStart) == '"'
                ? Text.unquote(address, scan.nameStart, scan.nameEnd)
                : address.substring(scan.nameStart, scan.nameEnd);
    }

    private static String checkedName(String name) {
        if (name != null) {
            Text.refuseControl("A display name", name);
        }
        return name;
    }

    private void adopt(URI newUri) {
        URI mine = newUri;
        if (newUri instanceof Guarded guarded) {
            boolean foreign = guarded.isOwned() || guarded.level() != Protection.OPEN;
            mine = foreign ? newUri.clone() : newUri;
            ((Guarded) mine).ownedBy(this);
        } else if (newUri == null) {
            throw new NullPointerException("uri");
        }
        if (uri instanceof Guarded former && uri != mine) {
            former.ownedBy(null);
        }
        uri = mine;
    }

    @Override
    public boolean isWildcard() {
        return uri == null;
    }

    @Override
    public URI getURI() {
        return uri;
    }

    @Override
    public void setURI(URI newUri) {
        checkOpenInContact("URI");
        if (newUri != uri) {
            adopt(newUri);
            bracketed = true;
            changed();
        }
    }

    @Override
    public String getDisplayName() {
        return displayName;
    }

    /**
     * Sets the display name; null removes it.
     *
     * @throws IllegalArgumentException if it contains a control character
     */
    @Override
    public void setDisplayName(String name) {
        checkOpen();
        displayName = checkedName(name);
        bracketed = true;
        changed();
    }

    /** The expires parameter in seconds; -1 where there is none, or none that is a number. */
    @Override
    public int getExpires() {
        String expires = params.get("expires");
        return expires == null ? -1 : Text.number(expires);
    }

    @Override
    public void setExpires(int seconds) {
        setParameter("expires", seconds < 0 ? null : Integer.toString(seconds));
    }

    /** The q parameter, 0 to 1; -1 where there is none, or none that is such a number. */
    @Override
    public float getQ() {
        String q = params.get("q");
        return q == null ? -1f : QValue.parse(q);
    }

    /** Sets q, 0 to 1, written with up to three decimals; -1 removes it. */
    @Override
    public void setQ(float q) {
        if (q != -1f && !(q >= 0f && q <= 1f)) {
            throw new IllegalArgumentException("q is between 0.0 and 1.0, or -1 for none: " + q);
        }
        setParameter("q", q == -1f ? null : QValue.write(q));
    }

    @Override
    public String getValue() {
        StringBuilder out = new StringBuilder(64);
        writeValue(out);
        return out.toString();
    }

    /**
     * Sets display name and URI from their text; the parameters stay.
     *
     * @throws IllegalArgumentException if it is not an address without parameters
     */
    @Override
    public void setValue(String value) {
        checkOpenInContact("URI");
        try {
            AddressImpl other = new AddressImpl(value);
            if (other.params.size() > 0) {
                throw new IllegalArgumentException("An address without parameters was expected: " + Text.shown(value));
            }
            take(other);
        } catch (ServletParseException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private void take(AddressImpl other) {
        displayName = other.displayName;
        bracketed = other.bracketed;
        if (other.isWildcard()) {
            uri = null;
        } else {
            ((Guarded) other.uri).ownedBy(null);
            adopt(other.uri);
        }
        changed();
    }

    @Override
    void writeValue(StringBuilder out) {
        if (uri == null) {
            out.append('*');
            return;
        }
        if (displayName != null) {
            Text.quote(displayName, out);
            out.append(' ');
        }
        String written = uri.toString();
        boolean brackets = bracketed || displayName != null || needsBrackets(written);
        out.append(brackets ? "<" : "").append(written).append(brackets ? ">" : "");
    }

    private static boolean needsBrackets(String uri) {
        return uri.indexOf(';') >= 0 || uri.indexOf('?') >= 0 || uri.indexOf(',') >= 0;
    }

    /** A URI that is not one of ours can change unseen, so what contains it is written anew each time. */
    @Override
    void remember(String written) {
        text = uri == null || uri instanceof Guarded ? written : null;
    }

    /** A copy that belongs to no message, without the tag parameter. */
    @Override
    public AddressImpl clone() {
        AddressImpl copy = (AddressImpl) copy();
        copy.params = params.copy();
        if (copy.params.remove("tag")) {
            copy.text = null;
        }
        copy.uri = uri == null ? null : uri.clone();
        if (copy.uri instanceof Guarded guarded) {
            guarded.ownedBy(copy);
        }
        return copy;
    }

    /** JSR 289: equal URIs, and no parameter in both that differs; the display name is ignored. */
    @Override
    public boolean equals(Object o) {
        if (this == o) {
            return true;
        }
        if (o instanceof AddressImpl other) {
            return isWildcard() == other.isWildcard()
                    && (uri == null || uri.equals(other.uri))
                    && params.sharedOnesMatch(other.params);
        }
        try {
            return o instanceof Parameterable && equals(new AddressImpl(o.toString()));
        } catch (ServletParseException e) {
            return false;
        }
    }

    @Override
    public int hashCode() {
        return uri == null ? 42 : uri.hashCode();
    }
}
