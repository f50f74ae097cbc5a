package io.bellhop.tomcat;

import io.bellhop.container.session.SessionToken;
import io.bellhop.container.session.SipApplicationSessionImpl;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.Session;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** Joins the HTTP session of a request to the application session that its URL was encoded with (JSR 289 13.5). */
final class ConvergedValve extends ValveBase {
    private final Convergence convergence;

    ConvergedValve(Convergence convergence) {
        super(true);
        this.convergence = convergence;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        String id = request.getPathParameter(SessionToken.URL_PARAMETER);
        SipApplicationSessionImpl named = id == null ? null : convergence.find(id);
        Session session = request.getSessionInternal(named != null);
        if (session instanceof ConvergedSession converged) {
            converged.reached(request.getScheme(), request.getServerName(), request.getServerPort());
            if (named != null) {
                converged.join(named);
            }
        }
        getNext().invoke(request, response);
    }
}
