package io.bellhop.container.runtime;

import io.bellhop.container.app.ApplicationRuntime;
import jakarta.servlet.ServletContext;
import jakarta.servlet.sip.SipServlet;
import java.util.List;

/** The attributes of a servlet context that the container sets (JSR 289 3.2, 14.2). */
final class ContextAttributes {
    /** Those that are done, not those whose methods are merely carried. */
    private static final List<String> RFCS =
            List.of("2976", "3261", "3262", "3311", "3326", "3327", "3428", "3581", "4320", "6026", "8760");
    private static final List<String> NAMES = List.of(SipServlet.SIP_FACTORY, SipServlet.TIMER_SERVICE,
            SipServlet.SIP_SESSIONS_UTIL, SipServlet.SUPPORTED, SipServlet.SUPPORTED_RFCs,
            SipServlet.OUTBOUND_INTERFACES, SipServlet.PRACK_SUPPORTED);

    private ContextAttributes() {}

    static void set(ServletContext context, SipFactoryImpl factory, ApplicationRuntime application,
            ContainerRuntime container) {
        context.setAttribute(SipServlet.SIP_FACTORY, factory);
        context.setAttribute(SipServlet.TIMER_SERVICE, new TimerServiceImpl(application));
        context.setAttribute(SipServlet.SIP_SESSIONS_UTIL, new SipSessionsUtilImpl(application, container));
        context.setAttribute(SipServlet.SUPPORTED, List.of("100rel", "path"));
        context.setAttribute(SipServlet.SUPPORTED_RFCs, RFCS);
        context.setAttribute(SipServlet.PRACK_SUPPORTED, Boolean.TRUE);
        interfaces(context, container);
    }

    /** The connectors may have changed. */
    static void interfaces(ServletContext context, ContainerRuntime container) {
        context.setAttribute(SipServlet.OUTBOUND_INTERFACES, container.scope().points().interfaces());
    }

    static void remove(ServletContext context) {
        NAMES.forEach(context::removeAttribute);
    }
}
