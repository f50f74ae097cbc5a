package io.bellhop.container;

import io.bellhop.container.descriptor.SipApplication;
import io.bellhop.container.security.SubscriberRealm;
import jakarta.servlet.ServletContext;

/**
 * What the host hands over for one application.
 *
 * @param name the archive's name without its ending: the app-name where the descriptor has none
 * @param descriptor its sip.xml
 * @param context the application's servlet context
 * @param loader the application's class loader; the context class loader of its callbacks
 * @param instances makes its objects; a class that the descriptor lists as a listener has one object, also as a servlet
 * @param realm who is asked about its callers
 */
public record ApplicationSpec(String name, SipApplication descriptor, ServletContext context, ClassLoader loader,
                              InstanceFactory instances, SubscriberRealm realm) {}
