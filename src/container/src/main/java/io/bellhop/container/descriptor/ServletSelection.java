package io.bellhop.container.descriptor;

import io.bellhop.container.descriptor.match.RequestView;
import java.util.List;

/** Which servlet of an application an initial request goes to (JSR 289, 16.1 and 16.2). */
public sealed interface ServletSelection {
    /**
     * The name of the servlet that the request goes to, null if none is meant for it. Any thread may call.
     *
     * @param request an initial request
     */
    String select(RequestView request);

    /** All requests go to one servlet; also what holds where an application has one servlet and selects none. */
    record Main(String servletName) implements ServletSelection {
        @Override
        public String select(RequestView request) {
            return servletName;
        }
    }

    /** The first mapping that matches wins. */
    record Mappings(List<ServletMapping> mappings) implements ServletSelection {
        public Mappings {
            mappings = List.copyOf(mappings);
        }

        @Override
        public String select(RequestView request) {
            for (int i = 0; i < mappings.size(); i++) {
                ServletMapping mapping = mappings.get(i);
                if (mapping.pattern().matches(request)) {
                    return mapping.servletName();
                }
            }
            return null;
        }
    }

    /** The descriptor selects none, and it has none or several servlets. */
    record None() implements ServletSelection {
        @Override
        public String select(RequestView request) {
            return null;
        }
    }
}
