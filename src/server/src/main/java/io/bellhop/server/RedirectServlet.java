package io.bellhop.server;

import io.bellhop.server.routing.Router;
import jakarta.servlet.ServletException;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import java.io.IOException;

/**
 * The redirect server (RFC 3261 section 8.3): the caller is told the phones of the user whom it names, and calls them
 * itself. Takes the init-param {@code relay}, explained in {@code sip.xml}, for domains that are not ours.
 */
public final class RedirectServlet extends SipServlet {

    private transient Router router;

    @Override
    public void init() {
        router = Router.redirecting(Server.of(getServletContext()), RouterOptions.read(this));
    }

    @Override
    protected void doInvite(SipServletRequest request) throws ServletException, IOException {
        router.route(request);
    }

    @Override
    protected void doAck(SipServletRequest ack) {
        // the ACK of a redirection ends here; the call itself is between the phones
    }

    @Override
    protected void doCancel(SipServletRequest cancel) {
        // the container answers it; nothing rings
    }

    /** Every other method is redirected as an INVITE is. */
    @Override
    protected void doRequest(SipServletRequest request) throws ServletException, IOException {
        switch (request.getMethod()) {
            case "INVITE", "ACK", "CANCEL" -> super.doRequest(request);
            default -> router.route(request);
        }
    }
}
