package io.bellhop.container.app;

import jakarta.servlet.sip.SipServletRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The method of an application that says which application session a request belongs to (JSR 289 15.11.2). */
public final class SessionKey {
    private static final Logger LOG = Logger.getLogger(SessionKey.class.getPackageName());

    private final String application;
    private final Method method;
    private final ClassLoader loader;

    SessionKey(String application, Method method, ClassLoader loader) {
        this.application = application;
        this.method = method;
        this.loader = loader;
        // The method is public, the class that declares it need not be.
        method.setAccessible(true);
    }

    /**
     * Asks the application. On the owner loop, also where the application may block: the method looks at the request
     * and does nothing else.
     *
     * @return the key, or null where the method returns null or throws: the request gets a session without a key
     */
    public String of(SipServletRequest request) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return (String) method.invoke(null, request);
        } catch (InvocationTargetException | IllegalAccessException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            LOG.log(Level.WARNING, cause, () -> application + ": " + method + " failed");
            return null;
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
