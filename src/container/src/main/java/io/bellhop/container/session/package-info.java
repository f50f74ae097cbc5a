/**
 * SIP sessions, application sessions and their timers (JSR 289 6), the tables of one loop that hold them, and the
 * dialog state of RFC 3261 12. Knows messages only through {@link io.bellhop.container.session.SessionPort}.
 */
package io.bellhop.container.session;
