package io.bellhop.tomcat;

import io.bellhop.container.ApplicationServices;
import io.bellhop.container.session.SipApplicationSessionImpl;
import java.util.concurrent.Executor;
import org.apache.catalina.Context;
import org.apache.catalina.Engine;
import org.apache.catalina.Manager;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.session.StandardManager;
import org.apache.catalina.util.SessionConfig;

/**
 * The HTTP side of a context that has a SIP side (JSR 289 13): its HTTP sessions have application sessions. Rules that
 * keep HTTP threads and loops from waiting for each other: no loop ever ends an HTTP session or takes a lock of one; an
 * HTTP session leaves its application session before it takes its own lock to end.
 */
final class Convergence {
    private final Context context;
    private final ApplicationServices services;
    private final Executor workers;

    Convergence(Context context, ApplicationServices services, Executor workers) {
        this.context = context;
        this.services = services;
        this.workers = workers;
    }

    /** While the context starts, before its manager does. A manager of another make is left as it is. */
    void install() {
        for (Valve each : context.getPipeline().getValves()) {
            if (each instanceof ConvergedValve) {
                context.getPipeline().removeValve(each);
            }
        }
        Manager before = context.getManager();
        if (before.getClass() != StandardManager.class && before.getClass() != ConvergedManager.class) {
            return;
        }
        StandardManager standard = (StandardManager) before;
        ConvergedManager manager = new ConvergedManager(this);
        manager.setPathname(standard.getPathname());
        manager.setMaxActiveSessions(standard.getMaxActiveSessions());
        manager.setSessionAttributeNameFilter(standard.getSessionAttributeNameFilter());
        manager.setSessionAttributeValueClassNameFilter(standard.getSessionAttributeValueClassNameFilter());
        if (standard.getSessionIdGenerator() != null) {
            manager.setSessionIdGenerator(standard.getSessionIdGenerator());
        }
        context.setManager(manager);
        context.getPipeline().addValve(new ConvergedValve(this));
    }

    Executor workers() {
        return workers;
    }

    SipApplicationSessionImpl create() {
        return (SipApplicationSessionImpl) services.factory().createApplicationSession();
    }

    /** The application session of an encoded URL, or null. */
    SipApplicationSessionImpl find(String id) {
        return (SipApplicationSessionImpl) services.sessions().getApplicationSessionById(id);
    }

    /** How a session id is written into a URL: {@code ;jsessionid=}. */
    String idPrefix() {
        return ";" + SessionConfig.getSessionUriParamName(context) + "=";
    }

    String contextPath() {
        return context.getPath();
    }

    /** Host and port of a connector for that scheme, for sessions that no such request has reached yet. */
    String authority(String scheme, String host) {
        Engine engine = (Engine) context.getParent().getParent();
        String name = host == null ? context.getParent().getName() : host;
        for (Connector each : engine.getService().findConnectors()) {
            if (each.getScheme().equalsIgnoreCase(scheme)
                    && !(each.getProtocolHandler() instanceof SipProtocolHandler)) {
                int port = each.getProxyPort() > 0 ? each.getProxyPort() : each.getLocalPort();
                return (each.getProxyName() == null ? name : each.getProxyName()) + ":" + port;
            }
        }
        return name;
    }
}
