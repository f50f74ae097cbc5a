package io.bellhop.container;

import io.bellhop.container.descriptor.SipApplication;
import io.bellhop.container.security.SubscriberRealm;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Method;

/**
 * What the host hands over for one application.
 *
 * @param name the archive's name without its ending: the app-name where the descriptor has none
 * @param descriptor its sip.xml, with what its annotations say
 * @param context the application's servlet context
 * @param loader the application's class loader; the context class loader of its callbacks
 * @param instances makes its objects; a class that the descriptor lists as a listener has one object, also as a servlet
 * @param realm who is asked about its callers
 * @param sessionKey the method with {@code @SipApplicationKey} (JSR 289 15.11.2), or null: public, static, from a
 *     SipServletRequest to a String; the host has checked that
 * @param services what {@link SipContainer#prepare} made for that context; null: the container makes them now
 */
public record ApplicationSpec(String name, SipApplication descriptor, ServletContext context, ClassLoader loader,
                              InstanceFactory instances, SubscriberRealm realm, Method sessionKey,
                              ApplicationServices services) {
    /** An application without a key of its own, whose objects need nothing before it is deployed. */
    public ApplicationSpec(String name, SipApplication descriptor, ServletContext context, ClassLoader loader,
            InstanceFactory instances, SubscriberRealm realm) {
        this(name, descriptor, context, loader, instances, realm, null, null);
    }

    /** The same application, whose sessions are found by what that method returns; null for none. */
    public ApplicationSpec keyedBy(Method method) {
        return new ApplicationSpec(name, descriptor, context, loader, instances, realm, method, services);
    }
}
