package io.bellhop.sip.message;

import java.nio.ByteBuffer;

/** Writes a message: runs of lines that nobody touched go out in one piece. */
final class MessageWriter {
    private final SipMessage message;
    private final HeaderLines lines;
    private final byte[] original;
    private final ByteBuffer buffer;
    private int runStart;
    private int runEnd;

    MessageWriter(SipMessage message, byte[] original, ByteBuffer buffer) {
        this.message = message;
        this.lines = message.headers();
        this.original = original;
        this.buffer = buffer;
    }

    /** Bytes that {@link #write} writes. */
    static int length(SipMessage message) {
        HeaderLines lines = message.headers();
        boolean lengthRight = message.isLengthRight();
        int length = message.startLineLength() + Ascii.CRLF.length + message.bodyLength();
        for (int line = 0; line < lines.count(); line++) {
            if (lengthRight || !lines.is(line, StandardHeader.CONTENT_LENGTH)) {
                length += lines.length(line);
            }
        }
        return lengthRight ? length : length + contentLengthLine(message);
    }

    private static int contentLengthLine(SipMessage message) {
        return lengthPrefix(message).length
                + Ascii.decimal(message.bodyLength()).length()
                + Ascii.CRLF.length;
    }

    private static byte[] lengthPrefix(SipMessage message) {
        return HeaderForm.of(message) == HeaderForm.COMPACT ? StandardHeader.CONTENT_LENGTH.compactPrefix()
                : StandardHeader.CONTENT_LENGTH.prefix();
    }

    void write(int startLine, int headers) {
        if (startLine < 0) {
            message.writeStartLine(buffer);
        } else {
            runStart = startLine;
            runEnd = headers;
        }
        boolean lengthWritten = message.isLengthRight();
        for (int line = 0; line < lines.count(); line++) {
            if (message.isLengthRight() || !lines.is(line, StandardHeader.CONTENT_LENGTH)) {
                line(line);
            } else if (!lengthWritten) {
                contentLength();
                lengthWritten = true;
            }
        }
        if (!lengthWritten) {
            contentLength();
        }
        body();
    }

    private void line(int line) {
        if (!lines.isOriginal(line)) {
            flush();
            lines.write(line, buffer);
            return;
        }
        if (lines.start(line) != runEnd) {
            flush();
            runStart = lines.start(line);
        }
        runEnd = lines.end(line);
    }

    private void contentLength() {
        flush();
        Slice number = Ascii.decimal(message.bodyLength());
        buffer.put(lengthPrefix(message));
        buffer.put(number.array(), number.start(), number.length());
        buffer.put(Ascii.CRLF);
    }

    /** The empty line and the body, in the last run where they follow it in the original. */
    private void body() {
        Slice body = message.body();
        boolean follows = body.array() == original
                && runEnd > runStart
                && body.start() == runEnd + Ascii.CRLF.length
                && original[runEnd] == '\r'
                && original[runEnd + 1] == '\n';
        if (follows) {
            runEnd = body.end();
            flush();
            return;
        }
        flush();
        buffer.put(Ascii.CRLF);
        buffer.put(body.array(), body.start(), body.length());
    }

    private void flush() {
        if (runEnd > runStart) {
            buffer.put(original, runStart, runEnd - runStart);
        }
        runStart = 0;
        runEnd = 0;
    }
}
