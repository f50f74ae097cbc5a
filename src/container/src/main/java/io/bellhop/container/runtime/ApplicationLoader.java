package io.bellhop.container.runtime;

import io.bellhop.container.ApplicationSpec;
import io.bellhop.container.DeploymentException;
import io.bellhop.container.app.ApplicationRuntime;
import io.bellhop.container.app.Listeners;
import io.bellhop.container.app.ServletHolder;
import io.bellhop.container.descriptor.ServletDefinition;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the objects of an application and initialises its servlets (JSR 289 3.1, 19.3). */
final class ApplicationLoader {
    /** The init parameter of the context that says whether callbacks may block; they may where it is absent. */
    static final String BLOCKING = "io.bellhop.blocking";

    private final ContainerRuntime container;
    private final ApplicationSpec spec;
    private final List<Object> made = new ArrayList<>();
    private final List<Servlet> initialised = new ArrayList<>();

    ApplicationLoader(ContainerRuntime container, ApplicationSpec spec) {
        this.container = container;
        this.spec = spec;
    }

    /** @throws DeploymentException if anything fails; everything made has been given back then */
    ApplicationRuntime load() throws DeploymentException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(spec.loader());
        try {
            return make();
        } catch (DeploymentException | RuntimeException e) {
            giveBack();
            throw e;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private ApplicationRuntime make() throws DeploymentException {
        Services services = (Services) (spec.services() == null ? container.prepare(spec.context()) : spec.services());
        List<Object> listeners = new ArrayList<>();
        for (String name : spec.descriptor().listeners()) {
            listeners.add(instance(name, "listener"));
        }
        Map<String, ServletHolder> servlets = new LinkedHashMap<>();
        for (ServletDefinition definition : inOrder()) {
            Object instance = instance(definition.className(), "servlet");
            if (!(instance instanceof Servlet servlet)) {
                throw new DeploymentException(definition.className() + " is no servlet", null);
            }
            servlets.put(definition.name(), new ServletHolder(definition.name(), servlet));
        }
        ApplicationRuntime application = new ApplicationRuntime(name(), spec, blocking(), servlets,
                new Listeners(listeners));
        services.application(application);
        for (ServletDefinition definition : inOrder()) {
            initialise(servlets.get(definition.name()).servlet(), definition);
        }
        application.objects(made);
        return application;
    }

    private String name() {
        return spec.descriptor().appName() != null ? spec.descriptor().appName() : spec.name();
    }

    private boolean blocking() {
        String said = spec.descriptor().contextParams().get(BLOCKING);
        if (said == null) {
            said = spec.context().getInitParameter(BLOCKING);
        }
        return said == null || !said.strip().equalsIgnoreCase("false");
    }

    /** Those that state a load-on-startup first, in its order; the others as they stand in the descriptor. */
    private List<ServletDefinition> inOrder() {
        List<ServletDefinition> ordered = new ArrayList<>(spec.descriptor().servlets());
        ordered.sort(Comparator.comparingInt(
                definition -> definition.loadOnStartup() < 0 ? Integer.MAX_VALUE : definition.loadOnStartup()));
        return ordered;
    }

    private Object instance(String className, String what) throws DeploymentException {
        try {
            Object instance = spec.instances().make(Class.forName(className, true, spec.loader()));
            if (!made.contains(instance)) {
                made.add(instance);
            }
            return instance;
        } catch (ClassNotFoundException e) {
            throw new DeploymentException(what + " class " + className + " is not in the application", e);
        } catch (ReflectiveOperationException | LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new DeploymentException(what + " " + className + " can't be made: " + cause, e);
        }
    }

    private void initialise(Servlet servlet, ServletDefinition definition) throws DeploymentException {
        try {
            servlet.init(new ServletConfigImpl(definition, spec.context()));
            initialised.add(servlet);
        } catch (ServletException | RuntimeException | LinkageError e) {
            throw new DeploymentException("servlet " + definition.name() + " failed to initialise: " + e, e);
        }
    }

    private void giveBack() {
        initialised.forEach(Servlet::destroy);
        made.forEach(spec.instances()::retire);
        ContextAttributes.remove(spec.context());
    }
}
