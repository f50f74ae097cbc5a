package io.bellhop.server.location;

import java.util.Arrays;

/**
 * All bindings of one address of record, most preferred first; equally preferred ones in the order in which they were
 * registered. Immutable; any thread may read it.
 */
public final class Bindings {

    /** No binding at all. */
    public static final Bindings NONE = new Bindings(new Binding[0]);

    private final Binding[] sorted;

    private Bindings(Binding[] sorted) {
        this.sorted = sorted;
    }

    /**
     * Makes the set of the first {@code count} entries that are not null.
     *
     * @param bindings entries in the order of registration, with holes where one was removed; not kept
     * @param count    how many entries of the array to look at
     * @return the set, sorted by preference
     */
    public static Bindings of(Binding[] bindings, int count) {
        Binding[] kept = new Binding[count];
        int size = 0;
        for (int i = 0; i < count; i++) {
            if (bindings[i] != null) {
                size = insert(kept, size, bindings[i]);
            }
        }
        return size == 0 ? NONE : new Bindings(size == count ? kept : Arrays.copyOf(kept, size));
    }

    /**
     * Makes a set of given bindings.
     *
     * @param bindings in the order of registration
     * @return the set, sorted by preference
     */
    public static Bindings of(Binding... bindings) {
        return of(bindings, bindings.length);
    }

    /** @return how many bindings there are */
    public int size() {
        return sorted.length;
    }

    /** @return whether there is none */
    public boolean isEmpty() {
        return sorted.length == 0;
    }

    /**
     * One binding.
     *
     * @param index 0 is the most preferred one
     * @return the binding
     * @throws ArrayIndexOutOfBoundsException beyond {@link #size()}
     */
    public Binding get(int index) {
        return sorted[index];
    }

    /**
     * The bindings that still count.
     *
     * @param now milliseconds since 1970
     * @return this very object where none has expired
     */
    public Bindings live(long now) {
        int left = 0;
        for (Binding binding : sorted) {
            if (!binding.expired(now)) {
                left++;
            }
        }
        if (left == sorted.length) {
            return this;
        }
        Binding[] kept = new Binding[left];
        int at = 0;
        for (Binding binding : sorted) {
            if (!binding.expired(now)) {
                kept[at++] = binding;
            }
        }
        return left == 0 ? NONE : new Bindings(kept);
    }

    private static int insert(Binding[] kept, int size, Binding binding) {
        int at = size;
        while (at > 0 && kept[at - 1].rank() < binding.rank()) {
            kept[at] = kept[at - 1];
            at--;
        }
        kept[at] = binding;
        return size + 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bindings that && Arrays.equals(sorted, that.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }

    @Override
    public String toString() {
        return Arrays.toString(sorted);
    }
}
