package io.bellhop.tomcat;

import org.apache.catalina.session.StandardManager;
import org.apache.catalina.session.StandardSession;

/** Makes the HTTP sessions of a converged application. */
final class ConvergedManager extends StandardManager {
    private final Convergence convergence;

    ConvergedManager(Convergence convergence) {
        this.convergence = convergence;
    }

    @Override
    protected StandardSession getNewSession() {
        return new ConvergedSession(this, convergence);
    }
}
