package io.bellhop.sip.transaction;

import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The client transactions of a loop. Each has a slot; our branch names it and the slot's generation, so that a response
 * finds its transaction by index, and one to an older transaction of the slot finds nothing. A CANCEL has the branch of
 * its INVITE (RFC 3261 9.1) and shares the slot as its companion.
 */
final class ClientSlots {
    private static final int SMALLEST = 64;

    private final int loop;
    private final Secret secret;
    private final RandomGenerator random;
    private Client[] entries = {};
    private int[] generations = {};
    private int[] free = {};
    private int freeCount;

    ClientSlots(int loop, Secret secret, RandomGenerator random) {
        this.loop = loop;
        this.secret = secret;
        this.random = random;
    }

    /** A slot for that transaction. @return the id of its branch */
    long take(Client client) {
        if (freeCount == 0) {
            grow();
        }
        int slot = free[--freeCount];
        entries[slot] = client;
        return Branches.id(slot, nextGeneration(slot));
    }

    /**
     * Another branch for a transaction that stays in its slot; responses to the branch before find nothing any more.
     */
    long renew(long id) {
        int slot = Branches.slot(id);
        return Branches.id(slot, nextGeneration(slot));
    }

    private int nextGeneration(int slot) {
        generations[slot] = generations[slot] + 1 & Branches.GENERATIONS;
        return generations[slot];
    }

    /** Puts another transaction in the slot of one; the branch goes on to be valid. */
    void replace(long id, Client by) {
        entries[Branches.slot(id)] = by;
    }

    /**
     * The transaction of a response (17.1.3): "1. the response has the same value of the branch parameter in the top
     * Via header field as the branch parameter in the top Via header field of the request that created the transaction.
     * 2. the method parameter in the CSeq header field matches the method of the request that created the transaction."
     */
    Client find(SipResponse response) {
        Slice branch = response.topVia().branch();
        long id = branch == null ? -1 : Branches.read(branch, loop, secret);
        if (id < 0) {
            return null;
        }
        int slot = Branches.slot(id);
        if (slot >= entries.length || generations[slot] != Branches.generation(id)) {
            return null;
        }
        Client client = entries[slot];
        if (client == null || client.method().equals(response.cseqMethod())) {
            return client;
        }
        Client companion = client.companion();
        return companion != null && companion.method().equals(response.cseqMethod()) ? companion : null;
    }

    /** The transaction is over; its slot is free when its companion is over too. */
    void release(Client client) {
        int slot = Branches.slot(client.id());
        Client entry = entries[slot];
        if (entry != client) {
            entry.companion(null);
        } else if (client.companion() != null) {
            entries[slot] = client.companion();
        } else {
            entries[slot] = null;
            free[freeCount++] = slot;
        }
    }

    private void grow() {
        int old = entries.length;
        int capacity = Math.max(SMALLEST, old * 2);
        if (capacity > Branches.NO_SLOT) {
            throw new IllegalStateException("more than " + old + " client transactions");
        }
        entries = Arrays.copyOf(entries, capacity);
        generations = Arrays.copyOf(generations, capacity);
        free = Arrays.copyOf(free, capacity);
        for (int slot = capacity - 1; slot >= old; slot--) {
            generations[slot] = random.nextInt() & Branches.GENERATIONS;
            free[freeCount++] = slot;
        }
    }
}
