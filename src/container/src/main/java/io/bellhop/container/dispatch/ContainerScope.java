package io.bellhop.container.dispatch;

import io.bellhop.container.ContainerOptions;
import io.bellhop.container.app.ApplicationRuntime;
import io.bellhop.container.message.ProxyMaker;
import io.bellhop.container.security.DigestAuthenticator;
import io.bellhop.container.security.DigestClient;
import jakarta.servlet.sip.ar.SipApplicationRouter;
import java.util.Map;

/** What all loops of one container share. Any thread. */
public final class ContainerScope {
    private final ContainerOptions options;
    private final LocalPoints points;
    private final Workers workers;
    private final ProxyMaker proxies;
    private final SipApplicationRouter router;
    private final DigestAuthenticator authenticator;
    private final RoutesBack routesBack = new RoutesBack();
    private final DigestClient digests = new DigestClient();
    private volatile Map<String, ApplicationRuntime> applications = Map.of();
    private volatile boolean open;

    public ContainerScope(ContainerOptions options, LocalPoints points, SipApplicationRouter router,
            ProxyMaker proxies, DigestAuthenticator authenticator) {
        this.options = options;
        this.points = points;
        this.router = router;
        this.proxies = proxies;
        this.authenticator = authenticator;
        workers = new Workers(options.workers(), options.queued());
    }

    ContainerOptions options() {
        return options;
    }

    public LocalPoints points() {
        return points;
    }

    public Workers workers() {
        return workers;
    }

    ProxyMaker proxies() {
        return proxies;
    }

    public SipApplicationRouter router() {
        return router;
    }

    RoutesBack routesBack() {
        return routesBack;
    }

    DigestClient digests() {
        return digests;
    }

    DigestAuthenticator authenticator() {
        return authenticator;
    }

    /** The applications by name; replaced as a whole. */
    public Map<String, ApplicationRuntime> applications() {
        return applications;
    }

    public void applications(Map<String, ApplicationRuntime> now) {
        applications = Map.copyOf(now);
    }

    public boolean isOpen() {
        return open;
    }

    public void open(boolean now) {
        open = now;
    }
}
