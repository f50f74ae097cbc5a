package io.bellhop.container.descriptor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the readers of the parts of a descriptor share: looking into an element and telling what is missing. */
abstract class XmlSection {
    /** Children that any element may have and that mean nothing to a server. */
    private static final Set<String> FOR_PEOPLE = Set.of("description", "display-name", "icon");

    final Problems problems;

    XmlSection(Problems problems) {
        this.problems = problems;
    }

    /** Tells of each child that is none of these. */
    final void expectChildren(XmlElement parent, String... names) {
        List<String> known = List.of(names);
        for (XmlElement child : parent.children) {
            if (!known.contains(child.name) && !FOR_PEOPLE.contains(child.name)) {
                problems.add(child, "unknown element <" + child.name + "> in <" + parent.name + ">"
                        + Problems.expected(child.name, known));
            }
        }
    }

    static List<XmlElement> all(XmlElement parent, String name) {
        List<XmlElement> found = new ArrayList<>();
        for (XmlElement child : parent.children) {
            if (child.name.equals(name)) {
                found.add(child);
            }
        }
        return found;
    }

    /** The child of that name; null without one, a problem with a second one. */
    final XmlElement optional(XmlElement parent, String name) {
        List<XmlElement> found = all(parent, name);
        for (int i = 1; i < found.size(); i++) {
            problems.add(found.get(i), "a second <" + name + "> in <" + parent.name + ">; the first is in line "
                    + found.get(0).line);
        }
        return found.isEmpty() ? null : found.get(0);
    }

    /** The text of that child; null without one or where it is empty. */
    final String text(XmlElement parent, String name) {
        XmlElement child = optional(parent, name);
        return child == null || child.text().isEmpty() ? null : child.text();
    }

    /** The text of that child; a problem without one. */
    final String required(XmlElement parent, String name) {
        XmlElement child = optional(parent, name);
        if (child == null) {
            problems.add(parent, "<" + parent.name + "> lacks its <" + name + ">");
            return null;
        }
        if (child.text().isEmpty()) {
            problems.add(child, "<" + name + "> is empty");
            return null;
        }
        return child.text();
    }

    final List<String> texts(XmlElement parent, String name) {
        List<String> texts = new ArrayList<>();
        for (XmlElement child : all(parent, name)) {
            if (child.text().isEmpty()) {
                problems.add(child, "<" + name + "> is empty");
            } else {
                texts.add(child.text());
            }
        }
        return texts;
    }

    /** Pairs such as init-param: the text of one child by the text of another. */
    final Map<String, String> pairs(XmlElement parent, String pair, String key, String value) {
        Map<String, String> map = new LinkedHashMap<>();
        for (XmlElement element : all(parent, pair)) {
            expectChildren(element, key, value);
            String name = required(element, key);
            XmlElement content = optional(element, value);
            if (content == null) {
                problems.add(element, "<" + pair + "> lacks its <" + value + ">");
            } else if (name != null && map.putIfAbsent(name, content.text()) != null) {
                problems.add(element, "a second <" + pair + "> named \"" + name + "\"");
            }
        }
        return map;
    }

    /** A whole number; a problem and the fallback where it is none. */
    final int number(XmlElement element, int fallback) {
        try {
            return Integer.parseInt(element.text());
        } catch (NumberFormatException e) {
            problems.add(element, "<" + element.name + "> is a whole number, not \"" + element.text() + "\"");
            return fallback;
        }
    }
}
