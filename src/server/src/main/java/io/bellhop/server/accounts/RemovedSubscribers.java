package io.bellhop.server.accounts;

import io.bellhop.server.location.LocationStore;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Takes the bindings away from users whose account the operator removed. Each look is one small query; only when that
 * shows a change are the bound users compared with the table, some hundreds a query. For one thread, which may block.
 */
public final class RemovedSubscribers implements Runnable {

    private static final Logger LOG = Logger.getLogger(RemovedSubscribers.class.getPackageName());
    private static final int USERS_A_QUERY = 500;

    private final AccountTable table;
    private final LocationStore locations;
    private String stamp;

    /**
     * Prepares the comparison.
     *
     * @param source    where the table {@code account} is
     * @param locations whose bindings go
     */
    public RemovedSubscribers(DataSource source, LocationStore locations) {
        table = new AccountTable(source);
        this.locations = locations;
    }

    /** Looks once. What goes wrong is told in the log, and looked at again next time. */
    @Override
    public void run() {
        try {
            String now = table.stamp();
            if (!now.equals(stamp)) {
                compare();
                stamp = now;
            }
        } catch (SQLException | IOException e) {
            LOG.log(Level.WARNING, "Removed accounts could not be looked for: {0}", e.toString());
        }
    }

    private void compare() throws SQLException, IOException {
        List<String> bound = new ArrayList<>();
        locations.forEachAddress(bound::add);
        for (int from = 0; from < bound.size(); from += USERS_A_QUERY) {
            List<String> some = bound.subList(from, Math.min(from + USERS_A_QUERY, bound.size()));
            Set<String> known = table.known(some);
            for (String user : some) {
                if (!known.contains(user) && locations.remove(user)) {
                    LOG.log(Level.FINE, "The bindings of {0} are gone with the account", user);
                }
            }
        }
    }
}
