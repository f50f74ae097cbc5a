package io.bellhop.sip.message;

import java.nio.charset.StandardCharsets;

/** One Via value (RFC 3261 20.42, RFC 3581), read from the bytes it stands in; immutable. Any thread may use it. */
public final class Via {
    private static final String RECEIVED = ";received=";
    private static final String RPORT = ";rport=";
    private static final byte[] NOTHING = {};
    private static final String COOKIE = "z9hg4bk";
    private static final int NONE = -1;
    /** rport is there, without a value. */
    private static final int ASKED = -2;

    private final byte[] array;
    private final int start;
    private int end;
    private int transportStart;
    private int transportEnd;
    private int hostStart;
    private int hostEnd;
    private int port = NONE;
    /** Where sent-by ends and parameters begin. */
    private int sentByEnd;
    private int branchStart = NONE;
    private int branchEnd = NONE;
    private int rport = NONE;
    private Slice received;
    private Slice maddr;
    private boolean loose;

    private Via(byte[] array, int start) {
        this.array = array;
        this.start = start;
    }

    /**
     * Reads a value; one that follows after a comma is not looked at.
     *
     * @throws MalformedHeaderException if it is no well-formed Via value
     */
    public static Via parse(Slice text) {
        Via via = parse(text.array(), Ascii.skipSpace(text.array(), text.start(), text.end()), text.end());
        if (via == null) {
            throw new MalformedHeaderException("Malformed Via Header Field");
        }
        return via;
    }

    /** As {@link #parse(Slice)}; null where it is malformed. */
    static Via parse(byte[] array, int start, int limit) {
        Via via = new Via(array, start);
        int sentBy = via.protocol(limit);
        if (sentBy < 0) {
            return null;
        }
        int parameters = via.sentBy(sentBy, limit);
        return parameters >= 0 && via.parameters(parameters, limit) ? via : null;
    }

    /** sent-protocol: three tokens with slashes between; then white space. @return where sent-by begins, or -1 */
    private int protocol(int limit) {
        int i = token(start, limit);
        for (int part = 0; part < 2; part++) {
            int slash = i < 0 ? limit : Ascii.skipSpace(array, i, limit);
            if (slash == limit || array[slash] != '/') {
                return -1;
            }
            transportStart = Ascii.skipSpace(array, slash + 1, limit);
            i = token(transportStart, limit);
        }
        if (i < 0) {
            return -1;
        }
        transportEnd = i;
        hostStart = Ascii.skipSpace(array, i, limit);
        return hostStart > i ? hostStart : -1;
    }

    /** The end of the token that begins there, or -1 where none does. */
    private int token(int from, int limit) {
        int i = Chars.skip(array, from, limit, Chars.TOKEN);
        return i > from ? i : -1;
    }

    /** sent-by: host and port. @return where it ends, or -1 */
    private int sentBy(int from, int limit) {
        hostEnd = HostScanner.hostEnd(array, from, limit);
        if (hostEnd < 0) {
            return -1;
        }
        loose = HostScanner.isLoose(array, from, hostEnd);
        int colon = Ascii.skipSpace(array, hostEnd, limit);
        if (colon == limit || array[colon] != ':') {
            return hostEnd;
        }
        int digits = Ascii.skipSpace(array, colon + 1, limit);
        int after = HostScanner.digitsEnd(array, digits, limit);
        port = (int) Ascii.number(array, digits, after, 65_535);
        return port < 0 ? -1 : after;
    }

    private boolean parameters(int from, int limit) {
        end = from;
        sentByEnd = from;
        ParameterScanner scanner = new ParameterScanner(array, from, limit);
        while (scanner.next()) {
            end = scanner.position();
            if (!parameter(scanner)) {
                return false;
            }
        }
        int after = Ascii.skipSpace(array, end, limit);
        return !scanner.isMalformed() && (after == limit || array[after] == ',');
    }

    private boolean parameter(ParameterScanner scanner) {
        switch (scanner.nameEnd() - scanner.nameStart()) {
            case 5:
                return scanner.isNamed("rport") ? rport(scanner) : maddr(scanner);
            case 6:
                return branch(scanner);
            case 8:
                return received(scanner);
            default:
                return true;
        }
    }

    private boolean rport(ParameterScanner scanner) {
        if (!scanner.hasValue()) {
            rport = ASKED;
            return true;
        }
        rport = (int) Ascii.number(array, scanner.valueStart(), scanner.valueEnd(), 65_535);
        return rport >= 0;
    }

    private boolean branch(ParameterScanner scanner) {
        if (scanner.isNamed("branch") && branchStart < 0) {
            branchStart = scanner.valueStart();
            branchEnd = scanner.valueEnd();
            return scanner.hasValue();
        }
        return true;
    }

    private boolean received(ParameterScanner scanner) {
        if (scanner.isNamed("received") && received == null) {
            received = scanner.hasValue() ? scanner.value() : null;
            return received != null;
        }
        return true;
    }

    private boolean maddr(ParameterScanner scanner) {
        if (scanner.isNamed("maddr") && maddr == null) {
            maddr = scanner.hasValue() ? scanner.value() : null;
            return maddr != null;
        }
        return true;
    }

    /** Whether its host is one that only a tolerant reader takes. */
    boolean isLoose() {
        return loose;
    }

    /** The transport as written after "SIP/2.0/". */
    public Slice transport() {
        return new Slice(array, transportStart, transportEnd);
    }

    /** The host of sent-by as written; an IPv6 address keeps its brackets. */
    public Slice host() {
        return new Slice(array, hostStart, hostEnd);
    }

    /** The port of sent-by, or -1 where none is written. */
    public int port() {
        return port;
    }

    /** The branch, or null. */
    public Slice branch() {
        return branchStart < 0 ? null : new Slice(array, branchStart, branchEnd);
    }

    /** The array that the value is in; not to be changed. With the indexes below it is read without an object. */
    public byte[] array() {
        return array;
    }

    /** Where the branch begins in {@link #array()}, or -1 where there is none. */
    public int branchStart() {
        return branchStart;
    }

    /** One past the branch's last byte in {@link #array()}, or -1 where there is none. */
    public int branchEnd() {
        return branchEnd;
    }

    /** Where the host of sent-by begins in {@link #array()}. */
    public int hostStart() {
        return hostStart;
    }

    /** One past the last byte of the host of sent-by in {@link #array()}. */
    public int hostEnd() {
        return hostEnd;
    }

    /** Whether the branch begins with the magic cookie "z9hG4bK" (RFC 3261 8.1.1.7), in any case. */
    public boolean hasCookie() {
        int cookieEnd = branchStart + COOKIE.length();
        return branchStart >= 0
                && branchEnd >= cookieEnd
                && Ascii.isIgnoringCase(array, branchStart, cookieEnd, COOKIE);
    }

    /** The received parameter, or null. */
    public Slice received() {
        return received;
    }

    /** Whether rport is there, with a value or without. */
    public boolean hasRport() {
        return rport != NONE;
    }

    /** The value of rport, or -1. */
    public int rport() {
        return Math.max(rport, NONE);
    }

    /** The maddr parameter, or null. */
    public Slice maddr() {
        return maddr;
    }

    /** The value as written. */
    public Slice text() {
        return new Slice(array, start, end);
    }

    /**
     * The value with received, and where it has the parameter rport, put in (RFC 3261 18.2.1, RFC 3581 4). A received
     * or rport value that it already had is replaced.
     *
     * @param received the source address as text, without brackets; null leaves it
     * @param rport the source port; -1 leaves it
     */
    public Slice with(String received, int rport) {
        boolean putRport = rport >= 0 && hasRport();
        byte[] address = received == null ? NOTHING : (RECEIVED + received).getBytes(StandardCharsets.US_ASCII);
        byte[] port = putRport ? (RPORT + rport).getBytes(StandardCharsets.US_ASCII) : NOTHING;
        byte[] out = new byte[end - start + address.length + port.length];
        int length = copyWithout(out, received != null, putRport);
        System.arraycopy(address, 0, out, length, address.length);
        System.arraycopy(port, 0, out, length + address.length, port.length);
        return new Slice(out, 0, length + address.length + port.length);
    }

    /** Copies the value but for those parameters. @return how many bytes */
    private int copyWithout(byte[] out, boolean withoutReceived, boolean withoutRport) {
        ParameterScanner scanner = new ParameterScanner(array, sentByEnd, end);
        int from = start;
        int length = 0;
        int position = scanner.position();
        while (scanner.next()) {
            if (withoutReceived && scanner.isNamed("received") || withoutRport && scanner.isNamed("rport")) {
                System.arraycopy(array, from, out, length, position - from);
                length += position - from;
                from = scanner.position();
            }
            position = scanner.position();
        }
        System.arraycopy(array, from, out, length, end - from);
        return length + end - from;
    }
}
