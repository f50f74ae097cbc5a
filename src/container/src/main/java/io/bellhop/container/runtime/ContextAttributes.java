package io.bellhop.container.runtime;

import io.bellhop.container.ApplicationServices;
import jakarta.servlet.ServletContext;
import jakarta.servlet.sip.SipServlet;
import java.util.List;

/** The attributes of a servlet context that the container sets (JSR 289 3.2, 14.2). */
final class ContextAttributes {
    /** Those that are done, not those whose methods are merely carried. */
    private static final List<String> RFCS =
            List.of("2976", "3261", "3262", "3311", "3326", "3327", "3428", "3581",
                    "3891", "3911", "4320", "6026", "8760");
    private static final List<String> NAMES = List.of(SipServlet.SIP_FACTORY, SipServlet.TIMER_SERVICE,
            SipServlet.SIP_SESSIONS_UTIL, SipServlet.SUPPORTED, SipServlet.SUPPORTED_RFCs,
            SipServlet.OUTBOUND_INTERFACES, SipServlet.PRACK_SUPPORTED);

    private ContextAttributes() {}

    static void set(ServletContext context, ApplicationServices services, ContainerRuntime container) {
        set(context, SipServlet.SIP_FACTORY, services.factory());
        set(context, SipServlet.TIMER_SERVICE, services.timers());
        set(context, SipServlet.SIP_SESSIONS_UTIL, services.sessions());
        set(context, SipServlet.SUPPORTED, List.of("100rel", "join", "path", "replaces"));
        set(context, SipServlet.SUPPORTED_RFCs, RFCS);
        set(context, SipServlet.PRACK_SUPPORTED, Boolean.TRUE);
        interfaces(context, container);
    }

    /** Under both names: an application that was moved from javax may have put the old one together itself. */
    private static void set(ServletContext context, String name, Object value) {
        context.setAttribute(name, value);
        context.setAttribute(old(name), value);
    }

    private static String old(String name) {
        return "javax" + name.substring("jakarta".length());
    }

    /** The connectors may have changed. */
    static void interfaces(ServletContext context, ContainerRuntime container) {
        set(context, SipServlet.OUTBOUND_INTERFACES, container.scope().points().interfaces());
    }

    static void remove(ServletContext context) {
        for (String name : NAMES) {
            context.removeAttribute(name);
            context.removeAttribute(old(name));
        }
    }
}
