package io.bellhop.container.descriptor;

import java.util.Map;

/**
 * An element that asks the host for something to be looked up by JNDI; its children are kept as they are.
 *
 * @param kind the name of the element, such as env-entry or resource-ref
 * @param values the texts of its children by their element names
 */
public record NamingEntry(String kind, Map<String, String> values) {
    public NamingEntry {
        values = SipApplication.copy(values);
    }
}
