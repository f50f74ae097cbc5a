package io.bellhop.container.session;

/**
 * That two sessions are the legs of one B2BUA (JSR 289 12.8). It ends with the first of them, or when it is taken away;
 * what was linked by it (requests) is linked no more then. Immutable.
 */
public final class SessionLink {
    private final SipSessionImpl one;
    private final SipSessionImpl other;

    SessionLink(SipSessionImpl one, SipSessionImpl other) {
        this.one = one;
        this.other = other;
    }

    /** The other one of the two. */
    public SipSessionImpl peer(SipSessionImpl of) {
        return of == one ? other : one;
    }

    /** Whether the two sessions are still linked, by this link. Any thread. */
    public boolean holds() {
        return one.link() == this;
    }
}
