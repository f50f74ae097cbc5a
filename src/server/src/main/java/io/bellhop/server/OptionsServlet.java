package io.bellhop.server;

import io.bellhop.server.routing.Router;
import io.bellhop.server.step.Exchange;
import io.bellhop.server.step.Extensions;
import io.bellhop.server.step.Outcome;
import io.bellhop.server.step.Steps;
import jakarta.servlet.ServletException;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipURI;
import java.io.IOException;
import java.util.StringJoiner;

/**
 * Answers an OPTIONS that asks this server itself what it can do (RFC 3261 section 11.2), which many phones and
 * monitors send as a sign of life; one that asks a user's phone is proxied. Takes the init-params of the proxy.
 */
public final class OptionsServlet extends SipServlet {

    private transient Server server;
    private transient Router router;
    private transient Steps<Asked> answering;
    private String supported;

    @Override
    public void init() {
        server = Server.of(getServletContext());
        SipFactory factory = (SipFactory) getServletContext().getAttribute(SIP_FACTORY);
        router = Router.proxying(server, factory, RouterOptions.read(this));
        supported = supported();
        answering = Steps.of(new Extensions("Require"), this::answer);
    }

    private String supported() {
        StringJoiner extensions = new StringJoiner(", ");
        if (getServletContext().getAttribute(SUPPORTED) instanceof Iterable<?> known) {
            known.forEach(extension -> extensions.add(extension.toString()));
        }
        return extensions.toString();
    }

    @Override
    protected void doOptions(SipServletRequest request) throws ServletException, IOException {
        if (asksUs(request)) {
            answering.run(new Asked(request));
        } else {
            router.route(request);
        }
    }

    private boolean asksUs(SipServletRequest request) {
        return request.getRequestURI() instanceof SipURI uri
                && (uri.getUser() == null || uri.getUser().isEmpty())
                && request.getHeader("Route") == null
                && server.domains().includes(uri);
    }

    private Outcome answer(Asked asked) throws IOException {
        SipServletResponse ok = asked.request().createResponse(200);
        ok.setHeader("Allow", Methods.ALLOW);
        ok.setHeader("Accept", "application/sdp");
        ok.setHeader("Supported", supported);
        ok.send();
        return Outcome.DONE;
    }

    private static final class Asked extends Exchange {
        Asked(SipServletRequest request) {
            super(request);
        }
    }
}
