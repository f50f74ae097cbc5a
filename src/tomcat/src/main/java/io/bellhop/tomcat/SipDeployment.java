package io.bellhop.tomcat;

import io.bellhop.container.ApplicationServices;
import io.bellhop.container.ApplicationSpec;
import io.bellhop.container.DeployedApplication;
import io.bellhop.container.DeploymentException;
import io.bellhop.container.descriptor.SipApplication;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextAttributeListener;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRequestAttributeListener;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.lang.reflect.Method;
import java.util.EventListener;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import javax.naming.NamingException;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardContext;
import org.apache.tomcat.InstanceManager;

/**
 * The SIP side of one context: begins after the listeners of web.xml have been told of the context, ends before they
 * are told of its end.
 */
final class SipDeployment implements ServletContextListener {
    private static final List<Class<? extends EventListener>> WEB_KINDS = List.of(ServletContextListener.class,
            ServletContextAttributeListener.class, ServletRequestListener.class, ServletRequestAttributeListener.class,
            HttpSessionListener.class, HttpSessionAttributeListener.class, HttpSessionIdListener.class);

    private final SipServer server;
    private final String name;
    private final Context context;
    private final ServletContext servletContext;
    private final SipApplication descriptor;
    private final SipAnnotations annotations;
    private ApplicationServices services;
    private Method applicationKey;
    private ContextInstances instances;
    private DeployedApplication application;

    SipDeployment(SipServer server, String name, Context context, ServletContext servletContext,
                  SipApplication descriptor, SipAnnotations annotations) {
        this.server = server;
        this.name = name;
        this.context = context;
        this.servletContext = servletContext;
        this.descriptor = descriptor;
        this.annotations = annotations;
    }

    /** While the context may still be configured. */
    void prepare() throws DeploymentException {
        for (Map.Entry<String, String> each : descriptor.contextParams().entrySet()) {
            servletContext.setInitParameter(each.getKey(), each.getValue());
        }
        applicationKey = AnnotatedDescriptor.key(annotations, servletContext.getClassLoader());
        services = server.container().prepare(servletContext);
        instances = new ContextInstances(injecting(), new HashSet<>(descriptor.listeners()));
        for (String each : descriptor.listeners()) {
            addIfWeb(each);
        }
        new Convergence(context, services, server.realmWorkers()).install();
        servletContext.addListener(this);
    }

    /** From here on every object of the context is given what it asks for, those of web.xml as well. */
    private InstanceManager injecting() throws DeploymentException {
        SipNaming naming = new SipNaming((StandardContext) context, services);
        try {
            naming.bindAll(descriptor.appName() == null ? name : descriptor.appName());
        } catch (NamingException e) {
            throw new DeploymentException("java:comp/env/sip can't be bound: " + e, e);
        }
        InstanceManager made = new SipInstances(context.getInstanceManager(), naming, servletContext.getClassLoader(),
                context.getIgnoreAnnotations());
        context.setInstanceManager(made);
        servletContext.setAttribute(InstanceManager.class.getName(), made);
        return made;
    }

    private void addIfWeb(String className) throws DeploymentException {
        try {
            Class<?> type = servletContext.getClassLoader().loadClass(className);
            for (Class<? extends EventListener> kind : WEB_KINDS) {
                if (kind.isAssignableFrom(type)) {
                    servletContext.addListener((EventListener) instances.make(type));
                    return;
                }
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new DeploymentException("listener " + className + " can't be made: " + e, e);
        }
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            application = server.container().deploy(spec());
            server.deployed(name, application);
        } catch (DeploymentException e) {
            SipInitializer.tell(server, context, name, e.getMessage());
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private ApplicationSpec spec() {
        ClassLoader loader = servletContext.getClassLoader();
        return new ApplicationSpec(name, descriptor, servletContext, loader, instances,
                new CatalinaSubscribers(context, loader, server.realmWorkers()), applicationKey, services);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (application != null) {
            server.undeployed(name);
            application.undeploy();
            application = null;
        }
    }
}
