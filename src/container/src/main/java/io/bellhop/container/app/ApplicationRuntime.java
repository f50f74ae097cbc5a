package io.bellhop.container.app;

import io.bellhop.container.ApplicationSpec;
import io.bellhop.container.InstanceFactory;
import io.bellhop.container.descriptor.ServletSelection;
import io.bellhop.container.descriptor.SipApplication;
import io.bellhop.container.security.SubscriberRealm;
import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** One application that runs: what its sessions, messages and callbacks refer to. Immutable but for its end. */
public final class ApplicationRuntime {
    private final String name;
    private final ServletContext context;
    private final ClassLoader loader;
    private final InstanceFactory instances;
    private final SipApplication descriptor;
    private final boolean blocking;
    private final AccessRules rules;
    private final SubscriberRealm realm;
    private final Map<String, ServletHolder> servlets;
    private final Listeners listeners;
    private final ConcurrentMap<String, Object> keyed = new ConcurrentHashMap<>();
    private final ServletHolder main;
    private final SessionKey sessionKey;
    private volatile List<Object> objects = List.of();
    private volatile boolean ended;

    /**
     * @param blocking whether its callbacks run on worker threads, since they may block
     */
    public ApplicationRuntime(String name, ApplicationSpec spec, boolean blocking, Map<String, ServletHolder> servlets,
            Listeners listeners) {
        this.name = name;
        context = spec.context();
        loader = spec.loader();
        instances = spec.instances();
        descriptor = spec.descriptor();
        realm = spec.realm();
        rules = new AccessRules(descriptor, name);
        this.blocking = blocking;
        this.servlets = Map.copyOf(servlets);
        this.listeners = listeners;
        sessionKey = spec.sessionKey() == null ? null : new SessionKey(name, spec.sessionKey(), loader);
        main = descriptor.selection() instanceof ServletSelection.Main selected ? servlets.get(selected.servletName())
                : null;
    }

    /** Its app-name. */
    public String name() {
        return name;
    }

    public ServletContext context() {
        return context;
    }

    public ClassLoader loader() {
        return loader;
    }

    public InstanceFactory instances() {
        return instances;
    }

    public boolean blocking() {
        return blocking;
    }

    public SipApplication descriptor() {
        return descriptor;
    }

    /** How long an application session lives untouched; 0 or less for ever (session-timeout). */
    public int sessionMinutes() {
        return descriptor.sessionTimeoutMinutes();
    }

    /** Who may do what. */
    public AccessRules rules() {
        return rules;
    }

    /** Who its callers are, or null. */
    public SubscriberRealm realm() {
        return realm;
    }

    public Listeners listeners() {
        return listeners;
    }

    /** The servlet of that name, or null. */
    public ServletHolder servlet(String servletName) {
        return servlets.get(servletName);
    }

    public Map<String, ServletHolder> servlets() {
        return servlets;
    }

    /** The servlet that gets every initial request, or null where mappings choose. */
    public ServletHolder main() {
        return main;
    }

    /** The first servlet of the descriptor. */
    public ServletHolder first() {
        return servlets.get(descriptor.servlets().get(0).name());
    }

    /** Its application sessions that were made by key (JSR 289 15.11.2). Any thread. */
    public ConcurrentMap<String, Object> keyed() {
        return keyed;
    }

    /** What finds the application session of an initial request (SipApplicationKey), or null. */
    public SessionKey sessionKey() {
        return sessionKey;
    }

    /** Everything that was made for it, to be retired. */
    public List<Object> objects() {
        return objects;
    }

    public void objects(List<Object> made) {
        objects = List.copyOf(made);
    }

    /** Whether it is being undeployed or is gone: no request is to reach it. Any thread. */
    public boolean ended() {
        return ended;
    }

    public void end() {
        ended = true;
    }
}
