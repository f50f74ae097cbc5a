package io.bellhop.sip.transaction;

import io.bellhop.sip.message.Slice;
import java.nio.charset.StandardCharsets;

/**
 * Our Via branches (RFC 3261 8.1.1.7, 17.1.3): cookie, then in base 32 the loop and slot of the transaction (6 digits),
 * the slot's generation (5) and a check value (7), so that a response finds its transaction by an array index, and one
 * that nobody asked for is told at once.
 */
final class Branches {
    /** How many loops a branch can tell apart. */
    static final int MAX_LOOPS = 64;

    private static final int SLOT_BITS = 24;
    private static final int GENERATION_BITS = 25;
    /** The slot of requests without a transaction: no response is expected. */
    static final int NO_SLOT = (1 << SLOT_BITS) - 1;
    static final int GENERATIONS = (1 << GENERATION_BITS) - 1;

    private static final byte[] COOKIE = "z9hG4bK".getBytes(StandardCharsets.US_ASCII);
    private static final int PLACE_DIGITS = 6;
    private static final int GENERATION_DIGITS = 5;
    private static final int CHECK_DIGITS = 7;
    private static final long CHECK_MASK = (1L << 5 * CHECK_DIGITS) - 1;

    /** How many bytes a branch has. */
    static final int LENGTH = COOKIE.length + PLACE_DIGITS + GENERATION_DIGITS + CHECK_DIGITS;

    private Branches() {}

    /** Slot and generation in one word. */
    static long id(int slot, int generation) {
        return (long) slot << GENERATION_BITS | generation;
    }

    static int slot(long id) {
        return (int) (id >>> GENERATION_BITS);
    }

    static int generation(long id) {
        return (int) id & GENERATIONS;
    }

    /** Writes a branch. @return the position after it */
    static int write(int loop, long id, Secret secret, byte[] out, int at) {
        System.arraycopy(COOKIE, 0, out, at, COOKIE.length);
        int next = Base32.write((long) loop << SLOT_BITS | slot(id), PLACE_DIGITS, out, at + COOKIE.length);
        next = Base32.write(generation(id), GENERATION_DIGITS, out, next);
        return Base32.write(check(loop, id, secret), CHECK_DIGITS, out, next);
    }

    /** The id in a branch that this loop wrote, or -1 if it did not. */
    static long read(Slice branch, int loop, Secret secret) {
        if (loop(branch) != loop) {
            return -1;
        }
        int at = branch.start() + COOKIE.length;
        long place = Base32.read(branch.array(), at, PLACE_DIGITS);
        long generation = Base32.read(branch.array(), at + PLACE_DIGITS, GENERATION_DIGITS);
        long check = Base32.read(branch.array(), at + PLACE_DIGITS + GENERATION_DIGITS, CHECK_DIGITS);
        if (generation < 0) {
            return -1;
        }
        long id = id((int) place & NO_SLOT, (int) generation);
        return check == check(loop, id, secret) ? id : -1;
    }

    /** The loop that a branch of our form names, whoever wrote it, or -1. */
    static int loop(Slice branch) {
        if (branch == null || branch.length() != LENGTH) {
            return -1;
        }
        long place = Base32.read(branch.array(), branch.start() + COOKIE.length, PLACE_DIGITS);
        return place < 0 ? -1 : (int) (place >>> SLOT_BITS);
    }

    private static long check(int loop, long id, Secret secret) {
        return secret.hash((long) loop << SLOT_BITS + GENERATION_BITS | id) & CHECK_MASK;
    }
}
