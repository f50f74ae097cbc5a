package io.bellhop.arquillian.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import java.io.IOException;

/** A user agent server: answers OPTIONS, takes calls and lets them end. */
public class Answering extends SipServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doOptions(SipServletRequest request) throws ServletException, IOException {
        request.createResponse(200).send();
    }

    @Override
    protected void doInvite(SipServletRequest request) throws ServletException, IOException {
        request.createResponse(180).send();
        request.createResponse(200).send();
    }

    @Override
    protected void doBye(SipServletRequest request) throws ServletException, IOException {
        request.createResponse(200).send();
    }
}
