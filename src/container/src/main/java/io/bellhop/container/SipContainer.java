package io.bellhop.container;

import jakarta.servlet.ServletContext;

/**
 * The container of one server: deployed applications, the application router, and the stack they share. The host
 * (Tomcat) makes one and deploys into it; any thread may call.
 */
public interface SipContainer extends AutoCloseable {
    /**
     * Makes what an application uses the container by, and sets the context's attributes (JSR 289 3.2): to be called
     * while the context starts, before any of the application's objects is made.
     */
    ApplicationServices prepare(ServletContext context);

    /**
     * Makes an application known, loads its servlets and listeners and initialises them (JSR 289 8.1).
     * Requests reach it once this returned and the container is {@link #open()}.
     *
     * @throws DeploymentException if a class is missing, is no servlet, or its init fails; nothing of it stays then
     */
    DeployedApplication deploy(ApplicationSpec application) throws DeploymentException;

    /** The connectors are up: requests are taken, and every application is told servletInitialized (JSR 289 8.4). */
    void open();

    /** The live figures, for metrics. */
    ContainerFigures figures();

    /** Stops every application and the stack. */
    @Override
    void close();
}
