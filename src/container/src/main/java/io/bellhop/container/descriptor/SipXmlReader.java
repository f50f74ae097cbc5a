package io.bellhop.container.descriptor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads sip.xml as users write it: of JSR 289 or SIP Servlet 1.0, with any namespace prefixes or none, elements in any
 * order, values padded with white space. All problems are told at once. Nothing is fetched from anywhere.
 */
public final class SipXmlReader {
    private static final Set<String> NAMING = Set.of("env-entry", "ejb-ref", "ejb-local-ref", "service-ref",
            "resource-ref", "resource-env-ref", "message-destination-ref", "message-destination",
            "persistence-context-ref", "persistence-unit-ref", "post-construct", "pre-destroy", "data-source");

    private SipXmlReader() {
    }

    /**
     * Reads a file. Any thread may call.
     *
     * @throws IOException if the file can't be read
     * @throws DescriptorException if something in it is wrong
     */
    public static SipApplication read(Path file) throws IOException, DescriptorException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        }
    }

    /**
     * Reads a stream, which stays open. Any thread may call.
     *
     * @param file what messages call it
     * @throws IOException if the stream can't be read
     * @throws DescriptorException if something in it is wrong
     */
    public static SipApplication read(InputStream in, String file) throws IOException, DescriptorException {
        return read(in, file, Set.of());
    }

    /**
     * As {@link #read(InputStream, String)}, for an application that has further servlets.
     *
     * @param annotated the names of servlets that are declared by annotation; the descriptor may refer to them
     */
    public static SipApplication read(InputStream in, String file, Set<String> annotated)
            throws IOException, DescriptorException {
        Problems problems = new Problems(file);
        XmlElement root = XmlTree.read(in, problems);
        SipApplication application = root == null ? null : new RootReader(problems, annotated).read(root);
        problems.throwIfAny();
        return application;
    }

    /** Reads the root element; what it returns is of use only where there are no problems. */
    private static final class RootReader extends XmlSection {
        private final ServletReader servlets;
        private final SecurityReader security;

        RootReader(Problems problems, Set<String> annotated) {
            super(problems);
            servlets = new ServletReader(problems, annotated);
            security = new SecurityReader(problems, servlets);
        }

        SipApplication read(XmlElement root) {
            if (!root.name.equals("sip-app")) {
                problems.add(root, "the root element is <sip-app>, not <" + root.name + ">");
                return null;
            }
            expectKnownChildren(root);
            List<ServletDefinition> definitions = servlets.servlets(root);
            return new SipApplication(
                    appName(root), text(root, "display-name"), text(root, "description"),
                    optional(root, "distributable") != null,
                    pairs(root, "context-param", "param-name", "param-value"),
                    listeners(root), definitions, servlets.selection(root),
                    sessionTimeout(root), proxy(root),
                    security.constraints(root), security.login(root), security.roles(root), namingEntries(root));
        }

        private void expectKnownChildren(XmlElement root) {
            List<String> names = new ArrayList<>(List.of("app-name", "distributable", "context-param", "listener",
                    "servlet", "servlet-selection", "servlet-mapping", "main-servlet", "session-config",
                    "proxy-config", "security-constraint", "login-config", "security-role",
                    "locale-encoding-mapping-list"));
            NAMING.stream().sorted().forEach(names::add);
            expectChildren(root, names.toArray(String[]::new));
        }

        private String appName(XmlElement root) {
            XmlElement name = optional(root, "app-name");
            if (name != null && name.text().isEmpty()) {
                problems.add(name, "<app-name> is empty");
            }
            return name == null ? null : name.text();
        }

        private List<String> listeners(XmlElement root) {
            List<String> listeners = new ArrayList<>();
            for (XmlElement element : all(root, "listener")) {
                expectChildren(element, "listener-class");
                String className = required(element, "listener-class");
                if (className != null) {
                    listeners.add(className);
                }
            }
            return listeners;
        }

        private int sessionTimeout(XmlElement root) {
            XmlElement config = optional(root, "session-config");
            if (config == null) {
                return SipApplication.DEFAULT_SESSION_TIMEOUT_MINUTES;
            }
            expectChildren(config, "session-timeout");
            XmlElement timeout = optional(config, "session-timeout");
            return timeout == null ? SipApplication.DEFAULT_SESSION_TIMEOUT_MINUTES
                    : number(timeout, SipApplication.DEFAULT_SESSION_TIMEOUT_MINUTES);
        }

        /** SIP Servlet 1.0 has one timeout, for each branch of a sequential search. */
        private ProxyConfig proxy(XmlElement root) {
            XmlElement config = optional(root, "proxy-config");
            if (config == null) {
                return ProxyConfig.DEFAULT;
            }
            expectChildren(config, "proxy-timeout", "sequential-search-timeout");
            XmlElement timeout = optional(config, "proxy-timeout");
            timeout = timeout == null ? optional(config, "sequential-search-timeout") : timeout;
            if (timeout == null) {
                return ProxyConfig.DEFAULT;
            }
            int seconds = number(timeout, 1);
            if (seconds <= 0) {
                problems.add(timeout, "<" + timeout.name + "> is a number of seconds above zero, not " + seconds);
            }
            return new ProxyConfig(seconds);
        }

        private List<NamingEntry> namingEntries(XmlElement root) {
            List<NamingEntry> entries = new ArrayList<>();
            for (XmlElement element : root.children) {
                if (NAMING.contains(element.name)) {
                    Map<String, String> values = new LinkedHashMap<>();
                    element.children.forEach(child -> values.putIfAbsent(child.name, child.text()));
                    entries.add(new NamingEntry(element.name, values));
                }
            }
            return entries;
        }
    }
}
