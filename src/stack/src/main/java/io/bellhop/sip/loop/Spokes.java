package io.bellhop.sip.loop;

import java.util.Arrays;

/** Which timer stands behind which handle of Agrona's wheel (spoke in the upper 32 bits, index in it in the lower). */
final class Spokes {
    private static final LoopTimer[] NONE = new LoopTimer[0];

    private final LoopTimer[][] timers;
    private final int[] used;
    /** A bit a spoke: set where a timer is on it. */
    private final long[] occupied;

    /** @param count a power of two, at least 64 */
    Spokes(int count) {
        timers = new LoopTimer[count][];
        Arrays.fill(timers, NONE);
        used = new int[count];
        occupied = new long[count >> 6];
    }

    static long handle(int spoke, int index) {
        return (long) spoke << 32 | index;
    }

    void put(long handle, LoopTimer timer) {
        int spoke = (int) (handle >>> 32);
        int index = (int) handle;
        LoopTimer[] row = timers[spoke];
        if (index >= row.length) {
            row = Arrays.copyOf(row, Math.max(4, Integer.highestOneBit(index) << 1));
            timers[spoke] = row;
        }
        row[index] = timer;
        used[spoke]++;
        occupied[spoke >> 6] |= 1L << spoke;
    }

    LoopTimer remove(long handle) {
        int spoke = (int) (handle >>> 32);
        LoopTimer[] row = timers[spoke];
        LoopTimer timer = row[(int) handle];
        row[(int) handle] = null;
        if (--used[spoke] == 0) {
            occupied[spoke >> 6] &= ~(1L << spoke);
        }
        return timer;
    }

    int capacity(int spoke) {
        return timers[spoke].length;
    }

    boolean isSet(int spoke, int index) {
        return timers[spoke][index] != null;
    }

    /** How many spokes from that one on, round the wheel, have no timer. One of them has: the wheel is not empty. */
    int emptyFrom(int spoke) {
        int word = spoke >> 6;
        long bits = occupied[word] & -1L << spoke;
        for (int i = 0; bits == 0 && i < occupied.length; i++) {
            word = word + 1 & occupied.length - 1;
            bits = occupied[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits) - spoke & timers.length - 1;
    }
}
