package io.bellhop.container.runtime;

import io.bellhop.container.descriptor.ServletDefinition;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.Enumeration;

/** What a servlet is initialised with. */
record ServletConfigImpl(ServletDefinition definition, ServletContext context) implements ServletConfig {
    @Override
    public String getServletName() {
        return definition.name();
    }

    @Override
    public ServletContext getServletContext() {
        return context;
    }

    @Override
    public String getInitParameter(String name) {
        return definition.initParams().get(name);
    }

    @Override
    public Enumeration<String> getInitParameterNames() {
        return Collections.enumeration(definition.initParams().keySet());
    }
}
