package io.bellhop.tomcat;

import io.bellhop.container.DeploymentException;
import io.bellhop.sip.transaction.TimerValues;
import io.bellhop.sip.transport.ListeningPoint;
import io.bellhop.sip.transport.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Realm;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.util.ContextName;

/**
 * A Tomcat with SIP connectors inside another program: tests, Arquillian. It listens on the loopback address, on free
 * ports unless told otherwise, and keeps its files below one directory. Any thread may call; one at a time.
 */
public final class EmbeddedServer implements AutoCloseable {
    private final Tomcat tomcat = new Tomcat();
    private final SipLifecycleListener sip;
    private final SipHostConfig deployer = new SipHostConfig();
    private final Path webapps;
    private Connector http;

    /**
     * A server that is not started yet.
     *
     * @param directory for its files; is made if it is not there
     * @throws IOException if the directory can't be made
     */
    public EmbeddedServer(Path directory) throws IOException {
        this(directory, new SipLifecycleListener());
    }

    EmbeddedServer(Path directory, SipLifecycleListener listener) throws IOException {
        sip = listener;
        Path base = Files.createDirectories(directory).toAbsolutePath();
        webapps = Files.createDirectories(base.resolve("webapps"));
        tomcat.setBaseDir(base.toString());
        tomcat.setHostname("localhost");
        tomcat.enableNaming();
        tomcat.getServer().addLifecycleListener(sip);
        tomcat.getHost().setAutoDeploy(false);
        tomcat.getHost().addLifecycleListener(deployer);
    }

    /** Sets T1, T2 and T4; before {@link #start()}. */
    public EmbeddedServer timers(TimerValues timers) {
        sip.setT1(timers.t1());
        sip.setT2(timers.t2());
        sip.setT4(timers.t4());
        return this;
    }

    /** How many event loops; before {@link #start()}. */
    public EmbeddedServer loops(int loops) {
        sip.setLoops(loops);
        return this;
    }

    /** The realm of all applications; before {@link #start()}. */
    public EmbeddedServer realm(Realm realm) {
        tomcat.getEngine().setRealm(realm);
        return this;
    }

    /** Adds a SIP connector on the loopback address; before {@link #start()}. @param port 0 for a free one */
    public EmbeddedServer listen(Transport transport, int port) {
        SipProtocolHandler handler = new SipProtocolHandler();
        handler.setTransport(transport.name());
        Connector connector = new Connector(handler);
        connector.setPort(port);
        add(connector);
        return this;
    }

    private void add(Connector connector) {
        connector.setProperty("address", "127.0.0.1");
        connector.setThrowOnFailure(true);
        tomcat.getService().addConnector(connector);
    }

    /** Adds an HTTP connector on the loopback address; before {@link #start()}. @param port 0 for a free one */
    public EmbeddedServer http(int port) {
        http = new Connector("HTTP/1.1");
        http.setPort(port);
        add(http);
        tomcat.getEngine().getPipeline().addValve(new MetricsValve());
        return this;
    }

    /** Looks into webapps every second, as a server does, instead of deploying when told; before {@link #start()}. */
    public EmbeddedServer autoDeploy() {
        tomcat.getHost().setAutoDeploy(true);
        tomcat.getEngine().setBackgroundProcessorDelay(1);
        return this;
    }

    /**
     * Starts connectors and what lies in webapps.
     *
     * @throws IOException with the reason if a connector can't be started; nothing runs then
     */
    public EmbeddedServer start() throws IOException {
        try {
            tomcat.start();
            return this;
        } catch (LifecycleException e) {
            List<String> failures = server().failures();
            close();
            throw new IOException(failures.isEmpty() ? e.getMessage() : failures.get(0), e);
        }
    }

    /** The SIP side: what listens, runs and failed. */
    public SipServer server() {
        return sip.server();
    }

    /** Where SIP is listened to, or null if nothing listens over that transport. */
    public InetSocketAddress address(Transport transport) {
        for (ListeningPoint each : server().listeningPoints()) {
            if (each.transport() == transport) {
                return each.address();
            }
        }
        return null;
    }

    /** The HTTP port, or -1 without one. */
    public int httpPort() {
        return http == null ? -1 : http.getLocalPort();
    }

    /** The directory that applications are deployed from. */
    public Path webapps() {
        return webapps;
    }

    /** The context of an application that runs, or null; for tests that look inside. */
    public Context context(String name) {
        return (Context) tomcat.getHost().findChild(new ContextName(name, false).getName());
    }

    /**
     * Copies an archive into webapps and deploys it, in place of one of the same name.
     *
     * @param archive a .sar or .war; its file name without the ending is the application's name
     * @throws DeploymentException with the reason; one of the same name that ran before runs on
     * @throws IOException if it can't be copied
     */
    public void deploy(Path archive) throws DeploymentException, IOException {
        String file = archive.getFileName().toString();
        Path target = webapps.resolve(file);
        Path copy = webapps.resolve(file + ".part");
        Files.copy(archive, copy, StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        String name = new ContextName(file.substring(0, file.lastIndexOf('.')), false).getName();
        deployer.check(name);
        String failure = server().failure(target.toString());
        if (failure != null) {
            throw new DeploymentException(failure, null);
        }
        if (!deployer.isDeployed(name)) {
            throw new DeploymentException(file + " was not deployed, the log tells why", null);
        }
    }

    /**
     * Deletes an archive from webapps and ends its application; nothing happens if it is not there.
     *
     * @param file its file name
     * @throws IOException if it can't be deleted
     */
    public void undeploy(String file) throws IOException {
        Files.deleteIfExists(webapps.resolve(file));
        deployer.check(new ContextName(file.substring(0, file.lastIndexOf('.')), false).getName());
    }

    /** Ends applications, connectors and Tomcat; nothing happens if that was done. */
    @Override
    public void close() throws IOException {
        if (tomcat.getServer().getState() == LifecycleState.DESTROYED) {
            return;
        }
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IOException("The server did not stop as it should: " + e.getMessage(), e);
        }
    }
}
