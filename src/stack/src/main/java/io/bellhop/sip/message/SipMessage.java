package io.bellhop.sip.message;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A SIP message (RFC 3261 7): the bytes it came in, never changed, and an index of where each header line lies. An edit
 * replaces, adds or drops lines of the index; what nobody touched is written back verbatim. Values are decoded when
 * somebody asks, once.
 *
 * <p>A message belongs to one thread at a time. {@link #copy()} shares the bytes and may go to another one.
 */
public abstract sealed class SipMessage permits SipRequest, SipResponse {
    // ---- what is wrong with it

    /** What the reader found wrong, or null: a message with a fault may only be answered or dropped. */
    public final MessageFault fault() {
        throw new UnsupportedOperationException();
    }

    // ---- header lines, in order

    /** How many header lines there are; a line that holds a list counts once. */
    public final int lines() {
        throw new UnsupportedOperationException();
    }

    /** The header of that line. */
    public final HeaderName name(int line) {
        throw new UnsupportedOperationException();
    }

    /** The name of that line as it is spelled there (may be the compact form). */
    public final Slice spelling(int line) {
        throw new UnsupportedOperationException();
    }

    /** The value of that line without the white space around it; folds are still in it. */
    public final Slice raw(int line) {
        throw new UnsupportedOperationException();
    }

    /** The first line of that header at or after {@code from}, or -1. */
    public final int find(HeaderName name, int from) {
        throw new UnsupportedOperationException();
    }

    // ---- values as text

    /** Whether a line of that header is there. */
    public final boolean has(HeaderName name) {
        return find(name, 0) >= 0;
    }

    /** The first value (of a list: its first element), unfolded, or null. */
    public final String first(HeaderName name) {
        throw new UnsupportedOperationException();
    }

    /** Every value in order, lists taken apart where {@link HeaderName#isList()}; a new list. */
    public final List<String> all(HeaderName name) {
        throw new UnsupportedOperationException();
    }

    /** The first value as a slice (unfolded copy only where it is folded), or null. */
    public final Slice firstSlice(HeaderName name) {
        throw new UnsupportedOperationException();
    }

    /** Every value as slices, lists taken apart. */
    public final List<Slice> allSlices(HeaderName name) {
        throw new UnsupportedOperationException();
    }

    // ---- edits. Values are checked for line breaks: IllegalArgumentException, never a second header smuggled in

    /** Drops every line of that header and puts one with that value in the place of the first (or at the end). */
    public final void set(HeaderName name, String value) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #set(HeaderName, String)}, with bytes that are not copied. */
    public final void set(HeaderName name, Slice value) {
        throw new UnsupportedOperationException();
    }

    /** Adds a line after the last one of that header (or at the end of the headers). */
    public final void addLast(HeaderName name, String value) {
        throw new UnsupportedOperationException();
    }

    public final void addLast(HeaderName name, Slice value) {
        throw new UnsupportedOperationException();
    }

    /** Adds a line before the first one of that header (or at the top of the headers). */
    public final void addFirst(HeaderName name, String value) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #addFirst(HeaderName, String)}, with bytes that are not copied. */
    public final void addFirst(HeaderName name, Slice value) {
        throw new UnsupportedOperationException();
    }

    /** Drops the first value; of a list only its first element. True if there was one. */
    public final boolean removeFirst(HeaderName name) {
        throw new UnsupportedOperationException();
    }

    /** Drops the last value; of a list only its last element. True if there was one. */
    public final boolean removeLast(HeaderName name) {
        throw new UnsupportedOperationException();
    }

    /** Puts that in the place of the first value; of a list, of its first element only. */
    public final void replaceFirst(HeaderName name, Slice value) {
        throw new UnsupportedOperationException();
    }

    /** Drops every line of that header. */
    public final void remove(HeaderName name) {
        throw new UnsupportedOperationException();
    }

    // ---- what the transaction layer, the transports and the sessions need, decoded from bytes and remembered.
    // A message without fault has every one of these; where it has a fault they may be null.

    /** The topmost Via. */
    public final Via topVia() {
        throw new UnsupportedOperationException();
    }

    public final Slice callId() {
        throw new UnsupportedOperationException();
    }

    /** The hash that chooses the owner loop; the same for equal Call-IDs in every message. */
    public final int callIdHash() {
        throw new UnsupportedOperationException();
    }

    /** The CSeq number, 0 to 2^31 - 1. */
    public final long cseq() {
        throw new UnsupportedOperationException();
    }

    public final Method cseqMethod() {
        throw new UnsupportedOperationException();
    }

    /** The tag of From, or null where it has none (RFC 2543). */
    public final Slice fromTag() {
        throw new UnsupportedOperationException();
    }

    /** The tag of To, or null. */
    public final Slice toTag() {
        throw new UnsupportedOperationException();
    }

    /** Puts a tag into To, in place of one that it has. */
    public final void toTag(Slice tag) {
        throw new UnsupportedOperationException();
    }

    // ---- body

    /** The body; empty where there is none. */
    public final Slice body() {
        throw new UnsupportedOperationException();
    }

    /** Puts another body in and sets Content-Length; Content-Type is the caller's. */
    public final void body(byte[] body) {
        throw new UnsupportedOperationException();
    }

    // ---- out

    /** A message of the same bytes that may be edited on its own. */
    public abstract SipMessage copy();

    /** How many bytes {@link #writeTo} writes. */
    public final int length() {
        throw new UnsupportedOperationException();
    }

    /** Writes the message at the buffer's position, which moves on; Content-Length is written right whatever it was. */
    public final void writeTo(ByteBuffer buffer) {
        throw new UnsupportedOperationException();
    }

    /** The message as it would be sent. */
    public final byte[] toByteArray() {
        throw new UnsupportedOperationException();
    }

    /** The message as it would be sent, as text. */
    @Override
    public final String toString() {
        throw new UnsupportedOperationException();
    }
}
