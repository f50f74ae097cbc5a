package io.bellhop.arquillian.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.sip.B2buaHelper;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletMessage;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.UAMode;
import java.io.IOException;

/** A back-to-back user agent: calls whoever the header X-Callee names. */
public class Relaying extends SipServlet {
    private static final long serialVersionUID = 1L;

    private SipFactory factory() {
        return (SipFactory) getServletContext().getAttribute(SIP_FACTORY);
    }

    @Override
    protected void doInvite(SipServletRequest invite) throws ServletException, IOException {
        SipServletRequest leg = invite.getB2buaHelper().createRequest(invite, true, null);
        leg.setRequestURI(factory().createURI(invite.getHeader("X-Callee")));
        leg.send();
    }

    @Override
    protected void doAck(SipServletRequest ack) throws IOException {
        B2buaHelper helper = ack.getB2buaHelper();
        SipSession other = helper.getLinkedSession(ack.getSession());
        for (SipServletMessage message : helper.getPendingMessages(other, UAMode.UAC)) {
            ((SipServletResponse) message).createAck().send();
        }
    }

    @Override
    protected void doCancel(SipServletRequest cancel) throws IOException {
        B2buaHelper helper = cancel.getB2buaHelper();
        helper.createCancel(helper.getLinkedSession(cancel.getSession())).send();
    }

    @Override
    protected void doBye(SipServletRequest bye) throws IOException {
        B2buaHelper helper = bye.getB2buaHelper();
        helper.createRequest(helper.getLinkedSession(bye.getSession()), bye, null).send();
        bye.createResponse(200).send();
    }

    @Override
    protected void doResponse(SipServletResponse response) throws IOException {
        SipServletRequest request = response.getRequest();
        SipServletRequest other = request.getB2buaHelper().getLinkedSipServletRequest(request);
        if (other != null && !other.isCommitted()) {
            other.createResponse(response.getStatus()).send();
        }
    }
}
