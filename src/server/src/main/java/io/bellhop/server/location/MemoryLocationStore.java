package io.bellhop.server.location;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * All bindings in memory, each change written through to a {@link BindingLog} before it is visible. Look-ups take no
 * lock. Changes of one address exclude each other; they take one of a fixed number of locks, chosen by the address,
 * that with one event loop nobody else wants.
 */
public final class MemoryLocationStore implements LocationStore {

    private static final int LOCKS = 64;

    private final ConcurrentHashMap<String, Bindings> byAddress = new ConcurrentHashMap<>();
    private final Object[] locks = new Object[LOCKS];
    private final BindingLog log;

    /**
     * Starts with what the log has kept and has not expired yet.
     *
     * @param log becomes this store's: {@link #close()} closes it
     * @param now milliseconds since 1970
     * @throws IOException if the log can't be read
     */
    public MemoryLocationStore(BindingLog log, long now) throws IOException {
        this.log = log;
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new Object();
        }
        log.load(byAddress::put);
        removeExpired(now);
    }

    @Override
    public Bindings find(String aor, long now) {
        Bindings bindings = byAddress.get(aor);
        return bindings == null ? Bindings.NONE : bindings.live(now);
    }

    @Override
    public Bindings update(String aor, long now, Change change) throws IOException {
        synchronized (lock(aor)) {
            Bindings stored = byAddress.get(aor);
            Bindings current = stored == null ? Bindings.NONE : stored.live(now);
            Bindings next = change.apply(current);
            if (next != null && next != stored) {
                keep(aor, stored, next);
            }
            return next;
        }
    }

    @Override
    public boolean remove(String aor) throws IOException {
        synchronized (lock(aor)) {
            Bindings stored = byAddress.get(aor);
            if (stored == null) {
                return false;
            }
            keep(aor, stored, Bindings.NONE);
            return true;
        }
    }

    @Override
    public int removeExpired(long now) throws IOException {
        int gone = 0;
        for (String aor : byAddress.keySet()) {
            Bindings seen = byAddress.get(aor);
            if (seen != null && seen.live(now) != seen) {
                gone += removeExpired(aor, now);
            }
        }
        return gone;
    }

    private int removeExpired(String aor, long now) throws IOException {
        synchronized (lock(aor)) {
            Bindings stored = byAddress.get(aor);
            if (stored == null) {
                return 0;
            }
            Bindings live = stored.live(now);
            if (live != stored) {
                keep(aor, stored, live);
            }
            return live.isEmpty() ? 1 : 0;
        }
    }

    private void keep(String aor, Bindings stored, Bindings next) throws IOException {
        if (!next.isEmpty()) {
            log.put(aor, next);
            byAddress.put(aor, next);
        } else if (stored != null) {
            log.remove(aor);
            byAddress.remove(aor);
        }
    }

    @Override
    public void forEachAddress(Consumer<String> visitor) {
        byAddress.keySet().forEach(visitor);
    }

    @Override
    public void close() {
        log.close();
    }

    private Object lock(String aor) {
        int hash = aor.hashCode();
        return locks[(hash ^ hash >>> 16) & LOCKS - 1];
    }
}
