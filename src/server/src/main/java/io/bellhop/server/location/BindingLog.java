package io.bellhop.server.location;

import java.io.IOException;
import java.util.function.BiConsumer;

/** Where the bindings outlive the process. A port below {@link MemoryLocationStore}; any thread may call. */
public interface BindingLog extends AutoCloseable {

    /**
     * Keeps the bindings of one address in the place of those kept before.
     *
     * @param aor      canonical address of record
     * @param bindings at least one
     * @throws IOException if they are not kept
     */
    void put(String aor, Bindings bindings) throws IOException;

    /**
     * Forgets an address.
     *
     * @param aor canonical address of record
     * @throws IOException if that is not kept
     */
    void remove(String aor) throws IOException;

    /**
     * Reads all that is kept, once, at the start. A record that can't be read is reported in the log and passed over.
     *
     * @param reader is given each address and its bindings
     * @throws IOException if nothing can be read at all
     */
    void load(BiConsumer<String, Bindings> reader) throws IOException;

    /** Lets go of files and locks; a later {@link #put} throws IOException. Closing twice is harmless. */
    @Override
    void close();
}
