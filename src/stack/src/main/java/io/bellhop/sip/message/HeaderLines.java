package io.bellhop.sip.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The index of a message's header lines: six numbers a line, and an array of bytes for each line that is not in the
 * original. A line is either verbatim (it has an end) or made of a name and a value; edits turn the one into the other.
 */
final class HeaderLines {
    private static final int STRIDE = 6;
    private static final int NAME = 0;
    private static final int START = 1;
    private static final int SPELLING_END = 2;
    private static final int VALUE = 3;
    private static final int VALUE_END = 4;
    private static final int END = 5;

    /** In place of an ordinal: a header that we have no constant for. */
    private static final int UNKNOWN = 0xff;
    private static final int ORDINAL_MASK = 0xff;
    private static final int FOLDED = 0x100;
    /** Written in its compact form, which the application has put it in by. */
    private static final int BRIEF = 0x200;
    private static final int NONE = -1;
    private static final StandardHeader[] HEADERS = StandardHeader.values();

    private final byte[] original;
    private int count;
    private int[] cells;
    /** Null as long as every line is in the original. */
    private byte[][] sources;
    private HeaderForm form = HeaderForm.AS_GIVEN;
    /** The unknown headers, where somebody asked for them or put them in. */
    private ExtensionHeader[] names;

    HeaderLines(byte[] original, int lines) {
        this.original = original;
        cells = new int[lines * STRIDE];
    }

    HeaderLines(HeaderLines other) {
        original = other.original;
        count = other.count;
        form = other.form;
        // Room for what a proxy puts in: Via, Record-Route and a few more.
        int room = other.count + 4;
        cells = new int[room * STRIDE];
        System.arraycopy(other.cells, 0, cells, 0, count * STRIDE);
        sources = other.sources == null ? null : Arrays.copyOf(other.sources, room);
        names = other.names == null ? null : Arrays.copyOf(other.names, room);
    }

    int count() {
        return count;
    }

    // ---- reading

    /** While reading: adds a verbatim line of the original. @param header null for one that we don't know */
    void add(StandardHeader header, int start, int spellingEnd, int value, int valueEnd, int end, boolean folded) {
        int cell = count * STRIDE;
        growTo(++count);
        cells[cell + NAME] = (header == null ? UNKNOWN : header.ordinal()) | (folded ? FOLDED : 0);
        cells[cell + START] = start;
        cells[cell + SPELLING_END] = spellingEnd;
        cells[cell + VALUE] = value;
        cells[cell + VALUE_END] = valueEnd;
        cells[cell + END] = end;
    }

    /** Adds a line as it stands in another message of the same original. */
    void addFrom(HeaderLines other, int line) {
        int at = count;
        open(at);
        System.arraycopy(other.cells, line * STRIDE, cells, at * STRIDE, STRIDE);
        if (other.sources != null && other.sources[line] != null) {
            source(at, other.sources[line]);
        }
        if (other.names != null && other.names[line] != null) {
            name(at, other.names[line]);
        }
    }

    boolean is(int line, StandardHeader header) {
        return (cells[line * STRIDE + NAME] & ORDINAL_MASK) == header.ordinal();
    }

    HeaderName name(int line) {
        int ordinal = cells[check(line) * STRIDE + NAME] & ORDINAL_MASK;
        return ordinal == UNKNOWN ? extension(line) : HEADERS[ordinal];
    }

    private ExtensionHeader extension(int line) {
        if (names == null || names[line] == null) {
            name(line, new ExtensionHeader(spelling(line).toString()));
        }
        return names[line];
    }

    Slice spelling(int line) {
        int cell = check(line) * STRIDE;
        if (cells[cell + START] == NONE) {
            HeaderName name = name(line);
            return name instanceof StandardHeader known ? known.spelling() : Slice.of(name.text());
        }
        return new Slice(source(line), cells[cell + START], cells[cell + SPELLING_END]);
    }

    /** The array that the line's value is in. */
    byte[] source(int line) {
        return sources == null || sources[line] == null ? original : sources[line];
    }

    int value(int line) {
        return cells[line * STRIDE + VALUE];
    }

    int valueEnd(int line) {
        return cells[line * STRIDE + VALUE_END];
    }

    boolean isFolded(int line) {
        return (cells[line * STRIDE + NAME] & FOLDED) != 0;
    }

    /** The value as it stands there. */
    Slice raw(int line) {
        check(line);
        return new Slice(source(line), value(line), valueEnd(line));
    }

    /** The value in one line: a copy only where it is folded. */
    Slice unfolded(int line) {
        return isFolded(line) ? Ascii.unfold(source(line), value(line), valueEnd(line)) : raw(line);
    }

    /** The first line of that header at or after {@code from}, or -1. */
    int find(HeaderName name, int from) {
        int first = Math.max(from, 0);
        return name instanceof StandardHeader known
                ? find(known.ordinal(), first)
                : find((ExtensionHeader) name, first);
    }

    private int find(int ordinal, int from) {
        for (int line = from, cell = from * STRIDE; line < count; line++, cell += STRIDE) {
            if ((cells[cell + NAME] & ORDINAL_MASK) == ordinal) {
                return line;
            }
        }
        return -1;
    }

    private int find(ExtensionHeader name, int from) {
        int line = find(UNKNOWN, from);
        while (line >= 0 && !isNamed(line, name)) {
            line = find(UNKNOWN, line + 1);
        }
        return line;
    }

    private boolean isNamed(int line, ExtensionHeader name) {
        if (names != null && names[line] != null) {
            return names[line].equals(name);
        }
        return spelling(line).equalsIgnoreCase(name.text());
    }

    int findLast(HeaderName name) {
        int last = -1;
        for (int line = find(name, 0); line >= 0; line = find(name, line + 1)) {
            last = line;
        }
        return last;
    }

    // ---- edits

    /** Puts a made line before that one. */
    void insert(int line, HeaderName name, byte[] source, int value, int valueEnd) {
        open(line);
        replace(line, name, source, value, valueEnd);
    }

    /** Makes that line another one. */
    void replace(int line, HeaderName name, byte[] source, int value, int valueEnd) {
        int cell = line * STRIDE;
        cells[cell + NAME] = name instanceof StandardHeader known ? known.ordinal() : UNKNOWN;
        cells[cell + START] = NONE;
        cells[cell + SPELLING_END] = NONE;
        cells[cell + VALUE] = value;
        cells[cell + VALUE_END] = valueEnd;
        cells[cell + END] = NONE;
        source(line, source);
        if (name instanceof ExtensionHeader extension) {
            name(line, extension);
        } else if (names != null) {
            names[line] = null;
        }
    }

    /** Leaves a part of the line's value; its spelling stays. */
    void narrow(int line, int value, int valueEnd) {
        int cell = line * STRIDE;
        cells[cell + VALUE] = value;
        cells[cell + VALUE_END] = valueEnd;
        cells[cell + END] = NONE;
    }

    /** Puts a line with a part of that line's value after it. */
    void split(int line, int value, int valueEnd) {
        open(line + 1);
        System.arraycopy(cells, line * STRIDE, cells, (line + 1) * STRIDE, STRIDE);
        if (sources != null) {
            sources[line + 1] = sources[line];
        }
        narrow(line + 1, value, valueEnd);
    }

    void remove(int line) {
        int after = count - line - 1;
        System.arraycopy(cells, (line + 1) * STRIDE, cells, line * STRIDE, after * STRIDE);
        if (sources != null) {
            System.arraycopy(sources, line + 1, sources, line, after);
            sources[count - 1] = null;
        }
        if (names != null) {
            System.arraycopy(names, line + 1, names, line, after);
            names[count - 1] = null;
        }
        count--;
    }

    /** Every line of that header that was made here is written in the compact form. */
    void brief(StandardHeader header) {
        for (int line = find(header.ordinal(), 0); line >= 0; line = find(header.ordinal(), line + 1)) {
            if (cells[line * STRIDE + START] == NONE) {
                cells[line * STRIDE + NAME] |= BRIEF;
            }
        }
    }

    HeaderForm form() {
        return form;
    }

    void form(HeaderForm names) {
        form = names;
    }

    // ---- writing

    /** Whether the line is written as it stands somewhere, with its name. */
    private boolean isVerbatim(int cell) {
        return cells[cell + END] != NONE && form == HeaderForm.AS_GIVEN;
    }

    /** Whether the line stands verbatim in the original. */
    boolean isOriginal(int line) {
        return isVerbatim(line * STRIDE) && source(line) == original;
    }

    int start(int line) {
        return cells[line * STRIDE + START];
    }

    int end(int line) {
        return cells[line * STRIDE + END];
    }

    /** Bytes of the line with its line break. */
    int length(int line) {
        int cell = line * STRIDE;
        if (isVerbatim(cell)) {
            return cells[cell + END] - cells[cell + START];
        }
        return nameLength(line) + cells[cell + VALUE_END] - cells[cell + VALUE] + Ascii.CRLF.length;
    }

    private int nameLength(int line) {
        int cell = line * STRIDE;
        if (isSpelt(cell)) {
            return cells[cell + SPELLING_END] - cells[cell + START] + Ascii.COLON.length;
        }
        byte[] known = knownPrefix(cell);
        return known != null ? known.length : name(line).text().length() + Ascii.COLON.length;
    }

    /** Whether the name is written as it stands in the source. */
    private boolean isSpelt(int cell) {
        boolean known = (cells[cell + NAME] & ORDINAL_MASK) != UNKNOWN;
        return cells[cell + START] != NONE && (form == HeaderForm.AS_GIVEN || !known);
    }

    /** Name, colon and space of a header that we know, in the form asked for; null for another one. */
    private byte[] knownPrefix(int cell) {
        int name = cells[cell + NAME];
        if ((name & ORDINAL_MASK) == UNKNOWN) {
            return null;
        }
        StandardHeader header = HEADERS[name & ORDINAL_MASK];
        boolean compact = form == HeaderForm.COMPACT || form == HeaderForm.AS_GIVEN && (name & BRIEF) != 0;
        return compact ? header.compactPrefix() : header.prefix();
    }

    void write(int line, ByteBuffer buffer) {
        int cell = line * STRIDE;
        byte[] source = source(line);
        if (isVerbatim(cell)) {
            buffer.put(source, cells[cell + START], cells[cell + END] - cells[cell + START]);
            return;
        }
        writeName(line, buffer);
        buffer.put(source, cells[cell + VALUE], cells[cell + VALUE_END] - cells[cell + VALUE]);
        buffer.put(Ascii.CRLF);
    }

    private void writeName(int line, ByteBuffer buffer) {
        int cell = line * STRIDE;
        if (isSpelt(cell)) {
            buffer.put(source(line), cells[cell + START], cells[cell + SPELLING_END] - cells[cell + START]);
            buffer.put(Ascii.COLON);
            return;
        }
        byte[] known = knownPrefix(cell);
        if (known != null) {
            buffer.put(known);
        } else {
            buffer.put(names[line].text().getBytes(StandardCharsets.US_ASCII));
            buffer.put(Ascii.COLON);
        }
    }

    // ---- room

    private void open(int line) {
        growTo(count + 1);
        int after = count - line;
        System.arraycopy(cells, line * STRIDE, cells, (line + 1) * STRIDE, after * STRIDE);
        if (sources != null) {
            sources = sources.length > count ? sources : Arrays.copyOf(sources, cells.length / STRIDE);
            System.arraycopy(sources, line, sources, line + 1, after);
            sources[line] = null;
        }
        if (names != null) {
            names = names.length > count ? names : Arrays.copyOf(names, cells.length / STRIDE);
            System.arraycopy(names, line, names, line + 1, after);
            names[line] = null;
        }
        count++;
    }

    private void growTo(int lines) {
        if (lines * STRIDE > cells.length) {
            cells = Arrays.copyOf(cells, Math.max(cells.length * 2, 8 * STRIDE));
        }
    }

    private void source(int line, byte[] source) {
        if (sources == null) {
            if (source == original) {
                return;
            }
            sources = new byte[cells.length / STRIDE][];
        }
        sources[line] = source == original ? null : source;
    }

    private void name(int line, ExtensionHeader name) {
        if (names == null) {
            names = new ExtensionHeader[cells.length / STRIDE];
        }
        names[line] = name;
    }

    private int check(int line) {
        if (line < 0 || line >= count) {
            throw new IndexOutOfBoundsException("line " + line + " of " + count);
        }
        return line;
    }
}
