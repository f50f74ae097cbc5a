package io.bellhop.container.app;

import jakarta.servlet.Servlet;

/**
 * A servlet of an application: its name and its one instance (JSR 289 3.2).
 *
 * @param name servlet-name of the descriptor
 * @param servlet the instance, initialised
 */
public record ServletHolder(String name, Servlet servlet) {}
