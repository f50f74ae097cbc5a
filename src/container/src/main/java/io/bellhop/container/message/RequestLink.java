package io.bellhop.container.message;

import io.bellhop.container.session.SessionLink;

/**
 * That a request was made of another one (JSR 289 12.8), as one of the two sees it. Good for as long as the sessions
 * are linked by the same link.
 *
 * @param peer the other request
 * @param sessions the link of the sessions
 */
record RequestLink(SipServletRequestImpl peer, SessionLink sessions) {}
