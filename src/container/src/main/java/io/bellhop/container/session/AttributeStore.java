package io.bellhop.container.session;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The attributes of a session. Any thread, since applications share sessions with threads of their own. */
final class AttributeStore {
    private final ConcurrentHashMap<String, Object> values = new ConcurrentHashMap<>(8);
    private final AttributeEvents events;

    AttributeStore(AttributeEvents events) {
        this.events = events;
    }

    Object get(String name) {
        return values.get(name);
    }

    Set<String> names() {
        return values.keySet();
    }

    void put(String name, Object value) {
        events.put(name, value, values.put(name, value));
    }

    void remove(String name) {
        Object old = values.remove(name);
        if (old != null) {
            events.removed(name, old);
        }
    }

    /** Unbinds everything. */
    void clear() {
        for (String name : values.keySet()) {
            remove(name);
        }
    }
}
