package io.bellhop.tomcat;

import io.bellhop.container.DeployedApplication;
import io.bellhop.container.SipContainer;
import io.bellhop.sip.transport.ListeningPoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.Server;

/**
 * The SIP side of one Tomcat server: its connectors, its container, what runs and what failed. Whoever starts a server
 * asks here whether it is ready. Any thread may call.
 */
public final class SipServer {
    private static final Logger LOG = Logger.getLogger(SipServer.class.getPackageName());

    private final Supplier<SipEngine> maker;
    private final List<ListeningPoint> points = new ArrayList<>();
    private final Map<String, String> failures = new LinkedHashMap<>();
    private final Map<String, DeployedApplication> applications = new LinkedHashMap<>();
    private final RealmWorkers realmWorkers = new RealmWorkers();
    private SipEngine engine;
    private boolean open;

    SipServer(Supplier<SipEngine> maker) {
        this.maker = maker;
    }

    /** The SIP side of a server, or null if it has no {@link SipLifecycleListener}. */
    public static SipServer of(Server server) {
        for (LifecycleListener listener : server.findLifecycleListeners()) {
            if (listener instanceof SipLifecycleListener sip) {
                return sip.server();
            }
        }
        return null;
    }

    /** Where SIP is listened to, in the order of the connectors in server.xml. */
    public synchronized List<ListeningPoint> listeningPoints() {
        return List.copyOf(points);
    }

    /** What could not be bound or deployed and is not mended yet, a line each. */
    public synchronized List<String> failures() {
        return List.copyOf(failures.values());
    }

    /** The names of the SIP applications that run: the context path without its slash, as in webapps. */
    public synchronized List<String> applications() {
        return List.copyOf(applications.keySet());
    }

    /** Whether requests are taken. */
    public synchronized boolean isOpen() {
        return open;
    }

    /** The container, made when it is first asked for. */
    public SipContainer container() {
        return engine().container();
    }

    /** The container if there is one already, else null. */
    synchronized SipContainer containerIfMade() {
        return engine == null ? null : engine.container();
    }

    Executor realmWorkers() {
        return realmWorkers;
    }

    /** Messages so far; none before there is a stack. */
    MessageFigures messages() {
        SipEngine now;
        synchronized (this) {
            now = engine;
        }
        return now == null ? MessageFigures.NONE : now.messages();
    }

    private synchronized SipEngine engine() {
        if (engine == null) {
            engine = maker.get();
        }
        return engine;
    }

    ListeningPoint bind(ConnectorSettings settings) throws IOException {
        try {
            ListeningPoint point = engine().bind(settings);
            synchronized (this) {
                points.add(point);
            }
            return point;
        } catch (IOException e) {
            String line = "SIP connector " + settings.name() + " can't be bound: " + e.getMessage();
            failed(settings.name(), line);
            throw new IOException(line, e);
        }
    }

    void start(ListeningPoint point) {
        engine().start(point);
        LOG.info("SIP connector " + ConnectorSettings.name(point.transport(), point.address()) + " started");
    }

    void close(ListeningPoint point) {
        engine().close(point);
        synchronized (this) {
            points.remove(point);
        }
    }

    /** The connectors are up. */
    void open() {
        container().open();
        synchronized (this) {
            open = true;
        }
    }

    /** Ends all; a later start of the same Tomcat server begins anew. */
    void close() {
        SipEngine ended;
        synchronized (this) {
            ended = engine;
            engine = null;
            open = false;
            points.clear();
            applications.clear();
        }
        if (ended != null) {
            ended.close();
        }
    }

    synchronized void deployed(String name, DeployedApplication application) {
        applications.put(name, application);
        failures.remove(name);
    }

    synchronized void undeployed(String name) {
        applications.remove(name);
    }

    /** Logs a failure as one record, and keeps it until {@link #mended(String)}. */
    void failed(String subject, String line) {
        synchronized (this) {
            failures.put(subject, line);
        }
        LOG.log(Level.SEVERE, line);
    }

    synchronized void mended(String subject) {
        failures.remove(subject);
    }

    /** What is wrong with that, or null. */
    synchronized String failure(String subject) {
        return failures.get(subject);
    }
}
