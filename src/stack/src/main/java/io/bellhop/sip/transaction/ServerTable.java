package io.bellhop.sip.transaction;

import io.bellhop.sip.message.Method;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.message.Via;
import io.bellhop.sip.transport.Flow;

/**
 * The server transactions of a loop by their {@link ServerKey}: open addressing, where a transaction is its own entry.
 * INVITE, its CANCEL and its ACK have the same hash. The hashes stand beside the entries: most transactions linger and
 * are in no cache, so that a search had better not look at them.
 */
final class ServerTable {
    private static final int SMALLEST = 64;

    private final long seed;
    private Server[] entries = new Server[SMALLEST];
    /** The hash of each entry; 0 where there is none. */
    private int[] hashes = new int[SMALLEST];
    private int size;

    /** @param seed unpredictable, so that no stranger can make long runs of collisions */
    ServerTable(long seed) {
        this.seed = seed;
    }

    int size() {
        return size;
    }

    /** The transaction that the request belongs to by 17.2.3, or null. An ACK belongs to an INVITE. */
    Server find(SipRequest request, int hash) {
        Method method = request.method();
        return find(request, hash, method == StandardMethod.ACK ? StandardMethod.INVITE : method, false);
    }

    /** The transaction that a CANCEL is about: "anything but CANCEL or ACK" of the same key (9.2), or null. */
    Server findCancelled(SipRequest cancel, int hash) {
        return find(cancel, hash, StandardMethod.CANCEL, true);
    }

    private Server find(SipRequest request, int hash, Method method, boolean otherThan) {
        Via via = request.topVia();
        boolean modern = ServerKey.isModern(via);
        int mask = entries.length - 1;
        for (int i = hash & mask; hashes[i] != 0; i = i + 1 & mask) {
            if (hashes[i] != hash) {
                continue;
            }
            Server server = entries[i];
            if (server.method().equals(method) != otherThan
                    && (modern ? ServerKey.matches(server.key, via) : LegacyKey.matches(server, request))) {
                return server;
            }
        }
        return null;
    }

    /** Never 0. */
    int hash(SipRequest request) {
        Via via = request.topVia();
        int hash = ServerKey.isModern(via) ? ServerKey.hash(via, seed) : LegacyKey.hash(request, seed);
        return hash == 0 ? 1 : hash;
    }

    /** Makes the transaction of a request and keeps it. */
    Server begin(Transactions layer, SipRequest request, Flow flow, int hash) {
        boolean modern = ServerKey.isModern(request.topVia());
        byte[] key = modern ? ServerKey.of(request.topVia()) : LegacyKey.of(request);
        Server server;
        if (request.method() != StandardMethod.INVITE) {
            server = new NonInviteServer(layer, request, flow, key, hash);
        } else if (modern) {
            server = new InviteServer(layer, request, flow, key, hash);
        } else {
            server = new InviteServer.Legacy(layer, request, flow, key, hash);
        }
        add(server);
        return server;
    }

    private void add(Server server) {
        if (++size > entries.length / 2) {
            resize(entries.length * 2);
        }
        place(server);
    }

    private void place(Server server) {
        int mask = entries.length - 1;
        int i = server.hash & mask;
        while (hashes[i] != 0) {
            i = i + 1 & mask;
        }
        entries[i] = server;
        hashes[i] = server.hash;
    }

    private void resize(int capacity) {
        Server[] old = entries;
        entries = new Server[capacity];
        hashes = new int[capacity];
        for (Server server : old) {
            if (server != null) {
                place(server);
            }
        }
    }

    void remove(Server server) {
        int mask = entries.length - 1;
        int i = server.hash & mask;
        while (entries[i] != server) {
            if (hashes[i] == 0) {
                return;
            }
            i = i + 1 & mask;
        }
        close(i, mask);
        size--;
        if (entries.length > SMALLEST && size < entries.length / 16) {
            resize(entries.length / 2);
        }
    }

    /** Moves what stands behind the gap and belongs before it, so that no run is broken. */
    private void close(int gap, int mask) {
        for (int i = gap + 1 & mask; hashes[i] != 0; i = i + 1 & mask) {
            int home = hashes[i] & mask;
            if ((i - home & mask) >= (i - gap & mask)) {
                entries[gap] = entries[i];
                hashes[gap] = hashes[i];
                gap = i;
            }
        }
        entries[gap] = null;
        hashes[gap] = 0;
    }
}
