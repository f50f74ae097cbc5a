package io.bellhop.server;

import io.bellhop.server.accounts.Accounts;
import io.bellhop.server.accounts.AnyAccounts;
import io.bellhop.server.accounts.JdbcAccounts;
import io.bellhop.server.accounts.RemovedSubscribers;
import io.bellhop.server.location.LocationStore;
import io.bellhop.server.location.MemoryLocationStore;
import io.bellhop.server.location.NoBindingLog;
import io.bellhop.server.location.RocksBindingLog;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextAttributeEvent;
import jakarta.servlet.ServletContextAttributeListener;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipURI;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * Starts what the servlets share when the application is deployed, from the context-params of {@code sip.xml}, and
 * closes it when the application goes, so that the next one can open the same bindings.
 */
public final class ServerListener implements ServletContextListener, ServletContextAttributeListener {

    private static final Logger LOG = Logger.getLogger(ServerListener.class.getPackageName());
    private static final String DATA_SOURCE = "java:comp/env/jdbc/bellhop";
    private static final long SWEEP_SECONDS = 30;
    private static final long ACCOUNT_CHECK_SECONDS = 2;

    private final Clock clock = Clock.systemUTC();
    private Server server;
    private Housekeeping housekeeping;
    private List<String> domainWords;
    private Set<String> machine;

    /**
     * Starts all. What goes wrong is left for the servlets, whose start then fails for that reason: a container tells
     * why a servlet did not start, but of a listener only that it failed.
     */
    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            start(event.getServletContext());
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            Server.publishFailure(event.getServletContext(), e);
        }
    }

    private void start(ServletContext context) {
        Settings settings = new Settings("context-param", context::getInitParameter);
        domainWords = settings.words("domains", "auto");
        machine = domainWords.contains("auto") ? Machine.names() : Set.of();
        DataSource accountSource = accountSource(settings);
        LocationStore locations = locations(settings);
        housekeeping = new Housekeeping();
        housekeeping.every(SWEEP_SECONDS, "The sweep of expired bindings", () -> sweep(locations));
        if (accountSource != null) {
            housekeeping.every(ACCOUNT_CHECK_SECONDS, "The look for removed accounts",
                    new RemovedSubscribers(accountSource, locations));
        }
        Accounts accounts = accountSource == null ? new AnyAccounts() : new JdbcAccounts(accountSource);
        server = new Server(clock, domains(context), locations, accounts);
        server.publish(context);
        LOG.log(Level.CONFIG, "Serving {0}", server.domains());
    }

    /** The data source of the accounts; null where everybody is known. */
    private static DataSource accountSource(Settings settings) {
        String kind = settings.text("accounts", "jdbc");
        if (kind.equals("any")) {
            return null;
        }
        if (!kind.equals("jdbc")) {
            throw new IllegalArgumentException("context-param accounts: expected jdbc or any, found \"" + kind + "\"");
        }
        try {
            return (DataSource) new InitialContext().lookup(DATA_SOURCE);
        } catch (NamingException e) {
            throw new IllegalStateException("context-param accounts is jdbc, but there is no data source "
                    + DATA_SOURCE + ": " + e.getMessage(), e);
        }
    }

    private LocationStore locations(Settings settings) {
        boolean sync = settings.flag("location.sync", false);
        String kind = settings.text("location", "disk");
        if (!kind.equals("disk") && !kind.equals("memory")) {
            throw new IllegalArgumentException(
                    "context-param location: expected disk or memory, found \"" + kind + "\"");
        }
        try {
            return new MemoryLocationStore(kind.equals("memory") ? new NoBindingLog()
                    : RocksBindingLog.open(directory(settings), sync), clock.millis());
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static Path directory(Settings settings) {
        String base = System.getProperty("catalina.base", ".");
        String data = settings.text("data-directory", "${catalina.base}/data").replace("${catalina.base}", base);
        return Path.of(data, "location");
    }

    private void sweep(LocationStore locations) {
        try {
            int gone = locations.removeExpired(clock.millis());
            LOG.log(Level.FINE, "{0} addresses have lost their last binding", gone);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The container may tell on which interfaces it listens before or after the application is initialized. */
    private Domains domains(ServletContext context) {
        Set<String> addresses = new LinkedHashSet<>(machine);
        Set<Integer> ports = new HashSet<>();
        if (context.getAttribute(SipServlet.OUTBOUND_INTERFACES) instanceof List<?> interfaces) {
            for (Object known : interfaces) {
                if (known instanceof SipURI uri) {
                    addresses.add(uri.getHost());
                    ports.add(uri.getPort() < 0 ? 5060 : uri.getPort());
                }
            }
        }
        List<String> named = domainWords.stream().filter(word -> !word.equals("auto")).toList();
        return new Domains(named, machine.isEmpty() ? Set.of() : addresses, ports);
    }

    @Override
    public void attributeAdded(ServletContextAttributeEvent event) {
        if (server != null && SipServlet.OUTBOUND_INTERFACES.equals(event.getName())) {
            server.domains(domains(event.getServletContext()));
            LOG.log(Level.CONFIG, "Serving {0}", server.domains());
        }
    }

    @Override
    public void attributeReplaced(ServletContextAttributeEvent event) {
        attributeAdded(event);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (server != null) {
            housekeeping.close();
            server.accounts().close();
            server.locations().close();
        }
    }
}
