package io.bellhop.server;

import io.bellhop.server.accounts.Accounts;
import io.bellhop.server.location.LocationStore;
import jakarta.servlet.ServletContext;
import java.time.Clock;

/** What the servlets share: the domains, the bindings, the accounts and the clock. Any thread may call. */
public final class Server {

    private static final String ATTRIBUTE = Server.class.getName();

    private final Clock clock;
    private final LocationStore locations;
    private final Accounts accounts;
    private volatile Domains domains;

    /**
     * Puts the parts together.
     *
     * @param clock     tells when bindings expire
     * @param domains   what is ours
     * @param locations the bindings
     * @param accounts  who is known
     */
    public Server(Clock clock, Domains domains, LocationStore locations, Accounts accounts) {
        this.clock = clock;
        this.domains = domains;
        this.locations = locations;
        this.accounts = accounts;
    }

    /**
     * The server of a deployed application.
     *
     * @param context of a servlet
     * @return what {@link ServerListener} started there
     * @throws IllegalStateException if it did not start, for the reason given, or is not in {@code web.xml}
     */
    public static Server of(ServletContext context) {
        Object found = context.getAttribute(ATTRIBUTE);
        if (found instanceof Server server) {
            return server;
        }
        if (found instanceof RuntimeException failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
        throw new IllegalStateException("the listener " + ServerListener.class.getName() + " is missing in web.xml");
    }

    static void publishFailure(ServletContext context, RuntimeException failure) {
        context.setAttribute(ATTRIBUTE, failure);
    }

    void publish(ServletContext context) {
        context.setAttribute(ATTRIBUTE, this);
    }

    /** @return the clock that expiries are counted by */
    public Clock clock() {
        return clock;
    }

    /** @return which names and addresses mean this server, at the moment */
    public Domains domains() {
        return domains;
    }

    void domains(Domains now) {
        domains = now;
    }

    /** @return where users are registered */
    public LocationStore locations() {
        return locations;
    }

    /** @return who is known */
    public Accounts accounts() {
        return accounts;
    }
}
