package io.bellhop.container.session;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The live objects of one kind on one loop, each in a numbered slot. A slot is used again, with another generation, so
 * that an old token finds nothing. Owner loop only, except {@link #size()}.
 */
public final class SlotTable<T> {
    /** Slots have 25 bits in a token. */
    static final int MOST_SLOTS = 1 << 25;
    static final int GENERATIONS = 1 << 20;

    private Object[] items = new Object[64];
    private int[] generations = new int[64];
    private int[] free = new int[64];
    private int freeCount;
    private int used;
    private volatile int size;

    /**
     * Takes an object in.
     *
     * @return its slot
     * @throws IllegalStateException if the table is full
     */
    int add(T item) {
        int slot = freeCount > 0 ? free[--freeCount] : fresh();
        items[slot] = item;
        size(size + 1);
        return slot;
    }

    private int fresh() {
        if (used == items.length) {
            if (used >= MOST_SLOTS) {
                throw new IllegalStateException("too many sessions");
            }
            items = Arrays.copyOf(items, used * 2);
            generations = Arrays.copyOf(generations, used * 2);
        }
        return used++;
    }

    int generation(int slot) {
        return generations[slot];
    }

    /** What is in that slot, or null if it is empty, of another generation, or no slot at all (negative). */
    @SuppressWarnings("unchecked")
    T get(int slot, int generation) {
        return slot >= 0 && slot < used && generations[slot] == generation ? (T) items[slot] : null;
    }

    void remove(int slot) {
        items[slot] = null;
        generations[slot] = (generations[slot] + 1) & (GENERATIONS - 1);
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, freeCount * 2);
        }
        free[freeCount++] = slot;
        size(size - 1);
    }

    private void size(int now) {
        size = now;
    }

    /** How many there are. Any thread. */
    public int size() {
        return size;
    }

    /** Shows every object to {@code visitor}, which may remove it. */
    @SuppressWarnings("unchecked")
    public void forEach(Consumer<T> visitor) {
        for (int slot = 0; slot < used; slot++) {
            if (items[slot] != null) {
                visitor.accept((T) items[slot]);
            }
        }
    }
}
