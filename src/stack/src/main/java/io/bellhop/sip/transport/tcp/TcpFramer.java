package io.bellhop.sip.transport.tcp;

import io.bellhop.sip.message.MessageLimits;
import io.bellhop.sip.message.Tokens;
import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;

/**
 * Cuts a stream into messages by Content-Length (RFC 3261 18.3) and finds the keep-alives between them (RFC 5626
 * 3.5.1).
 * Every byte is looked at once, however small the pieces are in which it comes. Knows no channel; one thread.
 */
final class TcpFramer {
    private static final int SERVER_ERROR_TOO_LARGE = 513;
    private static final int BAD_REQUEST = 400;

    /** What {@link #next} found. */
    enum Found {
        /** Nothing whole; more bytes are needed. */
        NOTHING,
        /** A double CRLF, which wants a CRLF in return. */
        PING,
        /** {@link #message()} is whole. */
        MESSAGE,
        /** The stream cannot be cut any more; {@link #status()}, {@link #reason()} and {@link #message()} say more. */
        FAULT
    }

    private final MessageLimits limits;
    private final ContentLength contentLength = new ContentLength();

    /** How much of the CRLF CRLF of a ping was seen. */
    private int ping;
    /** Offsets from the beginning of the message: of the current line, and up to where no LF is. */
    private int lineStart;
    private int searched;
    private boolean startLineSeen;
    /** The length of the message, or 0 as long as its headers are not whole. */
    private int length;

    private byte[] message;
    private int status;
    private String reason;

    TcpFramer(MessageLimits limits) {
        this.limits = limits;
    }

    /** Whether a message has begun and is not whole. */
    boolean isInside() {
        return searched > 0;
    }

    /** The whole message; at a fault its start line and headers, or null where they are not known. */
    byte[] message() {
        return message;
    }

    /** The response that a fault is answered with. */
    int status() {
        return status;
    }

    String reason() {
        return reason;
    }

    /** Takes what it can from the buffer; to be called until it finds nothing. After a fault it must not be called. */
    Found next(ByteBuf in) {
        message = null;
        if (!isInside()) {
            Found between = skipLineEnds(in);
            if (between != null) {
                return between;
            }
        }
        if (length == 0) {
            Found headers = findHeaderEnd(in);
            if (headers != null) {
                return headers;
            }
        }
        if (in.readableBytes() < length) {
            return Found.NOTHING;
        }
        take(in, length);
        begin();
        return Found.MESSAGE;
    }

    /** Null where a message begins. */
    private Found skipLineEnds(ByteBuf in) {
        while (in.isReadable()) {
            int c = in.getByte(in.readerIndex());
            if (c != '\r' && c != '\n') {
                ping = 0;
                return Tokens.isTokenChar(c) ? null : fault(BAD_REQUEST, "Not SIP");
            }
            in.skipBytes(1);
            boolean expected = c == (ping % 2 == 0 ? '\r' : '\n');
            ping = expected ? ping + 1 : c == '\r' ? 1 : 0;
            if (ping == 4) {
                ping = 0;
                return Found.PING;
            }
        }
        return Found.NOTHING;
    }

    /** Null where the headers are whole and {@link #length} is known. */
    private Found findHeaderEnd(ByteBuf in) {
        int begin = in.readerIndex();
        int readable = Math.min(in.readableBytes(), limits.messageBytes());
        while (true) {
            int lf = in.forEachByte(begin + searched, readable - searched, ByteProcessor.FIND_LF);
            if (lf < 0) {
                searched = readable;
                boolean tooLong = readable == limits.messageBytes()
                        || startLineSeen && searched - lineStart > limits.headerBytes();
                return tooLong ? fault(SERVER_ERROR_TOO_LARGE, "Headers Too Long") : Found.NOTHING;
            }
            int start = begin + lineStart;
            int end = lf > start && in.getByte(lf - 1) == '\r' ? lf - 1 : lf;
            searched = lf + 1 - begin;
            lineStart = searched;
            if (end == start) {
                return headersWhole(in);
            }
            if (startLineSeen) {
                contentLength.line(in, start, end);
            }
            startLineSeen = true;
        }
    }

    private Found headersWhole(ByteBuf in) {
        if (contentLength.fault() != null) {
            take(in, searched);
            return fault(BAD_REQUEST, contentLength.fault());
        }
        long whole = (long) searched + contentLength.value();
        if (whole > limits.messageBytes()) {
            take(in, searched);
            return fault(SERVER_ERROR_TOO_LARGE, "Message Too Large");
        }
        length = (int) whole;
        return null;
    }

    private void take(ByteBuf in, int bytes) {
        message = new byte[bytes];
        in.readBytes(message);
    }

    private Found fault(int faultStatus, String faultReason) {
        status = faultStatus;
        reason = faultReason;
        begin();
        return Found.FAULT;
    }

    private void begin() {
        lineStart = 0;
        searched = 0;
        startLineSeen = false;
        length = 0;
        contentLength.reset();
    }
}
