package io.bellhop.tomcat;

import io.bellhop.container.InstanceFactory;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.naming.NamingException;
import org.apache.tomcat.InstanceManager;

/**
 * Makes an application's objects by Tomcat's instance manager, which injects what they ask for. A class that the
 * descriptor lists as a listener has one object, whatever else it is listed as (JSR 289 19.3).
 */
final class ContextInstances implements InstanceFactory {
    private static final Logger LOG = Logger.getLogger(ContextInstances.class.getPackageName());

    private final InstanceManager manager;
    private final Set<String> single;
    private final Map<Class<?>, Object> singles = new HashMap<>();
    private final Map<Object, Boolean> living = new IdentityHashMap<>();

    /** @param single names of classes that get one object */
    ContextInstances(InstanceManager manager, Set<String> single) {
        this.manager = manager;
        this.single = single;
    }

    @Override
    public synchronized Object make(Class<?> type) throws ReflectiveOperationException {
        Object known = singles.get(type);
        if (known != null) {
            return known;
        }
        Object made = makeNew(type);
        if (single.contains(type.getName())) {
            singles.put(type, made);
        }
        living.put(made, Boolean.TRUE);
        return made;
    }

    private Object makeNew(Class<?> type) throws ReflectiveOperationException {
        try {
            return manager.newInstance(type);
        } catch (NamingException e) {
            throw new ReflectiveOperationException(e.getMessage(), e);
        }
    }

    @Override
    public synchronized void retire(Object instance) {
        if (living.remove(instance) == null) {
            return;
        }
        singles.remove(instance.getClass(), instance);
        try {
            manager.destroyInstance(instance);
        } catch (ReflectiveOperationException e) {
            LOG.log(Level.WARNING, "An object of " + instance.getClass().getName() + " can't be retired", e);
        }
    }
}
