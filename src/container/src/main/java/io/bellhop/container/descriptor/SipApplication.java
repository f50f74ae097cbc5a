package io.bellhop.container.descriptor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What sip.xml says of an application (JSR 289, 19.3). Collections are never null.
 *
 * @param appName its name for the application router; null where sip.xml has none (SIP Servlet 1.0 knows no app-name;
 *     the host then takes the name of the archive)
 * @param displayName for people; null if there is none
 * @param description for people; null if there is none
 * @param distributable whether its sessions may move between servers
 * @param contextParams init parameters of the servlet context, in their order
 * @param listeners class names of listeners, in their order
 * @param servlets its servlets, in their order; names are unique
 * @param selection which servlet an initial request goes to
 * @param sessionTimeoutMinutes how long an application session lives; zero or less means for ever
 * @param proxy timeouts of the Proxy interface
 * @param securityConstraints which requests need whose authentication, in their order
 * @param login how callers are authenticated; null where sip.xml does not say
 * @param securityRoles the roles that the application knows, in their order
 * @param namingEntries what is looked up by JNDI, such as env-entry and resource-ref, untouched
 */
public record SipApplication(
        String appName,
        String displayName,
        String description,
        boolean distributable,
        Map<String, String> contextParams,
        List<String> listeners,
        List<ServletDefinition> servlets,
        ServletSelection selection,
        int sessionTimeoutMinutes,
        ProxyConfig proxy,
        List<SecurityConstraint> securityConstraints,
        LoginConfig login,
        List<String> securityRoles,
        List<NamingEntry> namingEntries) {
    /** JSR 289, 6.1.2: the session timeout of an application that states none. */
    public static final int DEFAULT_SESSION_TIMEOUT_MINUTES = 3;

    public SipApplication {
        contextParams = copy(contextParams);
        listeners = List.copyOf(listeners);
        servlets = List.copyOf(servlets);
        securityConstraints = List.copyOf(securityConstraints);
        securityRoles = List.copyOf(securityRoles);
        namingEntries = List.copyOf(namingEntries);
    }

    static Map<String, String> copy(Map<String, String> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** The servlet of that name, or null. */
    public ServletDefinition servlet(String name) {
        for (ServletDefinition servlet : servlets) {
            if (servlet.name().equals(name)) {
                return servlet;
            }
        }
        return null;
    }
}
