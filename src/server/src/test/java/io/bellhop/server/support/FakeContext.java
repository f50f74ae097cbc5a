package io.bellhop.server.support;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.sip.SipServlet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A servlet context with parameters and attributes, as a container hands it to the SAR. */
public final class FakeContext {

    private final Map<String, String> parameters = new HashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();

    public FakeContext() {
        attributes.put(SipServlet.SIP_FACTORY, FakeFactory.make());
        attributes.put(SipServlet.SUPPORTED, List.of("timer", "100rel"));
    }

    public FakeContext with(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    public ServletContext asContext() {
        return Fakes.of(ServletContext.class, this);
    }

    /** The configuration of a servlet with the given init-params, name and value in turn. */
    public ServletConfig servlet(String... initParameters) {
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < initParameters.length; i += 2) {
            named.put(initParameters[i], initParameters[i + 1]);
        }
        return Fakes.of(ServletConfig.class, new Config(this, named));
    }

    public String getInitParameter(String name) {
        return parameters.get(name);
    }

    public Object getAttribute(String name) {
        return attributes.get(name);
    }

    public void setAttribute(String name, Object value) {
        attributes.put(name, value);
    }

    /** A servlet's configuration. */
    public record Config(FakeContext context, Map<String, String> parameters) {

        public String getInitParameter(String name) {
            return parameters.get(name);
        }

        public ServletContext getServletContext() {
            return context.asContext();
        }

        public String getServletName() {
            return "servlet";
        }
    }
}
