package io.bellhop.container;

import jakarta.servlet.ServletContext;

/**
 * What the host hands over for one application. The descriptor (package descriptor) and the realm (package security)
 * join this record when they are there.
 *
 * @param context the application's servlet context
 * @param loader the application's class loader; the context class loader of its callbacks
 * @param instances makes its objects
 */
public record ApplicationSpec(ServletContext context, ClassLoader loader, InstanceFactory instances) {}
