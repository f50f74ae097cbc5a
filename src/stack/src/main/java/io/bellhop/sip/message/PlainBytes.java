package io.bellhop.sip.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Passes over bytes that are no control characters, eight at a time: most of a message is such. */
final class PlainBytes {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x80 * ONES;
    private static final long SPACES = ' ' * ONES;
    private static final int DEL = 0x7f;
    private static final long DELS = DEL * ONES;

    private PlainBytes() {}

    /** The first control character (less than a space, or DEL) at or after {@code from}, or the end. */
    static int skip(byte[] array, int from, int end) {
        int i = from;
        while (i + Long.BYTES <= end && !hasControl((long) LONG.get(array, i))) {
            i += Long.BYTES;
        }
        while (i < end && (array[i] >= ' ' && array[i] != DEL || array[i] < 0)) {
            i++;
        }
        return i;
    }

    /** Whether one of the bytes is less than a space, or DEL: a borrow sets the high bit of a byte that had none. */
    private static boolean hasControl(long eight) {
        long deleted = eight ^ DELS;
        return ((eight - SPACES & ~eight | deleted - ONES & ~deleted) & HIGHS) != 0;
    }
}
