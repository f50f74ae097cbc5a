package io.bellhop.server;

import io.bellhop.server.routing.Router;
import jakarta.servlet.ServletException;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import java.io.IOException;

/**
 * The stateful proxy (RFC 3261 section 16): every request goes to the phones of the user whom it names. The init-params
 * {@code fork}, {@code relay}, {@code recurse} and {@code search-seconds} are explained in {@code sip.xml}.
 *
 * <p>A request that begins something is routed by the list of steps in {@link Router}. One inside a dialog that we
 * record-routed (ACK, BYE, a second INVITE) is sent where the dialog goes by the container, after its callback here.
 */
public final class ProxyServlet extends SipServlet {

    private transient Router router;

    @Override
    public void init() {
        SipFactory factory = (SipFactory) getServletContext().getAttribute(SIP_FACTORY);
        router = Router.proxying(Server.of(getServletContext()), factory, RouterOptions.read(this));
    }

    @Override
    protected void doInvite(SipServletRequest request) throws ServletException, IOException {
        router.route(request);
    }

    @Override
    protected void doAck(SipServletRequest ack) {
        // the ACK of a 2xx follows its dialog; all others end at this server
    }

    @Override
    protected void doBye(SipServletRequest request) throws ServletException, IOException {
        router.route(request);
    }

    @Override
    protected void doCancel(SipServletRequest cancel) {
        // the container answers it and cancels the phones that ring
        router.cancelled(cancel);
    }

    @Override
    protected void doOptions(SipServletRequest request) throws ServletException, IOException {
        router.route(request);
    }

    @Override
    protected void doRegister(SipServletRequest request) throws ServletException, IOException {
        router.route(request);
    }

    @Override
    protected void doSubscribe(SipServletRequest request) throws ServletException, IOException {
        router.route(request);
    }

    @Override
    protected void doNotify(SipServletRequest request) throws ServletException, IOException {
        router.route(request);
    }

    @Override
    protected void doMessage(SipServletRequest request) throws ServletException, IOException {
        router.route(request);
    }

    @Override
    protected void doInfo(SipServletRequest request) throws ServletException, IOException {
        router.route(request);
    }

    @Override
    protected void doUpdate(SipServletRequest request) throws ServletException, IOException {
        router.route(request);
    }

    @Override
    protected void doRefer(SipServletRequest request) throws ServletException, IOException {
        router.route(request);
    }

    @Override
    protected void doPublish(SipServletRequest request) throws ServletException, IOException {
        router.route(request);
    }

    @Override
    protected void doPrack(SipServletRequest request) throws ServletException, IOException {
        router.route(request);
    }

    /** Methods that nobody has heard of are proxied like all others (RFC 3261 section 16.2). */
    @Override
    protected void doRequest(SipServletRequest request) throws ServletException, IOException {
        if (Methods.hasCallback(request.getMethod())) {
            super.doRequest(request);
        } else {
            router.route(request);
        }
    }

    @Override
    protected void doRedirectResponse(SipServletResponse response) {
        router.refused(response);
    }

    @Override
    protected void doErrorResponse(SipServletResponse response) {
        router.refused(response);
    }
}
