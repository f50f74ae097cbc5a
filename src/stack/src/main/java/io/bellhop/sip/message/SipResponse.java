package io.bellhop.sip.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A response (RFC 3261 7.2). */
public final class SipResponse extends SipMessage {
    private static final byte[] BEGIN = {'S', 'I', 'P', '/', '2', '.', '0', ' '};
    /** "SIP/2.0 ", three digits, a space, and the line break. */
    private static final int LENGTH_WITHOUT_REASON = BEGIN.length + 4 + 2;

    private int status;
    private Slice reason;

    SipResponse(byte[] original, int startLine, int startLineEnd, int status, Slice reason) {
        super(original, new HeaderLines(original, 16), startLine, startLineEnd);
        this.status = status;
        this.reason = reason;
    }

    private SipResponse(SipResponse other) {
        super(other);
        status = other.status;
        reason = other.reason;
    }

    /**
     * The response to a request by RFC 3261 8.2.6: Via, From, To, Call-ID and CSeq are the request's (bytes shared, not
     * copied), Timestamp too in a 100. Content-Length is 0. Of a request with a fault those that are there.
     *
     * @param status 100 to 699
     * @param reason the reason phrase, or null for the usual one
     * @param toTag the tag put into To where the request has none there, or null for none (as in a 100)
     * @throws IllegalArgumentException if the status is out of range or the reason has a line break
     */
    public static SipResponse to(SipRequest request, int status, String reason, Slice toTag) {
        SipResponse response = new SipResponse(request.original(), -1, -1, status, null);
        response.status(status, reason);
        HeaderLines from = request.headers();
        for (int line = 0; line < from.count(); line++) {
            if (belongsInResponse(from, line, status)) {
                response.headers().addFrom(from, line);
            }
        }
        response.set(StandardHeader.CONTENT_LENGTH, Ascii.decimal(0));
        response.lengthRight();
        if (toTag != null && request.toTag() == null && response.has(StandardHeader.TO)) {
            response.toTag(toTag);
        }
        return response;
    }

    private static boolean belongsInResponse(HeaderLines lines, int line, int status) {
        return lines.is(line, StandardHeader.VIA)
                || lines.is(line, StandardHeader.FROM)
                || lines.is(line, StandardHeader.TO)
                || lines.is(line, StandardHeader.CALL_ID)
                || lines.is(line, StandardHeader.CSEQ)
                || status == 100 && lines.is(line, StandardHeader.TIMESTAMP);
    }

    /**
     * The usual reason phrase of a status ("Ringing"), or that of its class's x00.
     *
     * @throws IllegalArgumentException if it is not 100 to 699
     */
    public static String reasonOf(int status) {
        return ReasonPhrases.of(status).toString();
    }

    /** The status code, 100 to 699; anything or 0 in a response with a fault. */
    public int status() {
        return status;
    }

    /** The reason phrase; may be empty. */
    public String reason() {
        return reason.toString();
    }

    /**
     * Changes the status line.
     *
     * @param status 100 to 699
     * @param reason the reason phrase, or null for the usual one
     * @throws IllegalArgumentException if the status is out of range or the reason has a line break
     */
    public void status(int status, String reason) {
        Slice usual = ReasonPhrases.of(status);
        this.reason = reason == null ? usual : HeaderValues.checked(Slice.of(reason));
        this.status = status;
        startLineEdited();
    }

    @Override
    public SipResponse copy() {
        return new SipResponse(this);
    }

    @Override
    int startLineLength() {
        int verbatim = originalStartLineLength();
        return verbatim >= 0 ? verbatim : LENGTH_WITHOUT_REASON + reason.length();
    }

    @Override
    void writeStartLine(ByteBuffer buffer) {
        buffer.put(BEGIN);
        buffer.put((byte) ('0' + status / 100));
        buffer.put((byte) ('0' + status / 10 % 10));
        buffer.put((byte) ('0' + status % 10));
        buffer.put((byte) ' ');
        buffer.put(reason.array(), reason.start(), reason.length());
        buffer.put(Ascii.CRLF);
    }
}
