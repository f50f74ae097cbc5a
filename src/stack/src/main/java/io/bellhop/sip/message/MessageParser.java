package io.bellhop.sip.message;

/**
 * One pass over the bytes of one message: start line, header lines into the index, then what {@link MessageCheck} says.
 * A fault is remembered, the first one counts, and reading goes on, so that the message can be answered.
 */
final class MessageParser {
    private final MessageReader reader;
    private final byte[] array;
    private final int start;
    private final int end;
    private final MessageCheck check;
    private SipMessage message;
    private boolean bareLf;

    // The header line that is being read.
    private int position;
    private int valueStop;
    private boolean folded;

    MessageParser(MessageReader reader, byte[] array, int start, int end) {
        this.reader = reader;
        this.array = array;
        this.start = start;
        this.end = end;
        check = new MessageCheck(reader);
    }

    /** Whether parsing was given up at a line break of LF alone, which the reader would take. */
    boolean hasBareLf() {
        return bareLf;
    }

    /** The message, or null if it is none or {@link #hasBareLf()}. */
    SipMessage parse() {
        int first = skipLineBreaks();
        int lineEnd = startLineEnd(first);
        if (bareLf) {
            return null;
        }
        int headers = Math.min(lineEnd + 2, end);
        message = StartLine.parse(array, first, lineEnd, headers, check);
        if (message == null) {
            return null;
        }
        if (lineEnd == end) {
            check.fault(400, "Incomplete Start Line");
        } else if (array[lineEnd] != '\r') {
            check.fault(400, "Stray Line Break Character");
            headers = lineEnd + 1;
        }
        if (lineEnd - first > reader.limits().headerBytes()) {
            check.fault(414, SipResponse.reasonOf(414));
        }
        if (end - start > reader.limits().messageBytes()) {
            check.fault(513, SipResponse.reasonOf(513));
        }
        position = headers;
        readLines();
        if (bareLf) {
            return null;
        }
        check.finish(message);
        return message;
    }

    /** RFC 3261 7.5: "... MUST ignore any CRLF appearing before the start-line"; we do so in datagrams too. */
    private int skipLineBreaks() {
        int i = start;
        while (i + 1 < end && array[i] == '\r' && array[i + 1] == '\n') {
            i += 2;
        }
        bareLf = i < end && array[i] == '\n' && reader.takesBareLf();
        return i;
    }

    /** The line break of the start line (a LF alone ends it too, and so does the end). */
    private int startLineEnd(int from) {
        int i = from;
        while (i < end && array[i] != '\n') {
            i++;
        }
        if (i == end) {
            return end;
        }
        if (i > from && array[i - 1] == '\r') {
            return i - 1;
        }
        bareLf |= reader.takesBareLf();
        return i;
    }

    private void readLines() {
        boolean first = true;
        while (position < end) {
            int line = position;
            if (array[line] == '\r' && line + 1 < end && array[line + 1] == '\n') {
                message.bodyFrom(line + 2, end);
                return;
            }
            if (message.lines() == reader.limits().headerLines()) {
                check.fault(400, "Too Many Header Fields");
                return;
            }
            readLine(line, first);
            if (bareLf) {
                return;
            }
            first = false;
        }
        check.fault(400, "Missing Empty Line After Header Fields");
    }

    private void readLine(int line, boolean first) {
        int nameEnd = Chars.skip(array, line, end, Chars.TOKEN);
        int colon = nameEnd;
        while (colon < end && (array[colon] == ' ' || array[colon] == '\t')) {
            colon++;
        }
        boolean named = nameEnd > line && colon < end && array[colon] == ':';
        readValue(named ? colon + 1 : line);
        if (bareLf) {
            return;
        }
        if (position - line > reader.limits().headerBytes()) {
            check.fault(400, "Header Field Too Long");
        }
        if (named) {
            addLine(line, nameEnd, colon + 1);
        } else {
            check.fault(400, whatIsNoHeader(line, first));
        }
    }

    /** Goes to the end of the line, folds belonging to it (RFC 3261 7.3.1): {@link #position} is after its break. */
    private void readValue(int from) {
        folded = false;
        int i = from;
        while (i < end) {
            i = PlainBytes.skip(array, i, end);
            if (i == end) {
                break;
            }
            int c = array[i];
            if (c == '\t') {
                i++;
            } else if (c == '\r' && i + 1 < end && array[i + 1] == '\n') {
                if (i + 2 == end || array[i + 2] != ' ' && array[i + 2] != '\t') {
                    valueStop = i;
                    position = i + 2;
                    return;
                }
                folded = true;
                i += 3;
            } else {
                control(i, from);
                if (bareLf) {
                    return;
                }
                i++;
            }
        }
        check.fault(400, "Incomplete Header Field");
        valueStop = end;
        position = end;
    }

    /** A control character is a fault, but for one that is escaped in a quoted string (25.1, quoted-pair). */
    private void control(int index, int from) {
        int c = array[index];
        if (c == '\n' && reader.takesBareLf()) {
            bareLf = true;
        } else if (c == '\r' || c == '\n') {
            check.fault(400, "Stray Line Break Character");
        } else if (index == from || array[index - 1] != '\\') {
            check.fault(400, c == 0 ? "NUL In Header Field" : "Control Character In Header Field");
        }
    }

    private void addLine(int line, int nameEnd, int valueStart) {
        int value = Ascii.skipSpace(array, valueStart, valueStop);
        int valueEnd = folded || valueStop > value && Ascii.isSpace(array[valueStop - 1])
                ? Ascii.trimEnd(array, value, valueStop)
                : valueStop;
        StandardHeader header = HeaderLookup.find(array, line, nameEnd);
        check.line(header, message.lines());
        message.headers().add(header, line, nameEnd, value, valueEnd, position, folded);
    }

    private String whatIsNoHeader(int line, boolean first) {
        if (array[line] == ' ' || array[line] == '\t') {
            return first ? "White Space Before First Header Field" : "White Space Before Header Field";
        }
        for (int i = line; i < valueStop; i++) {
            if (array[i] == ':') {
                return "Malformed Header Field Name";
            }
        }
        return "Header Field Without Colon";
    }
}
