package io.bellhop.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Looks at the values in an index of header lines and edits them; a list is taken apart at its commas. */
final class HeaderValues {
    private HeaderValues() {}

    static Slice first(HeaderLines lines, HeaderName name) {
        int line = lines.find(name, 0);
        if (line < 0) {
            return null;
        }
        Slice value = lines.unfolded(line);
        if (!name.isList()) {
            return value;
        }
        ListValues list = list(value);
        list.next();
        return new Slice(value.array(), list.start(), list.end());
    }

    static List<Slice> all(HeaderLines lines, HeaderName name) {
        List<Slice> values = new ArrayList<>();
        for (int line = lines.find(name, 0); line >= 0; line = lines.find(name, line + 1)) {
            Slice value = lines.unfolded(line);
            ListValues list = list(value);
            if (!name.isList()) {
                values.add(value);
            } else if (!list.next()) {
                values.add(Slice.EMPTY);
            } else {
                addElements(values, value, list);
            }
        }
        return values;
    }

    private static void addElements(List<Slice> values, Slice value, ListValues list) {
        do {
            values.add(new Slice(value.array(), list.start(), list.end()));
        } while (list.next());
    }

    private static ListValues list(Slice value) {
        return new ListValues(value.array(), value.start(), value.end());
    }

    private static ListValues list(HeaderLines lines, int line) {
        return new ListValues(lines.source(line), lines.value(line), lines.valueEnd(line));
    }

    static void set(HeaderLines lines, HeaderName name, Slice value) {
        Slice checked = checked(value);
        int line = lines.find(name, 0);
        if (line < 0) {
            insert(lines, lines.count(), name, checked);
            return;
        }
        lines.replace(line, name, checked.array(), checked.start(), checked.end());
        removeFrom(lines, name, line + 1);
    }

    static void remove(HeaderLines lines, HeaderName name) {
        removeFrom(lines, name, 0);
    }

    private static void removeFrom(HeaderLines lines, HeaderName name, int from) {
        for (int line = lines.find(name, from); line >= 0; line = lines.find(name, line)) {
            lines.remove(line);
        }
    }

    static void addLast(HeaderLines lines, HeaderName name, Slice value) {
        int last = lines.findLast(name);
        insert(lines, last < 0 ? lines.count() : last + 1, name, checked(value));
    }

    static void addFirst(HeaderLines lines, HeaderName name, Slice value) {
        insert(lines, Math.max(lines.find(name, 0), 0), name, checked(value));
    }

    private static void insert(HeaderLines lines, int line, HeaderName name, Slice value) {
        lines.insert(line, name, value.array(), value.start(), value.end());
    }

    static boolean removeFirst(HeaderLines lines, HeaderName name) {
        int line = lines.find(name, 0);
        if (line < 0) {
            return false;
        }
        int rest = name.isList() ? rest(lines, line) : -1;
        if (rest < 0) {
            lines.remove(line);
        } else {
            lines.narrow(line, rest, lines.valueEnd(line));
        }
        return true;
    }

    /** Where the second element of the line's list begins, or -1. */
    private static int rest(HeaderLines lines, int line) {
        ListValues list = list(lines, line);
        return list.next() ? list.following() : -1;
    }

    static boolean removeLast(HeaderLines lines, HeaderName name) {
        int line = lines.findLast(name);
        if (line < 0) {
            return false;
        }
        int end = name.isList() ? endBeforeLast(lines, line) : -1;
        if (end < 0) {
            lines.remove(line);
        } else {
            lines.narrow(line, lines.value(line), end);
        }
        return true;
    }

    /** Where the last but one element of the line's list ends, or -1. */
    private static int endBeforeLast(HeaderLines lines, int line) {
        ListValues list = list(lines, line);
        int before = -1;
        while (list.next()) {
            if (list.following() >= 0) {
                before = list.end();
            }
        }
        return before;
    }

    static void replaceFirst(HeaderLines lines, HeaderName name, Slice value) {
        Slice checked = checked(value);
        int line = lines.find(name, 0);
        if (line < 0) {
            insert(lines, lines.count(), name, checked);
            return;
        }
        int rest = name.isList() ? rest(lines, line) : -1;
        if (rest >= 0) {
            // RFC 3261 7.3.1: one field of several values is the same as several fields, in that order.
            lines.split(line, rest, lines.valueEnd(line));
        }
        lines.replace(line, name, checked.array(), checked.start(), checked.end());
    }

    static Slice slice(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return new Slice(bytes, 0, bytes.length);
    }

    /** The value without the white space around it, which must be one that fits into one line. */
    static Slice checked(Slice value) {
        byte[] array = value.array();
        for (int i = value.start(); i < value.end(); i++) {
            int c = array[i];
            if (c >= 0 && c < ' ' && c != '\t' || c == 0x7f) {
                throw new IllegalArgumentException("a control character in a header value, at " + (i - value.start()));
            }
        }
        int start = Ascii.skipSpace(array, value.start(), value.end());
        int end = Ascii.trimEnd(array, start, value.end());
        return start == value.start() && end == value.end() ? value : new Slice(array, start, end);
    }
}
