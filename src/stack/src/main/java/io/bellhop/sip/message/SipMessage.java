package io.bellhop.sip.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A SIP message (RFC 3261 7): the bytes it came in, never changed, and an index of where each header line lies. An edit
 * replaces, adds or drops lines of the index; what nobody touched is written back verbatim. Values are decoded when
 * somebody asks, once.
 *
 * <p>A message belongs to one thread at a time. {@link #copy()} shares the bytes and may go to another one.
 */
public abstract sealed class SipMessage permits SipRequest, SipResponse {
    // What is known of the values below; an edit of their header makes it unknown.
    private static final int VIA = 1;
    private static final int CALL_ID = 2;
    private static final int CALL_ID_HASH = 4;
    private static final int CSEQ = 8;
    private static final int FROM = 16;
    private static final int TO = 32;
    static final int MAX_FORWARDS = 64;
    static final int ROUTE = 128;

    private final byte[] original;
    private final HeaderLines headers;
    /** Where the start line lies in the original, with its line break; negative once it was changed. */
    private int startLine;
    private int startLineEnd;
    private Slice body;
    /** Whether a line with the right Content-Length is there. */
    private boolean lengthRight;
    private MessageFault fault;

    private int known;
    private Via topVia;
    private Slice callId;
    private int callIdHash;
    private long cseq;
    private Method cseqMethod;
    private Slice fromTag;
    private Slice toTag;

    /** A message that lies in those bytes, as far as its start line. */
    SipMessage(byte[] original, HeaderLines headers, int startLine, int startLineEnd) {
        this.original = original;
        this.headers = headers;
        this.startLine = startLine;
        this.startLineEnd = startLineEnd;
        body = Slice.EMPTY;
    }

    SipMessage(SipMessage other) {
        original = other.original;
        headers = new HeaderLines(other.headers);
        startLine = other.startLine;
        startLineEnd = other.startLineEnd;
        body = other.body;
        lengthRight = other.lengthRight;
        fault = other.fault;
        known = other.known;
        topVia = other.topVia;
        callId = other.callId;
        callIdHash = other.callIdHash;
        cseq = other.cseq;
        cseqMethod = other.cseqMethod;
        fromTag = other.fromTag;
        toTag = other.toTag;
    }

    // ---- what is wrong with it

    /** What the reader found wrong, or null: a message with a fault may only be answered or dropped. */
    public final MessageFault fault() {
        return fault;
    }

    // ---- header lines, in order

    /** How many header lines there are; a line that holds a list counts once. */
    public final int lines() {
        return headers.count();
    }

    /** The header of that line. */
    public final HeaderName name(int line) {
        return headers.name(line);
    }

    /** The name of that line as it is spelled there (may be the compact form). */
    public final Slice spelling(int line) {
        return headers.spelling(line);
    }

    /** The value of that line without the white space around it; folds are still in it. */
    public final Slice raw(int line) {
        return headers.raw(line);
    }

    /** The first line of that header at or after {@code from}, or -1. */
    public final int find(HeaderName name, int from) {
        return headers.find(name, from);
    }

    // ---- values as text

    /** Whether a line of that header is there. */
    public final boolean has(HeaderName name) {
        return find(name, 0) >= 0;
    }

    /** The first value (of a list: its first element), unfolded, or null. */
    public final String first(HeaderName name) {
        Slice value = firstSlice(name);
        return value == null ? null : value.toString();
    }

    /** Every value in order, lists taken apart where {@link HeaderName#isList()}; a new list. */
    public final List<String> all(HeaderName name) {
        List<Slice> slices = allSlices(name);
        List<String> values = new ArrayList<>(slices.size());
        for (Slice slice : slices) {
            values.add(slice.toString());
        }
        return values;
    }

    /** The first value as a slice (unfolded copy only where it is folded), or null. */
    public final Slice firstSlice(HeaderName name) {
        return HeaderValues.first(headers, name);
    }

    /** Every value as slices, lists taken apart. */
    public final List<Slice> allSlices(HeaderName name) {
        return HeaderValues.all(headers, name);
    }

    // ---- edits. Values are checked for line breaks: IllegalArgumentException, never a second header smuggled in

    /** Drops every line of that header and puts one with that value in the place of the first (or at the end). */
    public final void set(HeaderName name, String value) {
        set(name, HeaderValues.slice(value));
    }

    /** As {@link #set(HeaderName, String)}, with bytes that are not copied. */
    public final void set(HeaderName name, Slice value) {
        HeaderValues.set(headers, name, value);
        edited(name);
    }

    /** Adds a line after the last one of that header (or at the end of the headers). */
    public final void addLast(HeaderName name, String value) {
        addLast(name, HeaderValues.slice(value));
    }

    public final void addLast(HeaderName name, Slice value) {
        HeaderValues.addLast(headers, name, value);
        edited(name);
    }

    /** Adds a line before the first one of that header (or at the top of the headers). */
    public final void addFirst(HeaderName name, String value) {
        addFirst(name, HeaderValues.slice(value));
    }

    /** As {@link #addFirst(HeaderName, String)}, with bytes that are not copied. */
    public final void addFirst(HeaderName name, Slice value) {
        HeaderValues.addFirst(headers, name, value);
        edited(name);
    }

    /** Drops the first value; of a list only its first element. True if there was one. */
    public final boolean removeFirst(HeaderName name) {
        edited(name);
        return HeaderValues.removeFirst(headers, name);
    }

    /** Drops the last value; of a list only its last element. True if there was one. */
    public final boolean removeLast(HeaderName name) {
        edited(name);
        return HeaderValues.removeLast(headers, name);
    }

    /** Puts that in the place of the first value; of a list, of its first element only. */
    public final void replaceFirst(HeaderName name, Slice value) {
        HeaderValues.replaceFirst(headers, name, value);
        edited(name);
    }

    /** Drops every line of that header. */
    public final void remove(HeaderName name) {
        HeaderValues.remove(headers, name);
        edited(name);
    }

    // ---- what the transaction layer, the transports and the sessions need, decoded from bytes and remembered.
    // A message without fault has every one of these; where it has a fault they may be null.

    /** The topmost Via. */
    public final Via topVia() {
        if (!isKnown(VIA)) {
            Slice value = value(StandardHeader.VIA);
            topVia = value == null ? null : Via.parse(value.array(), value.start(), value.end());
            known |= VIA;
        }
        return topVia;
    }

    public final Slice callId() {
        if (!isKnown(CALL_ID)) {
            callId = value(StandardHeader.CALL_ID);
            known |= CALL_ID;
        }
        return callId;
    }

    /** The hash that chooses the owner loop; the same for equal Call-IDs in every message. */
    public final int callIdHash() {
        if (!isKnown(CALL_ID_HASH)) {
            Slice id = callId();
            int hash = id == null ? 0 : id.hashCode();
            hash = (hash ^ hash >>> 16) * 0x85ebca6b;
            callIdHash = hash ^ hash >>> 13;
            known |= CALL_ID_HASH;
        }
        return callIdHash;
    }

    /** The CSeq number, 0 to 2^31 - 1. */
    public final long cseq() {
        readCseq();
        return cseq;
    }

    public final Method cseqMethod() {
        readCseq();
        return cseqMethod;
    }

    /** The tag of From, or null where it has none (RFC 2543). */
    public final Slice fromTag() {
        if (!isKnown(FROM)) {
            fromAddress();
        }
        return fromTag;
    }

    /** The tag of To, or null. */
    public final Slice toTag() {
        if (!isKnown(TO)) {
            toAddress();
        }
        return toTag;
    }

    /**
     * Puts a tag into To, in place of one that it has.
     *
     * @throws IllegalStateException if there is no To
     */
    public final void toTag(Slice tag) {
        int line = headers.find(StandardHeader.TO, 0);
        if (line < 0) {
            throw new IllegalStateException("no To header");
        }
        // Only the tag is checked: the rest was read, and may have what is allowed there alone (an escaped NUL).
        Slice to = NameAddress.withTag(headers.unfolded(line), toTag(), HeaderValues.checked(tag));
        headers.replace(line, StandardHeader.TO, to.array(), to.start(), to.end());
        edited(StandardHeader.TO);
    }

    // ---- body

    /** The body; empty where there is none. */
    public final Slice body() {
        return body;
    }

    /** Puts another body in and sets Content-Length; Content-Type is the caller's. */
    public final void body(byte[] body) {
        this.body = new Slice(body, 0, body.length);
        set(StandardHeader.CONTENT_LENGTH, Ascii.decimal(body.length));
        lengthRight = true;
    }

    // ---- out

    /** A message of the same bytes that may be edited on its own. */
    public abstract SipMessage copy();

    /** How many bytes {@link #writeTo} writes. */
    public final int length() {
        return MessageWriter.length(this);
    }

    /** Writes the message at the buffer's position, which moves on; Content-Length is written right whatever it was. */
    public final void writeTo(ByteBuffer buffer) {
        new MessageWriter(this, original, buffer).write(startLine, startLineEnd);
    }

    /** The message as it would be sent. */
    public final byte[] toByteArray() {
        byte[] bytes = new byte[length()];
        writeTo(ByteBuffer.wrap(bytes));
        return bytes;
    }

    /** The message as it would be sent, as text. */
    @Override
    public final String toString() {
        return new String(toByteArray(), StandardCharsets.UTF_8);
    }

    // ---- inside

    abstract int startLineLength();

    abstract void writeStartLine(ByteBuffer buffer);

    final byte[] original() {
        return original;
    }

    final HeaderLines headers() {
        return headers;
    }

    final boolean isKnown(int value) {
        return (known & value) != 0;
    }

    final void known(int value) {
        known |= value;
    }

    /** The start line is another one from now on. */
    final void startLineEdited() {
        startLine = -1;
    }

    final int originalStartLineLength() {
        return startLine < 0 ? -1 : startLineEnd - startLine;
    }

    final void fault(MessageFault fault) {
        this.fault = fault;
    }

    final int bodyLength() {
        return body.length();
    }

    final boolean isLengthRight() {
        return lengthRight;
    }

    final void lengthRight() {
        lengthRight = true;
    }

    /** The reader found the end of the headers: all the rest is the body, as far as is known. */
    final void bodyFrom(int from, int end) {
        body = new Slice(original, from, end);
    }

    /** The reader found the Content-Length. @param right whether it may be written back as it is */
    final void readBody(int length, boolean right) {
        if (length < body.length()) {
            body = body.sub(0, length);
        }
        lengthRight = right;
    }

    /** The first line's value, unfolded, or null; a list is not taken apart. */
    final Slice value(StandardHeader header) {
        int line = headers.find(header, 0);
        return line < 0 ? null : headers.unfolded(line);
    }

    /** From taken apart, or null; the tag is remembered on the way. */
    final NameAddress fromAddress() {
        NameAddress address = address(StandardHeader.FROM);
        fromTag = NameAddress.tag(address);
        known |= FROM;
        return address;
    }

    /** To taken apart, or null; the tag is remembered on the way. */
    final NameAddress toAddress() {
        NameAddress address = address(StandardHeader.TO);
        toTag = NameAddress.tag(address);
        known |= TO;
        return address;
    }

    private NameAddress address(StandardHeader header) {
        Slice value = value(header);
        return value == null ? null : NameAddress.parse(value.array(), value.start(), value.end());
    }

    private void readCseq() {
        if (isKnown(CSEQ)) {
            return;
        }
        known |= CSEQ;
        cseq = -1;
        cseqMethod = null;
        Slice value = value(StandardHeader.CSEQ);
        if (value != null) {
            readCseq(value.array(), value.start(), value.end());
        }
    }

    /** RFC 3261 20.16: a number less than 2**31, white space, a method. */
    private void readCseq(byte[] array, int start, int end) {
        int digits = HostScanner.digitsEnd(array, start, end);
        int method = Ascii.skipSpace(array, digits, end);
        long number = Ascii.number(array, start, digits, Integer.MAX_VALUE);
        if (number >= 0 && method > digits && Tokens.isToken(array, method, end)) {
            cseq = number;
            cseqMethod = Method.of(array, method, end);
        }
    }

    private void edited(HeaderName name) {
        if (name instanceof StandardHeader header) {
            switch (header) {
                case VIA -> known &= ~VIA;
                case CALL_ID -> known &= ~(CALL_ID | CALL_ID_HASH);
                case CSEQ -> known &= ~CSEQ;
                case FROM -> known &= ~FROM;
                case TO -> known &= ~TO;
                case MAX_FORWARDS -> known &= ~MAX_FORWARDS;
                case ROUTE -> known &= ~ROUTE;
                case CONTENT_LENGTH -> lengthRight = false;
                default -> {}
            }
        }
    }
}
