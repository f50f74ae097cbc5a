package io.bellhop.container.proxy;

import io.bellhop.container.message.ProxyControl;
import io.bellhop.sip.transport.ListeningPoint;
import jakarta.servlet.sip.SipURI;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** What an application may set on a proxy (JSR 289 10.2). Any thread. */
abstract class ProxyOptions implements ProxyControl {
    private final BranchSettings settings = new BranchSettings();
    private volatile boolean parallel = true;
    private volatile boolean supervised = true;
    private volatile boolean stateful = true;
    private volatile boolean noCancel;
    private volatile boolean started;
    private volatile int sequentialTimeout;
    private volatile boolean timeoutGiven;
    private volatile int proxyTimeout;

    /** @param proxyTimeout the time a search may take by the application's sip.xml, s */
    ProxyOptions(int proxyTimeout) {
        this.proxyTimeout = proxyTimeout;
    }

    /** Where the request came in. */
    abstract ListeningPoint inbound();

    /** The point that listens on that address. @throws IllegalArgumentException if there is none */
    abstract ListeningPoint point(InetAddress address);

    /** As {@link #point(InetAddress)}; a port of 0 stands for any. */
    abstract ListeningPoint point(InetSocketAddress address);

    /** The settings that a branch made now begins with. */
    final BranchSettings branchSettings() {
        BranchSettings copy = settings.copy();
        copy.searchMillis = getProxyTimeout() * 1000L;
        return copy;
    }

    /** From now on what every branch must agree on is fixed. */
    final void begin() {
        started = true;
    }

    private void mustNotBeStarted() {
        if (started) {
            throw new IllegalStateException("the proxy is started");
        }
    }

    @Override
    public boolean getAddToPath() {
        return settings.addToPath;
    }

    @Override
    public void setAddToPath(boolean add) {
        settings.addToPath = add;
    }

    @Override
    public SipURI getPathURI() {
        return settings.pathUri(inbound());
    }

    @Override
    public boolean getRecordRoute() {
        return settings.recordRoute;
    }

    @Override
    public void setRecordRoute(boolean record) {
        mustNotBeStarted();
        settings.recordRoute = record;
    }

    @Override
    public SipURI getRecordRouteURI() {
        return settings.recordRouteUri(inbound());
    }

    @Override
    public boolean getRecurse() {
        return settings.recurse;
    }

    @Override
    public void setRecurse(boolean recurse) {
        settings.recurse = recurse;
    }

    @Override
    public boolean getParallel() {
        return parallel;
    }

    @Override
    public void setParallel(boolean atOnce) {
        parallel = atOnce;
    }

    @Override
    public boolean getSupervised() {
        return supervised;
    }

    @Override
    public void setSupervised(boolean supervise) {
        supervised = supervise;
    }

    @Override
    @Deprecated
    public boolean getStateful() {
        return stateful;
    }

    /** A hint that the container does not follow: it is always stateful, as the API permits. */
    @Override
    @Deprecated
    public void setStateful(boolean keepsState) {
        stateful = keepsState;
    }

    @Override
    public boolean getNoCancel() {
        return noCancel;
    }

    @Override
    public void setNoCancel(boolean keep) {
        noCancel = keep;
    }

    /** The time a search may take, s: the application's, or else that of its sip.xml. */
    @Override
    public int getProxyTimeout() {
        return timeoutGiven || parallel || sequentialTimeout == 0 ? proxyTimeout : sequentialTimeout;
    }

    @Override
    public void setProxyTimeout(int seconds) {
        if (seconds <= 0) {
            throw new IllegalArgumentException("a time-out of " + seconds + " s");
        }
        proxyTimeout = seconds;
        timeoutGiven = true;
    }

    @Override
    @Deprecated
    public int getSequentialSearchTimeout() {
        return sequentialTimeout;
    }

    @Override
    @Deprecated
    public void setSequentialSearchTimeout(int seconds) {
        sequentialTimeout = Math.max(0, seconds);
    }

    /** A branch of a parallel proxy may only search for a shorter time than the proxy itself. */
    int bounded(int seconds) {
        return parallel ? Math.min(seconds, proxyTimeout) : seconds;
    }

    @Override
    public void setOutboundInterface(InetAddress address) {
        settings.outbound = point(address);
    }

    @Override
    public void setOutboundInterface(InetSocketAddress address) {
        settings.outbound = point(address);
    }
}
