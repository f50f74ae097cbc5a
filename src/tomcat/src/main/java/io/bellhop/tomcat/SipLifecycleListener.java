package io.bellhop.tomcat;

import io.bellhop.container.ContainerOptions;
import io.bellhop.container.security.DigestAlgorithm;
import io.bellhop.sip.message.MessageLimits;
import io.bellhop.sip.message.Tolerance;
import io.bellhop.sip.transaction.TimerValues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.catalina.Container;
import org.apache.catalina.Engine;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.Server;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.HostConfig;

/**
 * Makes a Tomcat server a SIP server; one line in server.xml, inside {@code <Server>}:
 *
 * <pre>{@code
 * <Listener className="io.bellhop.tomcat.SipLifecycleListener" loops="1"/>
 * }</pre>
 *
 * It gives all SIP connectors their common stack and container, and every Host that has Tomcat's own deployer one that
 * knows SARs ({@link SipHostConfig}). The setters are called by Tomcat before the server is initialised.
 */
public class SipLifecycleListener implements LifecycleListener {
    private final SipServer server;
    private Path catalinaBase = Path.of("");
    private int loops = 1;
    private int workers = ContainerOptions.DEFAULT.workers();
    private long t1 = TimerValues.RFC3261.t1();
    private long t2 = TimerValues.RFC3261.t2();
    private long t4 = TimerValues.RFC3261.t4();
    private long idleTimeout = 600_000;
    private int maxMessageSize = MessageLimits.DEFAULT.messageBytes();
    private int maxHeaderCount = MessageLimits.DEFAULT.headerLines();
    private int maxHeaderSize = MessageLimits.DEFAULT.headerBytes();
    private int maxBodySize = MessageLimits.DEFAULT.bodyBytes();
    private String tolerance = "interop";
    private List<DigestAlgorithm> digest = List.of(DigestAlgorithm.MD5);
    private String routerProperties = "conf/dar.properties";

    public SipLifecycleListener() {
        server = new SipServer(this::makeEngine);
    }

    /** With an engine of another make, for tests of what surrounds it. */
    SipLifecycleListener(Supplier<SipEngine> maker) {
        server = new SipServer(maker);
    }

    SipServer server() {
        return server;
    }

    private SipEngine makeEngine() {
        return StackEngine.make(new EngineSettings(loops, workers,
                new TimerValues(t1, t2, t4, TimerValues.RFC3261.trying()),
                new MessageLimits(maxMessageSize, maxHeaderCount, maxHeaderSize, maxBodySize),
                tolerance.equals("strict") ? Tolerance.STRICT : Tolerance.INTEROP, idleTimeout, digest,
                catalinaBase.resolve(routerProperties)));
    }

    @Override
    public void lifecycleEvent(LifecycleEvent event) {
        if (!(event.getLifecycle() instanceof Server tomcat)) {
            throw new IllegalStateException(getClass().getName() + " belongs inside <Server>");
        }
        switch (event.getType()) {
            case Lifecycle.BEFORE_INIT_EVENT -> attach(tomcat);
            case Lifecycle.AFTER_START_EVENT -> server.open();
            case Lifecycle.AFTER_STOP_EVENT, Lifecycle.AFTER_DESTROY_EVENT -> server.close();
            default -> { }
        }
    }

    private void attach(Server tomcat) {
        if (tomcat.getCatalinaBase() != null) {
            catalinaBase = tomcat.getCatalinaBase().toPath();
        }
        for (Service service : tomcat.findServices()) {
            for (Connector connector : service.findConnectors()) {
                if (connector.getProtocolHandler() instanceof SipProtocolHandler sip) {
                    sip.attach(server);
                }
            }
            Engine engine = service.getContainer();
            for (Container host : engine == null ? new Container[0] : engine.findChildren()) {
                useOurDeployer(host);
            }
        }
    }

    private static void useOurDeployer(Container host) {
        for (LifecycleListener each : host.findLifecycleListeners()) {
            if (each.getClass() == HostConfig.class) {
                host.removeLifecycleListener(each);
                host.addLifecycleListener(new SipHostConfig());
            }
        }
    }

    public int getLoops() {
        return loops;
    }

    /** How many event loops own the calls, 1 or more; one keeps a core busy. Default 1. */
    public void setLoops(int loops) {
        if (loops < 1) {
            throw new IllegalArgumentException("loops=\"" + loops + "\": 1 or more was expected");
        }
        this.loops = loops;
    }

    public int getWorkers() {
        return workers;
    }

    /** Threads for callbacks of applications that may block, 1 or more. Default 16. */
    public void setWorkers(int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException("workers=\"" + workers + "\": 1 or more was expected");
        }
        this.workers = workers;
    }

    public long getT1() {
        return t1;
    }

    /** Milliseconds, default 500 (RFC 3261 17.1.1.1). */
    public void setT1(long t1) {
        this.t1 = t1;
    }

    public long getT2() {
        return t2;
    }

    /** Milliseconds, default 4000 (RFC 3261 17.1.2.1). */
    public void setT2(long t2) {
        this.t2 = t2;
    }

    public long getT4() {
        return t4;
    }

    /** Milliseconds, default 5000 (RFC 3261 17.1.2.2). */
    public void setT4(long t4) {
        this.t4 = t4;
    }

    public long getIdleTimeout() {
        return idleTimeout;
    }

    /** Milliseconds after which a connection on which nothing moves is closed, default 600000. */
    public void setIdleTimeout(long idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    public int getMaxMessageSize() {
        return maxMessageSize;
    }

    /** Bytes of a whole message, default 65535; a longer one gets 513, over TCP the connection is closed. */
    public void setMaxMessageSize(int maxMessageSize) {
        this.maxMessageSize = maxMessageSize;
    }

    public int getMaxHeaderCount() {
        return maxHeaderCount;
    }

    /** Header lines of a message, default 256; more get 400. */
    public void setMaxHeaderCount(int maxHeaderCount) {
        this.maxHeaderCount = maxHeaderCount;
    }

    public int getMaxHeaderSize() {
        return maxHeaderSize;
    }

    /** Bytes of one header with its folds, default 8192; a longer one gets 400. */
    public void setMaxHeaderSize(int maxHeaderSize) {
        this.maxHeaderSize = maxHeaderSize;
    }

    public int getMaxBodySize() {
        return maxBodySize;
    }

    /** Bytes of a body, default 65535; a longer one gets 413. */
    public void setMaxBodySize(int maxBodySize) {
        this.maxBodySize = maxBodySize;
    }

    public String getTolerance() {
        return tolerance;
    }

    /** {@code interop} (the default) lets known harmless deviations from RFC 3261 pass, {@code strict} none. */
    public void setTolerance(String tolerance) {
        if (!tolerance.equals("strict") && !tolerance.equals("interop")) {
            throw new IllegalArgumentException("tolerance=\"" + tolerance + "\": strict or interop was expected");
        }
        this.tolerance = tolerance;
    }

    public String getDigestAlgorithms() {
        return digest.stream().map(DigestAlgorithm::token).collect(Collectors.joining(","));
    }

    /**
     * The algorithms that callers are offered, a comma between them, the preferred one first: SHA-256, MD5. Default MD5
     * alone, since phones with older stacks give up at a challenge that they don't know, even beside one that they do.
     */
    public void setDigestAlgorithms(String digestAlgorithms) {
        List<DigestAlgorithm> named = new ArrayList<>();
        for (String each : digestAlgorithms.split(",")) {
            DigestAlgorithm algorithm = DigestAlgorithm.named(each.strip());
            if (algorithm == null) {
                throw new IllegalArgumentException("digestAlgorithms=\"" + digestAlgorithms
                        + "\": SHA-256 or MD5, or both with a comma, was expected");
            }
            named.add(algorithm);
        }
        digest = List.copyOf(named);
    }

    public String getRouterProperties() {
        return routerProperties;
    }

    /**
     * The default application router's properties file (JSR 289 appendix C), relative to catalina.base; where it is not
     * there or has no rule in it, all applications get every initial request in the order of their names.
     */
    public void setRouterProperties(String routerProperties) {
        this.routerProperties = routerProperties;
    }
}
