package io.bellhop.sip.message;

/**
 * Where the parts of a name-addr or addr-spec with its parameters lie (RFC 3261 20.10, 25.1): the form of From, To,
 * Contact, Route and their like.
 */
final class NameAddress {
    private static final byte[] TAG = {';', 't', 'a', 'g', '='};

    private final byte[] array;
    private int uriStart;
    private int uriEnd;
    private int end;
    private boolean alone;
    private Slice tag;
    private boolean loose;
    private boolean malformed;

    private NameAddress(byte[] array) {
        this.array = array;
    }

    /** Looks at the one that begins there; it ends at a comma outside its brackets, or at the limit. */
    static NameAddress parse(byte[] array, int start, int limit) {
        NameAddress address = new NameAddress(array);
        int open = address.displayName(start, limit);
        if (open >= 0) {
            address.bracketed(open, limit);
        } else if (!address.malformed) {
            address.bare(start, limit);
        }
        address.malformed |= !address.hasScheme();
        return address;
    }

    /** Passes the display name. @return the opening bracket, or -1 where there is none */
    private int displayName(int start, int limit) {
        int i = start;
        if (i < limit && array[i] == '"') {
            int after = Ascii.afterQuoted(array, i, limit);
            i = after < 0 ? limit : Ascii.skipSpace(array, after, limit);
            malformed = i == limit || array[i] != '<';
            return malformed ? -1 : i;
        }
        boolean tokens = true;
        while (i < limit && array[i] != '<' && array[i] != '"') {
            tokens &= Chars.is(array[i], Chars.TOKEN | Chars.SPACE);
            i++;
        }
        if (i == limit) {
            return -1;
        }
        malformed = array[i] == '"';
        loose = !tokens;
        return malformed ? -1 : i;
    }

    private void bracketed(int open, int limit) {
        uriStart = open + 1;
        int i = Chars.skip(array, uriStart, limit, Chars.URI);
        uriEnd = i;
        malformed |= i == limit || array[i] != '>';
        finish(Math.min(i + 1, limit), limit);
    }

    private void bare(int start, int limit) {
        uriStart = start;
        int i = start;
        while (i < limit && Chars.is(array[i], Chars.URI) && array[i] != ';' && array[i] != ',') {
            i++;
        }
        uriEnd = i;
        finish(i, limit);
    }

    /** Passes the parameters, which begin there if there are any. */
    private void finish(int from, int limit) {
        end = Ascii.skipSpace(array, from, limit);
        if (end < limit && array[end] == ';') {
            ParameterScanner scanner = new ParameterScanner(array, end, limit);
            while (scanner.next()) {
                // To the end of the parameters, which must be well-formed all.
                end = scanner.position();
                if (tag == null && scanner.hasValue() && scanner.isNamed("tag")) {
                    tag = scanner.value();
                }
            }
            malformed |= scanner.isMalformed();
            end = Ascii.skipSpace(array, scanner.position(), limit);
        }
        alone = end == limit;
        malformed |= end < limit && array[end] != ',';
    }

    private boolean hasScheme() {
        if (uriStart >= uriEnd || !Ascii.isAlpha(array[uriStart])) {
            return false;
        }
        int i = Chars.skip(array, uriStart, uriEnd, Chars.SCHEME);
        return i < uriEnd && array[i] == ':' && i + 1 < uriEnd;
    }

    /** Whether it does not follow its grammar. */
    boolean isMalformed() {
        return malformed;
    }

    /** Whether its display name has characters that should be quoted. */
    boolean isLoose() {
        return loose;
    }

    /** Whether nothing follows after a comma. */
    boolean isAlone() {
        return alone;
    }

    Slice uri() {
        return new Slice(array, uriStart, uriEnd);
    }

    /** Where it ends: at a comma or the limit. */
    int end() {
        return end;
    }

    /** The tag of From or To (RFC 3261 19.3), or null where there is none or it is malformed. */
    static Slice tag(NameAddress address) {
        return address == null || address.malformed ? null : address.tag;
    }

    /** The value with another tag. @param old the slice of it that the tag is now, or null */
    static Slice withTag(Slice value, Slice old, Slice tag) {
        int before = (old == null ? value.end() : old.start()) - value.start();
        int after = old == null ? 0 : value.end() - old.end();
        byte[] out = new byte[before + TAG.length + tag.length() + after];
        System.arraycopy(value.array(), value.start(), out, 0, before);
        int length = before;
        if (old == null) {
            System.arraycopy(TAG, 0, out, length, TAG.length);
            length += TAG.length;
        }
        System.arraycopy(tag.array(), tag.start(), out, length, tag.length());
        length += tag.length();
        System.arraycopy(value.array(), value.end() - after, out, length, after);
        return new Slice(out, 0, length + after);
    }
}
