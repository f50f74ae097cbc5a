package io.bellhop.container.session;

import jakarta.servlet.http.HttpSession;

/** An HTTP session of a converged application, as its application session sees it (JSR 289 13.4). Any thread. */
public interface HttpLeg {
    /** What applications get. */
    HttpSession session();

    /** Invalidates it; it may wait for other HTTP threads, so never on a loop. Nothing happens if that was done. */
    void end();

    /** As {@link #end()}, on a thread of its own. */
    void endLater();
}
