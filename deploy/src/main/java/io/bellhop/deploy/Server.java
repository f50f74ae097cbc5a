package io.bellhop.deploy;

import io.bellhop.accounts.Accounts;
import io.bellhop.accounts.AccountsException;

import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Catalina;
import org.apache.juli.ClassLoaderLogManager;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.logging.LogManager;

/** One server, from the empty home to the last connector closed. */
final class Server {

    private final ServerOptions options;
    private final PrintStream out;
    private Catalina catalina;

    Server(ServerOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /**
     * Runs until the process is told to stop (SIGTERM, SIGINT).
     *
     * @throws StartException if it can't be started
     */
    void run() throws StartException {
        try (HomeLock lock = HomeLock.take(options.home())) {
            lock.tell("starting", options);
            start(lock);
            catalina.getServer().await();
        } catch (IOException e) {
            throw new StartException("the home directory " + options.home() + " can't be used: " + e, e);
        }
    }

    private void start(HomeLock lock) throws StartException, IOException {
        Ports.check(options);
        prepareHome();
        // Open until Tomcat's data source has it open: so it is read from the disk once.
        try (Accounts accounts = Accounts.open(options.home()); StartLog log = StartLog.listen()) {
            startTomcat(log);
            StartCheck check = StartCheck.of(catalina.getServer(), log);
            stopAtShutdown();
            probe();
            Map<String, String> passwords = accounts.tellInitial();
            lock.tell("running", options);
            Announcement.publish(Announcement.text(options, check, passwords, sinceStart()), options.readyFile(), out);
        } catch (AccountsException e) {
            throw new StartException(e.getMessage(), e);
        }
    }

    private void prepareHome() throws StartException, IOException {
        Sar sar = new Sar(options.home());
        sar.restore();
        Packaged.install(options.home(), options.distribution());
        if (options.routes() != null) {
            sar.useRoutes(options.routes());
        }
    }

    private void startTomcat(StartLog log) throws StartException {
        // Not before: its class opens the log, which the home's logging.properties says the way to.
        catalina = new Catalina();
        catalina.setUseShutdownHook(false);
        catalina.setAwait(false);
        catalina.setThrowOnInitFailure(true);
        try {
            catalina.load();
            if (catalina.getServer() == null) {
                throw new StartException("conf/server.xml can't be used: " + log.reason("server.xml"));
            }
            catalina.start();
        } catch (Error e) {
            // Catalina wraps what its connectors throw in a plain Error; any other Error is not ours to explain.
            if (e.getClass() != Error.class) {
                throw e;
            }
            throw new StartException("Tomcat did not start: " + StartCheck.reason(catalina.getServer(), "",
                    () -> StartLog.reason(e)), e);
        }
        if (catalina.getServer() == null || !catalina.getServer().getState().isAvailable()) {
            throw new StartException("Tomcat did not start: " + log.reason("server.xml"));
        }
    }

    private void probe() throws StartException, IOException {
        Probe probe = new Probe(options.bind(), options.sipPort());
        if (!probe.udp()) {
            throw new StartException("no answer to SIP requests on UDP port " + options.sipPort() + ", see the log");
        }
        if (!probe.tcp()) {
            throw new StartException("no answer to SIP requests on TCP port " + options.sipPort() + ", see the log");
        }
    }

    private void stopAtShutdown() {
        // JULI's own hook would close the log while Tomcat still writes to it.
        if (LogManager.getLogManager() instanceof ClassLoaderLogManager juli) {
            juli.setUseShutdownHook(false);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "bellhop-stop"));
    }

    private void stop() {
        try {
            catalina.getServer().stop();
            catalina.getServer().destroy();
        } catch (LifecycleException e) {
            out.println("bellhop: Tomcat did not stop as it should: " + StartLog.reason(e));
        }
        if (LogManager.getLogManager() instanceof ClassLoaderLogManager juli) {
            juli.shutdown();
        }
    }

    /** Milliseconds since the launcher began to start this process; the process itself knows that to a second only. */
    private static long sinceStart() {
        long now = System.currentTimeMillis();
        return now - Long.getLong("bellhop.began", now);
    }
}
