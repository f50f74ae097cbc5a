package io.bellhop.server.location;

import java.util.function.BiConsumer;

/** Keeps nothing: bindings live in memory alone and are gone with the process. */
public final class NoBindingLog implements BindingLog {

    @Override
    public void put(String aor, Bindings bindings) {
        // memory alone was asked for
    }

    @Override
    public void remove(String aor) {
        // memory alone was asked for
    }

    @Override
    public void load(BiConsumer<String, Bindings> reader) {
        // nothing was kept
    }

    @Override
    public void close() {
        // holds nothing
    }
}
