package io.bellhop.server.support;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Lends an interface of the API to a small class that has only those of its methods that a test needs. */
public final class Fakes {

    private Fakes() {
    }

    /** An object whose calls end in the public methods of {@code target}; a method that it hasn't is told by name. */
    public static <T> T of(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (self, method, arguments) -> call(target, method, arguments)));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        Method own;
        try {
            own = target.getClass().getMethod(method.getName(), method.getParameterTypes());
        } catch (NoSuchMethodException e) {
            throw new UnsupportedOperationException("the fake has no " + method, e);
        }
        try {
            return own.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
