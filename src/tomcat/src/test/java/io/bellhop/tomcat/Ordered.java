package io.bellhop.tomcat;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.sip.SipServlet;

/** A servlet that is a listener of the context too, and notes in the context when it is told. */
public class Ordered extends SipServlet implements ServletContextListener {
    private static final long serialVersionUID = 1L;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        event.getServletContext().setAttribute("told", this);
        event.getServletContext().setAttribute("parameter", event.getServletContext().getInitParameter("colour"));
    }
}
