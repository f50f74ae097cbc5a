package io.bellhop.tomcat;

import io.bellhop.container.DeploymentException;
import io.bellhop.container.descriptor.ProxyConfig;
import io.bellhop.container.descriptor.ServletDefinition;
import io.bellhop.container.descriptor.ServletSelection;
import io.bellhop.container.descriptor.SipApplication;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.annotation.SipApplicationKey;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a descriptor and annotations say together; the descriptor comes first (JSR 289 18.1, 19.2). */
final class AnnotatedDescriptor {
    private static final SipApplication EMPTY = new SipApplication(null, null, null, false, Map.of(), List.of(),
            List.of(), new ServletSelection.None(), SipApplication.DEFAULT_SESSION_TIMEOUT_MINUTES,
            ProxyConfig.DEFAULT, List.of(), null, List.of(), List.of());

    private final SipApplication xml;
    private final SipAnnotations annotations;
    private final Map<String, String> application;

    private AnnotatedDescriptor(SipApplication xml, SipAnnotations annotations, Map<String, String> application) {
        this.xml = xml;
        this.annotations = annotations;
        this.application = application;
    }

    /**
     * @param xml what sip.xml says, or null without one
     * @param shown how messages name the application
     * @throws DeploymentException if they contradict each other
     */
    static SipApplication merge(SipApplication xml, SipAnnotations annotations, String shown)
            throws DeploymentException {
        Map<String, String> application = Map.of();
        for (Map<String, String> each : annotations.applications()) {
            if (!application.isEmpty() && !application.equals(each)) {
                throw new DeploymentException(shown + ": two packages with different @SipApplication: "
                        + name(application) + " and " + name(each), null);
            }
            application = each;
        }
        AnnotatedDescriptor both = new AnnotatedDescriptor(xml == null ? EMPTY : xml, annotations, application);
        return both.merged(shown);
    }

    private static String name(Map<String, String> application) {
        return application.getOrDefault("name", "unnamed");
    }

    private SipApplication merged(String shown) throws DeploymentException {
        List<ServletDefinition> servlets = servlets();
        List<String> listeners = new ArrayList<>(xml.listeners());
        annotations.listeners().stream().filter(each -> !listeners.contains(each)).forEach(listeners::add);
        return new SipApplication(appName(shown), first(xml.displayName(), application.get("displayName")),
                first(xml.description(), application.get("description")),
                xml.distributable() || isTrue(application.get("distributable")), xml.contextParams(), listeners,
                servlets, selection(servlets), sessionTimeout(), proxy(), xml.securityConstraints(), xml.login(),
                xml.securityRoles(), xml.namingEntries());
    }

    /** JSR 289 18.2.3: where both state a name it is the same one. */
    private String appName(String shown) throws DeploymentException {
        String stated = first(application.get("name"), null);
        if (xml.appName() != null && stated != null && !xml.appName().equals(stated)) {
            throw new DeploymentException(shown + ": <app-name> is " + xml.appName()
                    + ", but @SipApplication says " + stated, null);
        }
        return first(xml.appName(), first(stated, annotations.applicationName()));
    }

    private List<ServletDefinition> servlets() {
        List<ServletDefinition> all = new ArrayList<>(xml.servlets());
        for (ServletDefinition each : annotations.servlets()) {
            if (xml.servlet(each.name()) == null) {
                all.add(each);
            }
        }
        return all;
    }

    private ServletSelection selection(List<ServletDefinition> servlets) {
        if (!(xml.selection() instanceof ServletSelection.None)) {
            return xml.selection();
        }
        String main = first(application.get("mainServlet"), null);
        if (main != null) {
            return new ServletSelection.Main(main);
        }
        return servlets.size() == 1 ? new ServletSelection.Main(servlets.get(0).name()) : xml.selection();
    }

    /** A descriptor that states the default is taken for one that states nothing. */
    private int sessionTimeout() {
        String stated = application.get("sessionTimeout");
        return stated == null || xml.sessionTimeoutMinutes() != SipApplication.DEFAULT_SESSION_TIMEOUT_MINUTES
                ? xml.sessionTimeoutMinutes() : Integer.parseInt(stated);
    }

    private ProxyConfig proxy() {
        String stated = application.get("proxyTimeout");
        return stated == null || !xml.proxy().equals(ProxyConfig.DEFAULT) ? xml.proxy()
                : new ProxyConfig(Integer.parseInt(stated));
    }

    private static String first(String one, String other) {
        return one == null || one.isEmpty() ? other : one;
    }

    /** A boolean of a class file is an int. */
    private static boolean isTrue(String value) {
        return value != null && (value.equals("true") || value.equals("1"));
    }

    /**
     * The {@code @SipApplicationKey} method, or null without one (JSR 289 15.11.2).
     *
     * @throws DeploymentException if there are several, or it is not what it has to be
     */
    static Method key(SipAnnotations annotations, ClassLoader loader) throws DeploymentException {
        Method found = null;
        for (String className : annotations.keyClasses()) {
            for (Method each : methods(className, loader)) {
                if (!each.isAnnotationPresent(SipApplicationKey.class)) {
                    continue;
                }
                if (found != null) {
                    throw new DeploymentException("two @SipApplicationKey methods: " + found + " and " + each, null);
                }
                found = each;
            }
        }
        if (found != null && !isKey(found)) {
            throw new DeploymentException("@SipApplicationKey belongs to a public static method that takes a "
                    + "SipServletRequest and returns a String, not to " + found, null);
        }
        return found;
    }

    private static Method[] methods(String className, ClassLoader loader) throws DeploymentException {
        try {
            return loader.loadClass(className).getDeclaredMethods();
        } catch (ClassNotFoundException | LinkageError e) {
            throw new DeploymentException("class " + className + " can't be loaded: " + e, e);
        }
    }

    private static boolean isKey(Method method) {
        return Modifier.isStatic(method.getModifiers()) && Modifier.isPublic(method.getModifiers())
                && method.getReturnType() == String.class && method.getParameterCount() == 1
                && method.getParameterTypes()[0] == SipServletRequest.class;
    }
}
