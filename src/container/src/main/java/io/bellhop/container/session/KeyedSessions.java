package io.bellhop.container.session;

import io.bellhop.container.app.ApplicationRuntime;

/** Application sessions that are found by a key of the application (JSR 289 15.11.2). Any thread. */
public final class KeyedSessions {
    private KeyedSessions() {}

    /** The session of that key, or null. */
    public static SipApplicationSessionImpl find(ApplicationRuntime application, String key) {
        SipApplicationSessionImpl known = (SipApplicationSessionImpl) application.keyed().get(key);
        return known != null && known.isValid() ? known : null;
    }

    /**
     * The session of that key, made if there is none.
     *
     * @param owner where a new one lives; one that is there may live elsewhere
     */
    public static SipApplicationSessionImpl findOrMake(ApplicationRuntime application, String key, CallOwner owner) {
        SipApplicationSessionImpl known = find(application, key);
        if (known != null) {
            return known;
        }
        SipApplicationSessionImpl made = owner.call(() -> new SipApplicationSessionImpl(application, owner, key));
        while (true) {
            SipApplicationSessionImpl first =
                    (SipApplicationSessionImpl) application.keyed().putIfAbsent(key, made);
            if (first == null) {
                made.created();
                return made;
            }
            if (first.isValid()) {
                owner.run(made::discard);
                return first;
            }
            // It was invalidated by a thread that has not come to take it out yet.
            application.keyed().remove(key, first);
        }
    }
}
