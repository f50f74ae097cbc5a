package io.bellhop.container.app;

import io.bellhop.container.InstanceFactory;
import jakarta.servlet.ServletContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** One application that runs: what its sessions, messages and callbacks refer to. Immutable but for its end. */
public final class ApplicationRuntime {
    private final String name;
    private final ServletContext context;
    private final ClassLoader loader;
    private final InstanceFactory instances;
    private final boolean blocking;
    private final int sessionMinutes;
    private final Map<String, ServletHolder> servlets;
    private final Listeners listeners;
    private final ConcurrentMap<String, Object> keyed = new ConcurrentHashMap<>();
    private volatile boolean ended;

    /**
     * @param blocking whether its callbacks run on worker threads, since they may block
     * @param sessionMinutes how long an application session lives untouched; 0 or less for ever (session-timeout)
     */
    public ApplicationRuntime(String name, ServletContext context, ClassLoader loader, InstanceFactory instances,
            boolean blocking, int sessionMinutes, Map<String, ServletHolder> servlets, Listeners listeners) {
        this.name = name;
        this.context = context;
        this.loader = loader;
        this.instances = instances;
        this.blocking = blocking;
        this.sessionMinutes = sessionMinutes;
        this.servlets = Map.copyOf(servlets);
        this.listeners = listeners;
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

    public int sessionMinutes() {
        return sessionMinutes;
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

    /** Its application sessions that were made by key (JSR 289 15.11.2). Any thread. */
    public ConcurrentMap<String, Object> keyed() {
        return keyed;
    }

    /** Whether it is being undeployed or is gone: no request is to reach it. Any thread. */
    public boolean ended() {
        return ended;
    }

    public void end() {
        ended = true;
    }
}
