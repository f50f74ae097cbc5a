package io.bellhop.container.descriptor;

import io.bellhop.container.descriptor.match.Condition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads servlets and what selects among them. */
final class ServletReader extends XmlSection {
    private final Map<String, ServletDefinition> servlets = new LinkedHashMap<>();
    private final PatternReader patterns;
    private final Set<String> annotated;

    /** @param annotated names of servlets that are declared elsewhere */
    ServletReader(Problems problems, Set<String> annotated) {
        super(problems);
        this.annotated = annotated;
        patterns = new PatternReader(problems);
    }

    /** All servlets of the application; afterwards their names are known. */
    List<ServletDefinition> servlets(XmlElement root) {
        Map<String, XmlElement> seen = new LinkedHashMap<>();
        for (XmlElement element : all(root, "servlet")) {
            ServletDefinition servlet = servlet(element);
            if (servlet == null) {
                continue;
            }
            XmlElement first = seen.putIfAbsent(servlet.name(), element);
            if (first != null) {
                problems.add(element, "a second servlet named \"" + servlet.name() + "\"; the first is in line "
                        + first.line);
            }
            servlets.putIfAbsent(servlet.name(), servlet);
        }
        return new ArrayList<>(servlets.values());
    }

    private ServletDefinition servlet(XmlElement element) {
        expectChildren(element, "servlet-name", "servlet-class", "init-param", "load-on-startup", "run-as",
                "security-role-ref", "enabled", "async-supported");
        String name = required(element, "servlet-name");
        String className = required(element, "servlet-class");
        Map<String, String> params = pairs(element, "init-param", "param-name", "param-value");
        XmlElement startup = optional(element, "load-on-startup");
        // an empty one is met in old descriptors and means: at any time while starting
        int order = startup == null ? -1 : startup.text().isEmpty() ? 0 : number(startup, -1);
        XmlElement runAs = optional(element, "run-as");
        String role = runAs == null ? null : required(runAs, "role-name");
        Map<String, String> roleRefs = pairs(element, "security-role-ref", "role-name", "role-link");
        String displayName = text(element, "display-name");
        return name == null ? null
                : new ServletDefinition(name, displayName, className, params, order, role, roleRefs);
    }

    /** To be called after {@link #servlets}. In SIP Servlet 1.0 mappings stand directly in the root. */
    ServletSelection selection(XmlElement root) {
        XmlElement selection = optional(root, "servlet-selection");
        if (selection == null) {
            return selectionIn(root);
        }
        expectChildren(selection, "main-servlet", "servlet-mapping");
        for (XmlElement mapping : all(root, "servlet-mapping")) {
            problems.add(mapping, "<servlet-mapping> belongs into <servlet-selection>, which is in line "
                    + selection.line);
        }
        return selectionIn(selection);
    }

    private ServletSelection selectionIn(XmlElement parent) {
        XmlElement main = optional(parent, "main-servlet");
        List<XmlElement> mappings = all(parent, "servlet-mapping");
        if (main != null) {
            if (!mappings.isEmpty()) {
                problems.add(mappings.get(0), "<servlet-mapping> beside <main-servlet>, which is in line " + main.line
                        + "; JSR 289 allows one of the two");
            }
            expectKnown(main, main.text());
            return new ServletSelection.Main(main.text());
        }
        if (mappings.isEmpty()) {
            return servlets.size() == 1
                    ? new ServletSelection.Main(servlets.keySet().iterator().next())
                    : new ServletSelection.None();
        }
        List<ServletMapping> read = new ArrayList<>();
        for (XmlElement element : mappings) {
            ServletMapping mapping = mapping(element);
            if (mapping != null) {
                read.add(mapping);
            }
        }
        return new ServletSelection.Mappings(read);
    }

    private ServletMapping mapping(XmlElement element) {
        expectChildren(element, "servlet-name", "pattern");
        String name = required(element, "servlet-name");
        if (name != null) {
            expectKnown(optional(element, "servlet-name"), name);
        }
        XmlElement pattern = optional(element, "pattern");
        if (pattern == null) {
            problems.add(element, "<servlet-mapping> lacks its <pattern>");
            return null;
        }
        Condition condition = patterns.read(pattern);
        return name == null || condition == null ? null : new ServletMapping(name, condition);
    }

    /** Tells where a name is none of a servlet, with the names that exist. */
    void expectKnown(XmlElement where, String name) {
        if (!servlets.containsKey(name) && !annotated.contains(name)) {
            String existing = servlets.isEmpty() ? "there is no servlet" : String.join(", ", servlets.keySet());
            problems.add(where, "no servlet is named \"" + name + "\"; expected one of: " + existing);
        }
    }
}
