package io.bellhop.container;

/** Makes and retires the objects of an application (the host injects resources into them). */
public interface InstanceFactory {
    Object make(Class<?> type) throws ReflectiveOperationException;

    void retire(Object instance);
}
