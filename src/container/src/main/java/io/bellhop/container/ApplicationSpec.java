package io.bellhop.container;

import io.bellhop.container.descriptor.SipApplication;
import jakarta.servlet.ServletContext;

/**
 * What the host hands over for one application. The realm (package security) joins this record when it is there.
 *
 * @param name the archive's name without its ending: the app-name where the descriptor has none
 * @param descriptor its sip.xml
 * @param context the application's servlet context
 * @param loader the application's class loader; the context class loader of its callbacks
 * @param instances makes its objects; a class that the descriptor lists as a listener has one object, also as a servlet
 */
public record ApplicationSpec(String name, SipApplication descriptor, ServletContext context, ClassLoader loader,
                              InstanceFactory instances) {}
