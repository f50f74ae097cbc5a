/**
 * The messages of JSR 289: {@code SipServletRequest} and {@code SipServletResponse} over the stack's messages. What has
 * to happen on the owner loop goes through {@link io.bellhop.container.message.MessageActions}; a proxy is seen through
 * {@link io.bellhop.container.message.ProxyControl} alone.
 */
package io.bellhop.container.message;
