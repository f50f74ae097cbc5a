package io.bellhop.container.descriptor.match;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** One node of a mapping rule: immutable, and free of exceptions and regular expressions when evaluated. */
public sealed interface Condition {
    /** Whether the request is one that this rule describes. Any thread may call. */
    boolean matches(RequestView request);

    /** All of them match. */
    record And(List<Condition> conditions) implements Condition {
        public And {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean matches(RequestView request) {
            for (int i = 0; i < conditions.size(); i++) {
                if (!conditions.get(i).matches(request)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** At least one of them matches. */
    record Or(List<Condition> conditions) implements Condition {
        public Or {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean matches(RequestView request) {
            for (int i = 0; i < conditions.size(); i++) {
                if (conditions.get(i).matches(request)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The inner one does not match. */
    record Not(Condition condition) implements Condition {
        public Not {
            Objects.requireNonNull(condition);
        }

        @Override
        public boolean matches(RequestView request) {
            return !condition.matches(request);
        }
    }

    /** The variable is there and has this value. */
    record Equal(Variable variable, String value, boolean ignoreCase) implements Condition {
        public Equal {
            Objects.requireNonNull(variable);
            // so that comparing well-known methods ends with the identity check of String.equals
            value = value.intern();
        }

        @Override
        public boolean matches(RequestView request) {
            String actual = variable.read(request);
            return ignoreCase ? value.equalsIgnoreCase(actual) : value.equals(actual);
        }
    }

    /** The variable is there and has this value inside it. */
    record Contains(Variable variable, String value, boolean ignoreCase) implements Condition {
        public Contains {
            Objects.requireNonNull(variable);
            Objects.requireNonNull(value);
        }

        @Override
        public boolean matches(RequestView request) {
            String actual = variable.read(request);
            return actual != null && (ignoreCase ? containsIgnoringCase(actual) : actual.contains(value));
        }

        private boolean containsIgnoringCase(String actual) {
            for (int at = actual.length() - value.length(); at >= 0; at--) {
                if (actual.regionMatches(true, at, value, 0, value.length())) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The variable is there. */
    record Exists(Variable variable) implements Condition {
        public Exists {
            Objects.requireNonNull(variable);
        }

        @Override
        public boolean matches(RequestView request) {
            return variable.read(request) != null;
        }
    }

    /**
     * A host is the domain or lies inside it, label by label and whatever the case; a telephone number begins with the
     * given digits. An IP address is a subdomain of itself alone.
     */
    record SubdomainOf(Variable variable, String value) implements Condition {
        public SubdomainOf {
            Objects.requireNonNull(variable);
            boolean number = variable.isTelephoneNumber();
            value = number ? Variable.withoutSeparators(value) : value.toLowerCase(Locale.ROOT);
        }

        @Override
        public boolean matches(RequestView request) {
            String actual = variable.read(request);
            if (actual == null) {
                return false;
            }
            return variable.isTelephoneNumber() ? actual.startsWith(value) : isInDomain(actual);
        }

        private boolean isInDomain(String host) {
            int more = host.length() - value.length();
            if (more < 0 || !host.regionMatches(true, more, value, 0, value.length())) {
                return false;
            }
            return more == 0 || host.charAt(more - 1) == '.' && !endsAsAddress(host);
        }

        /** The last label of a domain name is never a number (RFC 3696, 2), that of an IPv4 address always is. */
        private static boolean endsAsAddress(String host) {
            char last = host.charAt(host.length() - 1);
            return last == ']' || last >= '0' && last <= '9' && host.indexOf('.') > 0 && isNumber(host);
        }

        private static boolean isNumber(String host) {
            for (int i = host.lastIndexOf('.') + 1; i < host.length(); i++) {
                if (host.charAt(i) < '0' || host.charAt(i) > '9') {
                    return false;
                }
            }
            return true;
        }
    }
}
