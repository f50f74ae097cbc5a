package io.bellhop.container.security;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which counts of which nonces have been used (RFC 7616, 3.4.5: nc), in bounded memory and without locks. Each nonce
 * has the slot of its serial number; a younger nonce that is used takes the slot over, and the older one is stale from
 * then on. Counts may arrive out of order by up to {@value #WINDOW}, as parallel requests over UDP do. Any thread may
 * call.
 */
final class NonceCounts {
    private static final int WINDOW = 16;
    private static final int COUNT_BITS = 24;
    private static final int TAG_BITS = 24;

    /** In each slot, from the left: tag (the nonce), highest count seen, and which of the counts up to it were seen. */
    private final AtomicLongArray slots;
    private final int slotBits;

    /** @param slotBits the logarithm of how many nonces are remembered; each takes eight bytes */
    NonceCounts(int slotBits) {
        this.slotBits = slotBits;
        slots = new AtomicLongArray(1 << slotBits);
    }

    /** Whether this use would be a first one. */
    boolean isFresh(long serial, int count) {
        return next(slots.get(slot(serial)), serial, count) != 0;
    }

    /** Marks this use; false if it has been made already, or the nonce is forgotten. */
    boolean use(long serial, int count) {
        int slot = slot(serial);
        while (true) {
            long seen = slots.get(slot);
            long next = next(seen, serial, count);
            if (next == 0) {
                return false;
            }
            if (slots.compareAndSet(slot, seen, next)) {
                return true;
            }
        }
    }

    private int slot(long serial) {
        return (int) (serial & (1 << slotBits) - 1);
    }

    /** What the slot holds after this use; zero if this use is none that is allowed. */
    private long next(long seen, long serial, int count) {
        long tag = (serial >>> slotBits) + 1 & (1L << TAG_BITS) - 1;
        long seenTag = seen >>> COUNT_BITS + WINDOW;
        // zero is not to be packed with any tag: it would stand for an empty slot
        if (count <= 0 || count >= 1 << COUNT_BITS || tag == 0) {
            return 0;
        }
        if (seen == 0 || isYounger(tag, seenTag)) {
            return pack(tag, count, 1);
        }
        if (tag != seenTag) {
            return 0;
        }
        int highest = (int) (seen >>> WINDOW) & (1 << COUNT_BITS) - 1;
        int window = (int) seen & (1 << WINDOW) - 1;
        if (count > highest) {
            int ahead = count - highest;
            return pack(tag, count, ahead >= WINDOW ? 1 : window << ahead & (1 << WINDOW) - 1 | 1);
        }
        int behind = highest - count;
        boolean used = behind >= WINDOW || (window >>> behind & 1) != 0;
        return used ? 0 : pack(tag, highest, window | 1 << behind);
    }

    /** Serial numbers wrap around after 2^24 times the number of slots. */
    private static boolean isYounger(long tag, long other) {
        long ahead = tag - other & (1L << TAG_BITS) - 1;
        return ahead != 0 && ahead < 1L << TAG_BITS - 1;
    }

    private static long pack(long tag, int count, int window) {
        return tag << COUNT_BITS + WINDOW | (long) count << WINDOW | window;
    }
}
