package io.bellhop.container.dispatch;

import io.bellhop.container.app.SessionKey;
import io.bellhop.container.message.SipServletRequestImpl;
import io.bellhop.container.session.KeyedSessions;
import io.bellhop.container.session.SipApplicationSessionImpl;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Which application session an initial request belongs to (JSR 289 15.11). */
final class Targeting {
    private static final Logger LOG = Logger.getLogger(Targeting.class.getPackageName());

    private final LoopRuntime runtime;

    Targeting(LoopRuntime runtime) {
        this.runtime = runtime;
    }

    /** The application session that the application's key names for that request, or null for a new one. */
    SipApplicationSessionImpl byKey(SipServletRequestImpl request) {
        SessionKey method = request.isOurs() ? null : request.application().sessionKey();
        String key = method == null ? null : method.of(request);
        if (key == null) {
            return null;
        }
        SipApplicationSessionImpl found =
                KeyedSessions.findOrMake(request.application(), key, runtime.owner());
        if (found.owner() != runtime.owner()) {
            LOG.log(Level.WARNING, "the application session of key {0} belongs to another loop; this call gets a new one",
                    key);
            return null;
        }
        return found;
    }
}
