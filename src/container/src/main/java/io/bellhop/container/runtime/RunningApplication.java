package io.bellhop.container.runtime;

import io.bellhop.container.DeployedApplication;
import io.bellhop.container.app.ApplicationRuntime;
import io.bellhop.container.app.ServletHolder;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletContextEvent;
import jakarta.servlet.sip.SipServletListener;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An application that runs, as the host sees it. */
final class RunningApplication implements DeployedApplication {
    private static final Logger LOG = Logger.getLogger(RunningApplication.class.getPackageName());

    private final ContainerRuntime container;
    private final ApplicationRuntime application;

    RunningApplication(ContainerRuntime container, ApplicationRuntime application) {
        this.container = container;
        this.application = application;
    }

    @Override
    public String name() {
        return application.name();
    }

    /** JSR 289 8.4: a servlet may send from now on. On the host's thread, with the application's class loader. */
    void tellInitialised() {
        withLoader(() -> {
            ContextAttributes.interfaces(application.context(), container);
            for (ServletHolder holder : application.servlets().values()) {
                if (holder.servlet() instanceof SipServlet servlet) {
                    tell(new SipServletContextEvent(application.context(), servlet));
                }
            }
        });
    }

    private void tell(SipServletContextEvent event) {
        for (SipServletListener listener : application.listeners().servlet()) {
            try {
                listener.servletInitialized(event);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, e, () -> application.name() + ": servletInitialized failed");
            }
        }
    }

    ApplicationRuntime application() {
        return application;
    }

    @Override
    public void undeploy() {
        if (application.ended()) {
            return;
        }
        application.end();
        container.forget(application);
        withLoader(() -> container.endSessions(application));
        discard();
    }

    /** Destroys its servlets and gives its objects back. */
    void discard() {
        application.end();
        withLoader(() -> {
            for (ServletHolder holder : application.servlets().values()) {
                destroy(holder);
            }
            application.objects().forEach(application.instances()::retire);
            ContextAttributes.remove(application.context());
        });
    }

    private void destroy(ServletHolder holder) {
        try {
            holder.servlet().destroy();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> application.name() + ": destroy of " + holder.name() + " failed");
        }
    }

    private void withLoader(Runnable task) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(application.loader());
        try {
            task.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
