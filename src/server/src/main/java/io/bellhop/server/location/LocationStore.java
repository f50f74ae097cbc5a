package io.bellhop.server.location;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * The location service: which contacts are bound to which address of record (RFC 3261 section 10). A port: what stands
 * behind it (memory and a log on disk, a cluster) is unknown to the servlets. Every method may be called from any
 * thread and none waits for a disk or a network, save where it says so.
 */
public interface LocationStore extends AutoCloseable {

    /** What a REGISTER does to the bindings of one address. */
    @FunctionalInterface
    interface Change {
        /**
         * Works out the new bindings. Called once, while no other change of the same address is under way.
         *
         * @param current the bindings that still count
         * @return the bindings to keep, or null to leave everything as it is
         */
        Bindings apply(Bindings current);
    }

    /**
     * The bindings of an address.
     *
     * @param aor the address of record, in canonical form
     * @param now milliseconds since 1970; what has expired by then is left out
     * @return the bindings, never null
     */
    Bindings find(String aor, long now);

    /**
     * Changes the bindings of one address as a whole: visible to {@link #find}, and safe from the end of this process,
     * when this returns.
     *
     * @param aor    the address of record, in canonical form
     * @param now    milliseconds since 1970; what has expired by then is forgotten
     * @param change what to do
     * @return the bindings now, or null if the change declined
     * @throws IOException if they could not be kept; the old ones still stand then
     */
    Bindings update(String aor, long now, Change change) throws IOException;

    /**
     * Forgets all bindings of an address.
     *
     * @param aor the address of record, in canonical form
     * @return whether there were any
     * @throws IOException if the removal could not be kept; the bindings still stand then
     */
    boolean remove(String aor) throws IOException;

    /**
     * Forgets every binding that has expired. Takes time in proportion to the number of addresses: not for an event
     * loop.
     *
     * @param now milliseconds since 1970
     * @return how many addresses are gone with their last binding
     * @throws IOException if a removal could not be kept
     */
    int removeExpired(long now) throws IOException;

    /**
     * Visits every bound address, in no order; addresses that come and go meanwhile may be missed.
     *
     * @param visitor is given each canonical address of record
     */
    void forEachAddress(Consumer<String> visitor);

    /** Closes what lies behind; a later change throws IOException. */
    @Override
    void close();
}
