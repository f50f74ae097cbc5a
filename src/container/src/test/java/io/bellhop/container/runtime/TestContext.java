package io.bellhop.container.runtime;

import jakarta.servlet.ServletContext;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/** A servlet context of attributes and init parameters alone. */
final class TestContext implements InvocationHandler {
    private final Map<String, Object> attributes = new HashMap<>();

    static ServletContext make() {
        return (ServletContext) Proxy.newProxyInstance(TestContext.class.getClassLoader(),
                new Class<?>[] {ServletContext.class}, new TestContext());
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "getAttribute" -> attributes.get(arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            case "removeAttribute" -> attributes.remove(arguments[0]);
            case "getInitParameter", "log" -> null;
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            case "toString" -> "test context";
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }
}
