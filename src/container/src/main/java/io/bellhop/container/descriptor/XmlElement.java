package io.bellhop.container.descriptor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An element, where it begins, and what is in it. Names are without their namespace prefixes. */
final class XmlElement {
    final String name;
    final int line;
    final int column;
    final Map<String, String> attributes = new LinkedHashMap<>();
    final List<XmlElement> children = new ArrayList<>();
    final StringBuilder characters = new StringBuilder();

    XmlElement(String name, int line, int column) {
        this.name = name;
        this.line = line;
        this.column = column;
    }

    /** The text directly in it, without the white space around it. */
    String text() {
        return characters.toString().strip();
    }
}
