package io.bellhop.tomcat;

import jakarta.annotation.Resource;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.NamingException;
import org.apache.catalina.util.Introspection;
import org.apache.tomcat.InstanceManager;

/**
 * Tomcat's instance manager, taught {@code @Resource} of SipFactory, TimerService and SipSessionsUtil (JSR 289 18.2.6)
 * in fields and setters of whatever visibility, of every object of the context: SIP and HTTP servlets, listeners,
 * filters. What Tomcat would look up is bound just before; what it would not look at, where web.xml is
 * metadata-complete, is set here. Any thread may call.
 */
final class SipInstances implements InstanceManager {
    private final InstanceManager tomcat;
    private final SipNaming naming;
    private final ClassLoader loader;
    private final boolean tomcatInjects;
    private final Set<Class<?>> bound = ConcurrentHashMap.newKeySet();

    /** @param ignored whether Tomcat ignores the annotations of this context */
    SipInstances(InstanceManager tomcat, SipNaming naming, ClassLoader loader, boolean ignored) {
        this.tomcat = tomcat;
        this.naming = naming;
        this.loader = loader;
        tomcatInjects = naming.isOn() && !ignored;
    }

    @Override
    public Object newInstance(Class<?> type) throws IllegalAccessException, InvocationTargetException, NamingException,
            InstantiationException, NoSuchMethodException {
        bind(type);
        return injected(tomcat.newInstance(type));
    }

    @Override
    public Object newInstance(String className) throws IllegalAccessException, InvocationTargetException,
            NamingException, InstantiationException, ClassNotFoundException, NoSuchMethodException {
        return newInstance(className, loader);
    }

    @Override
    public Object newInstance(String className, ClassLoader classLoader) throws IllegalAccessException,
            InvocationTargetException, NamingException, InstantiationException, ClassNotFoundException,
            NoSuchMethodException {
        bind(Class.forName(className, false, classLoader));
        return injected(classLoader == loader ? tomcat.newInstance(className)
                : tomcat.newInstance(className, classLoader));
    }

    @Override
    public void newInstance(Object made) throws IllegalAccessException, InvocationTargetException, NamingException {
        bind(made.getClass());
        tomcat.newInstance(made);
        injected(made);
    }

    @Override
    public void destroyInstance(Object instance) throws IllegalAccessException, InvocationTargetException {
        tomcat.destroyInstance(instance);
    }

    @Override
    public void backgroundProcess() {
        tomcat.backgroundProcess();
    }

    private synchronized void bind(Class<?> type) throws NamingException {
        for (Class<?> each = type; tomcatInjects && each != null && bound.add(each); each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                bind(each, field, field.getType(), field.getName());
            }
            for (Method method : each.getDeclaredMethods()) {
                if (Introspection.isValidSetter(method)) {
                    bind(each, method, method.getParameterTypes()[0], Introspection.getPropertyName(method));
                }
            }
        }
    }

    private void bind(Class<?> owner, AccessibleObject place, Class<?> type, String member) throws NamingException {
        Resource resource = place.getAnnotation(Resource.class);
        Object service = resource == null ? null : naming.service(type);
        if (service != null) {
            naming.bind(resource.name().isEmpty() ? owner.getName() + "/" + member : resource.name(), service);
        }
    }

    private Object injected(Object made) throws IllegalAccessException, InvocationTargetException {
        for (Class<?> each = made.getClass(); !tomcatInjects && each != null; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                Object service = field.isAnnotationPresent(Resource.class) ? naming.service(field.getType()) : null;
                if (service != null && field.trySetAccessible()) {
                    field.set(made, service);
                }
            }
            for (Method method : each.getDeclaredMethods()) {
                Object service = method.isAnnotationPresent(Resource.class) && method.getParameterCount() == 1
                        ? naming.service(method.getParameterTypes()[0]) : null;
                if (service != null && method.trySetAccessible()) {
                    method.invoke(made, service);
                }
            }
        }
        return made;
    }
}
