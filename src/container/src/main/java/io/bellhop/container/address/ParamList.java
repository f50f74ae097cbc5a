package io.bellhop.container.address;

import jakarta.servlet.sip.ServletParseException;
import java.io.Serializable;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Name-value pairs in the order they were written, names case-insensitive; values stay as written until they are asked
 * for. A name that stands twice counts where it stands first.
 */
final class ParamList implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String[] NONE = {};

    private final ParamSyntax syntax;
    private String[] names = NONE;
    private String[] raw = NONE;
    private int size;

    ParamList(ParamSyntax syntax) {
        this.syntax = syntax;
    }

    private ParamList(ParamList other) {
        syntax = other.syntax;
        names = Arrays.copyOf(other.names, other.size);
        raw = Arrays.copyOf(other.raw, other.size);
        size = other.size;
    }

    ParamList copy() {
        return new ParamList(this);
    }

    /**
     * Reads what follows the first separator.
     *
     * @param s text from the first separator on; nothing between {@code from} and {@code end} means no parameters
     */
    static ParamList parse(ParamSyntax syntax, String s, int from, int end) throws ServletParseException {
        ParamList list = new ParamList(syntax);
        int at = from;
        while (at < end) {
            at = syntax.readOne(s, at + 1, end, list);
        }
        return list;
    }

    void add(String name, String rawValue) {
        if (size == names.length) {
            names = Arrays.copyOf(names, size == 0 ? 2 : size * 2);
            raw = Arrays.copyOf(raw, names.length);
        }
        names[size] = name;
        raw[size++] = rawValue;
    }

    int size() {
        return size;
    }

    String name(int i) {
        return names[i];
    }

    /** The value as written, null where there is none. */
    String raw(int i) {
        return raw[i];
    }

    int indexOf(String name) {
        for (int i = 0; i < size; i++) {
            if (names[i].equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The decoded value; empty for a flag, null where there is no such parameter. */
    String get(String name) {
        int i = indexOf(name);
        return i < 0 ? null : value(i);
    }

    private String value(int i) {
        return raw[i] == null ? "" : syntax.decode(raw[i]);
    }

    /** Puts the value where the name stands already, or last. */
    void set(String name, String value) {
        String encoded = value.isEmpty() && syntax.hasFlags() ? null : syntax.encodeValue(value);
        int i = indexOf(name);
        if (i >= 0) {
            raw[i] = encoded;
        } else {
            add(syntax.encodeName(name), encoded);
        }
    }

    boolean remove(String name) {
        boolean found = false;
        for (int i = indexOf(name); i >= 0; i = indexOf(name)) {
            System.arraycopy(names, i + 1, names, i, size - i - 1);
            System.arraycopy(raw, i + 1, raw, i, size - i - 1);
            names[--size] = null;
            raw[size] = null;
            found = true;
        }
        return found;
    }

    Iterator<String> nameIterator() {
        return List.of(Arrays.copyOf(names, size)).iterator();
    }

    Set<Map.Entry<String, String>> entries() {
        Set<Map.Entry<String, String>> entries = new LinkedHashSet<>();
        for (int i = 0; i < size; i++) {
            entries.add(new SimpleImmutableEntry<>(names[i], value(i)));
        }
        return Collections.unmodifiableSet(entries);
    }

    /** Writes all, each behind its separator. */
    void write(StringBuilder out) {
        for (int i = 0; i < size; i++) {
            out.append(syntax.separator(i)).append(names[i]);
            if (raw[i] != null) {
                out.append('=').append(raw[i]);
            }
        }
    }

    /** RFC 3261, 19.1.4: "Any uri-parameter appearing in both URIs must match." */
    boolean sharedOnesMatch(ParamList other) {
        for (int i = 0; i < size; i++) {
            // Of a name that stands there twice, which the grammar forbids, the first one counts, as in get.
            int j = indexOf(names[i]) == i ? other.indexOf(names[i]) : -1;
            if (j >= 0 && !syntax.same(raw[i], other.raw[j])) {
                return false;
            }
        }
        return true;
    }

    /** Whether both hold the same names, and under each name the same values. */
    boolean allMatch(ParamList other) {
        if (size != other.size) {
            return false;
        }
        boolean[] taken = new boolean[size];
        for (int i = 0; i < size; i++) {
            if (!takeMatch(names[i], raw[i], other, taken)) {
                return false;
            }
        }
        return true;
    }

    private boolean takeMatch(String name, String value, ParamList other, boolean[] taken) {
        for (int j = 0; j < other.size; j++) {
            if (!taken[j] && other.names[j].equalsIgnoreCase(name) && syntax.same(value, other.raw[j])) {
                taken[j] = true;
                return true;
            }
        }
        return false;
    }
}
