package io.bellhop.container.router;

import jakarta.servlet.sip.ar.SipApplicationRouter;
import jakarta.servlet.sip.ar.spi.SipApplicationRouterProvider;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;

/**
 * Finds the application router of a server (JSR 289, 15.4.2 and the Javadoc of {@link SipApplicationRouterProvider}):
 * that of the provider which a system property names, else that of the first provider which a service file names, else
 * the default one.
 */
public final class RouterLoader {
    private static final List<String> PROPERTIES = List.of("jakarta.servlet.sip.ar.spi.SipApplicationRouterProvider",
            "javax.servlet.sip.ar.spi.SipApplicationRouterProvider");

    private RouterLoader() {
    }

    /**
     * Makes the router. Its {@code init} has not been called yet.
     *
     * @param loader where providers are looked for
     * @param darFile the default router's file, which need not exist; may be null
     * @throws IllegalStateException if a provider is named that can't be used; the message says why in one line
     */
    public static SipApplicationRouter load(ClassLoader loader, Path darFile) {
        return load(loader, darFile, System::getProperty);
    }

    static SipApplicationRouter load(ClassLoader loader, Path darFile, UnaryOperator<String> settings) {
        for (String property : PROPERTIES) {
            String className = settings.apply(property);
            if (className != null && !className.isBlank()) {
                return routerOf(named(className.strip(), property, loader));
            }
        }
        try {
            Iterator<SipApplicationRouterProvider> found =
                    ServiceLoader.load(SipApplicationRouterProvider.class, loader).iterator();
            return found.hasNext() ? routerOf(found.next()) : new DefaultApplicationRouter(darFile, settings);
        } catch (ServiceConfigurationError e) {
            throw new IllegalStateException("The application router's service file is wrong: " + e.getMessage(), e);
        }
    }

    private static SipApplicationRouterProvider named(String className, String property, ClassLoader loader) {
        try {
            return Class.forName(className, true, loader).asSubclass(SipApplicationRouterProvider.class)
                    .getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            throw new IllegalStateException(
                    "The application router provider " + className + " (" + property + ") can't be used: " + e, e);
        }
    }

    private static SipApplicationRouter routerOf(SipApplicationRouterProvider provider) {
        SipApplicationRouter router = provider.getSipApplicationRouter();
        if (router == null) {
            throw new IllegalStateException(
                    "The application router provider " + provider.getClass().getName() + " gave no router");
        }
        return router;
    }
}
