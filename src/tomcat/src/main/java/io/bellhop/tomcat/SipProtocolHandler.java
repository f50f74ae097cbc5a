package io.bellhop.tomcat;

import io.bellhop.sip.transport.ListeningPoint;
import io.bellhop.sip.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.coyote.Adapter;
import org.apache.coyote.ProtocolHandler;
import org.apache.coyote.UpgradeProtocol;
import org.apache.tomcat.util.net.SSLHostConfig;

/**
 * A SIP connector of Tomcat, one a transport and address:
 *
 * <pre>{@code
 * <Connector protocol="io.bellhop.tomcat.SipProtocolHandler" port="5060" transport="udp" address="192.0.2.1"/>
 * }</pre>
 *
 * It binds when Tomcat initialises it and reads once Tomcat starts it. All SIP connectors of a Tomcat server share the
 * stack of its {@link SipLifecycleListener}. The setters are called by Tomcat before {@link #init()}; the unit of each
 * is told there.
 */
public class SipProtocolHandler implements ProtocolHandler {
    private Adapter adapter;
    private Executor executor;
    private ScheduledExecutorService utilityExecutor;
    private SipServer server;
    private ListeningPoint point;

    private int port = -1;
    private int portOffset;
    private InetAddress address;
    private String transport = "udp";
    private String sentBy;

    void attach(SipServer sipServer) {
        server = sipServer;
    }

    /**
     * Binds.
     *
     * @throws IOException if the address can't be bound
     * @throws IllegalStateException without a {@link SipLifecycleListener} on the Server
     * @throws IllegalArgumentException if an attribute has no such value
     */
    @Override
    public void init() throws IOException {
        if (server == null) {
            throw new IllegalStateException("A SIP connector needs <Listener className=\""
                    + SipLifecycleListener.class.getName() + "\"/> inside <Server>");
        }
        point = server.bind(settings());
    }

    /**
     * Reads from now on.
     *
     * @throws IOException if it was stopped before and the address can't be bound again
     */
    @Override
    public void start() throws IOException {
        if (point == null) {
            init();
        }
        server.start(point);
    }

    @Override
    public void pause() {
        // A transaction that runs still needs its answers: what must not come in any more ends with stop().
    }

    @Override
    public void resume() {
        // Nothing was paused.
    }

    /** Closes the socket and the connections that came in through it. */
    @Override
    public void stop() {
        close();
    }

    @Override
    public void destroy() {
        close();
    }

    private void close() {
        if (point != null) {
            server.close(point);
            point = null;
        }
    }

    private ConnectorSettings settings() {
        if (port < 0) {
            throw new IllegalArgumentException("A SIP connector needs a port");
        }
        InetSocketAddress bound = address == null
                ? new InetSocketAddress(offsetPort()) : new InetSocketAddress(address, offsetPort());
        return new ConnectorSettings(transportOf(transport), bound, sentBy);
    }

    private int offsetPort() {
        return port == 0 ? 0 : port + portOffset;
    }

    private static Transport transportOf(String name) {
        return switch (name.trim().toLowerCase(Locale.ROOT)) {
            case "udp" -> Transport.UDP;
            case "tcp" -> Transport.TCP;
            default -> throw new IllegalArgumentException(
                    "transport=\"" + name + "\" of a SIP connector: udp or tcp was expected");
        };
    }

    public int getPort() {
        return port;
    }

    /** The port to bind, 0 to 65535; 0 takes a free one, told by {@link #getLocalPort()}. */
    public void setPort(int port) {
        this.port = port;
    }

    public int getPortOffset() {
        return portOffset;
    }

    /** Is added to a port that is not 0. */
    public void setPortOffset(int portOffset) {
        this.portOffset = portOffset;
    }

    /** The bound port, or -1 before {@link #init()} and after {@link #stop()}. */
    public int getLocalPort() {
        return point == null ? -1 : point.address().getPort();
    }

    public InetAddress getAddress() {
        return address;
    }

    /** The address to bind; all addresses of the machine where there is none. */
    public void setAddress(InetAddress address) {
        this.address = address;
    }

    public String getTransport() {
        return transport;
    }

    /** {@code udp} (the default) or {@code tcp}. */
    public void setTransport(String transport) {
        this.transport = transport;
    }

    public String getSentBy() {
        return sentBy;
    }

    /**
     * Host, or host:port, that Via and Record-Route name (RFC 3261 18.1.1): what others reach this connector by.
     * Default: the bound address, or a non-loopback address of the machine where all are bound.
     */
    public void setSentBy(String sentBy) {
        this.sentBy = sentBy == null || sentBy.isBlank() ? null : sentBy.trim();
    }

    @Override
    public Adapter getAdapter() {
        return adapter;
    }

    @Override
    public void setAdapter(Adapter adapter) {
        this.adapter = adapter;
    }

    @Override
    public Executor getExecutor() {
        return executor;
    }

    @Override
    public void setExecutor(Executor executor) {
        this.executor = executor;
    }

    @Override
    public ScheduledExecutorService getUtilityExecutor() {
        return utilityExecutor;
    }

    @Override
    public void setUtilityExecutor(ScheduledExecutorService utilityExecutor) {
        this.utilityExecutor = utilityExecutor;
    }

    @Override
    public void closeServerSocketGraceful() {
        // Datagrams and connections end with stop(): until then the calls that run need them.
    }

    @Override
    public long awaitConnectionsClose(long waitMillis) {
        return 0;
    }

    @Override
    public boolean isSendfileSupported() {
        return false;
    }

    @Override
    public void addSslHostConfig(SSLHostConfig sslHostConfig) {
        throw new UnsupportedOperationException("SSLHostConfig of a SIP connector: not in this version");
    }

    @Override
    public void addSslHostConfig(SSLHostConfig sslHostConfig, boolean replace) {
        addSslHostConfig(sslHostConfig);
    }

    @Override
    public SSLHostConfig[] findSslHostConfigs() {
        return new SSLHostConfig[0];
    }

    @Override
    public void addUpgradeProtocol(UpgradeProtocol upgradeProtocol) {
        throw new UnsupportedOperationException("UpgradeProtocol of a SIP connector: it has none");
    }

    @Override
    public UpgradeProtocol[] findUpgradeProtocols() {
        return new UpgradeProtocol[0];
    }
}
