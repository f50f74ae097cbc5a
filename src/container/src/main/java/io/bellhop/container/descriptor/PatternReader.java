package io.bellhop.container.descriptor;

import io.bellhop.container.descriptor.match.Condition;
import io.bellhop.container.descriptor.match.Variable;
import java.util.ArrayList;
import java.util.List;

/** Reads the pattern of a servlet-mapping (SIP Servlet 1.0, 11.2). Where it returns null it has told of a problem. */
final class PatternReader extends XmlSection {
    private static final List<String> CONDITIONS =
            List.of("and", "or", "not", "equal", "contains", "exists", "subdomain-of");

    PatternReader(Problems problems) {
        super(problems);
    }

    Condition read(XmlElement pattern) {
        return only(pattern);
    }

    /** The one condition in an element. */
    private Condition only(XmlElement parent) {
        List<Condition> conditions = conditionsIn(parent);
        if (parent.children.size() > 1) {
            problems.add(parent.children.get(1), "<" + parent.name + "> holds one condition; put several into <and> or"
                    + " <or>");
        }
        return conditions.isEmpty() ? null : conditions.get(0);
    }

    private List<Condition> conditionsIn(XmlElement parent) {
        List<Condition> conditions = new ArrayList<>();
        for (XmlElement child : parent.children) {
            Condition condition = condition(child, parent);
            if (condition != null) {
                conditions.add(condition);
            }
        }
        if (parent.children.isEmpty()) {
            problems.add(parent, "<" + parent.name + "> is empty; expected one of " + String.join(", ", CONDITIONS));
        }
        return conditions;
    }

    private Condition condition(XmlElement element, XmlElement parent) {
        return switch (element.name) {
            case "and" -> new Condition.And(conditionsIn(element));
            case "or" -> new Condition.Or(conditionsIn(element));
            case "not" -> {
                Condition inner = only(element);
                yield inner == null ? null : new Condition.Not(inner);
            }
            case "equal", "contains", "subdomain-of" -> comparison(element);
            case "exists" -> {
                expectChildren(element, "var");
                Variable variable = variable(element);
                yield variable == null ? null : new Condition.Exists(variable);
            }
            default -> {
                problems.add(element, "unknown condition <" + element.name + "> in <" + parent.name
                        + ">" + Problems.expected(element.name, CONDITIONS));
                yield null;
            }
        };
    }

    private Condition comparison(XmlElement element) {
        expectChildren(element, "var", "value");
        Variable variable = variable(element);
        XmlElement value = optional(element, "value");
        if (value == null) {
            problems.add(element, "<" + element.name + "> lacks its <value>");
            return null;
        }
        boolean ignoreCase = ignoreCase(element) | ignoreCase(optional(element, "var")) | ignoreCase(value);
        if (variable == null) {
            return null;
        }
        return switch (element.name) {
            case "equal" -> new Condition.Equal(variable, value.text(), ignoreCase);
            case "contains" -> new Condition.Contains(variable, value.text(), ignoreCase);
            default -> subdomainOf(element, variable, value);
        };
    }

    private Condition subdomainOf(XmlElement element, Variable variable, XmlElement value) {
        if (!variable.hasSubdomains() || value.text().isEmpty()) {
            problems.add(element, "<subdomain-of> compares a variable that ends in .host or .tel with a domain or a"
                    + " number");
            return null;
        }
        return new Condition.SubdomainOf(variable, value.text());
    }

    /** The DTD of SIP Servlet 1.0 has the attribute at the condition; it is met at the variable too. */
    private boolean ignoreCase(XmlElement element) {
        String value = element == null ? null : element.attributes.get("ignore-case");
        if (value == null) {
            return false;
        }
        boolean yes = value.strip().equalsIgnoreCase("true") || value.strip().equals("1");
        if (!yes && !value.strip().equalsIgnoreCase("false") && !value.strip().equals("0")) {
            problems.add(element, "ignore-case is \"true\" or \"false\", not \"" + value + "\"");
        }
        return yes;
    }

    private Variable variable(XmlElement parent) {
        String name = required(parent, "var");
        if (name == null) {
            return null;
        }
        Variable variable = Variable.named(name);
        if (variable == null) {
            problems.add(optional(parent, "var"), "unknown variable \"" + name + "\""
                    + Problems.expected(name, Variable.names()));
        }
        return variable;
    }
}
