package io.bellhop.tomcat;

import jakarta.servlet.sip.SipServlet;

/** A servlet that does nothing. */
public class Quiet extends SipServlet {
    private static final long serialVersionUID = 1L;
}
