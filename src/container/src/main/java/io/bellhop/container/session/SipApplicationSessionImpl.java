package io.bellhop.container.session;

import io.bellhop.container.app.ApplicationRuntime;
import jakarta.servlet.sip.ServletTimer;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipApplicationSessionEvent;
import jakarta.servlet.sip.SipApplicationSessionListener;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.URI;
import java.net.MalformedURLException;
import java.net.URL;

/**
 * An application session (JSR 289 6.1). It is its own expiry timer, which looks at the last access when it fires. What
 * changes its sessions and tables happens on the owner loop; the API may be called by any thread.
 */
public final class SipApplicationSessionImpl extends SessionContents {
    private static final long MINUTE = 60_000;

    private final ApplicationRuntime application;
    private final CallOwner owner;
    private final String key;
    private final int slot;
    private final int generation;
    private final int check;
    private final long created;
    private volatile long lastAccessed;
    private volatile long expiresAt;
    private volatile long lifetime;
    private volatile boolean valid = true;
    private volatile boolean invalidateWhenReady = true;
    private String id;
    private Object callbacks;
    private boolean settling;

    /**
     * A new session in the owner's table; its listeners are told by {@link #created()}. Loop only.
     *
     * @param key the key it is found by, or null
     */
    public SipApplicationSessionImpl(ApplicationRuntime application, CallOwner owner, String key) {
        this.application = application;
        this.owner = owner;
        this.key = key;
        created = owner.loop().epochMillis();
        lastAccessed = created;
        slot = owner.applicationSessions().add(this);
        generation = owner.applicationSessions().generation(slot);
        check = owner.loop().random().nextInt() & SessionToken.CHECK_MASK;
        lifetime = application.sessionMinutes() > 0 ? application.sessionMinutes() * MINUTE : 0;
        arm();
    }

    /** Tells the listeners that it is there. */
    public void created() {
        SipApplicationSessionListener[] listeners = application.listeners().applicationSession();
        if (listeners.length > 0) {
            SipApplicationSessionEvent event = new SipApplicationSessionEvent(this);
            for (SipApplicationSessionListener listener : listeners) {
                listener.sessionCreated(event);
            }
        }
    }

    // ---- for the layers around

    public ApplicationRuntime application() {
        return application;
    }

    @Override
    public CallOwner owner() {
        return owner;
    }

    int check() {
        return check;
    }

    /** The key it was made by, or null. */
    public String key() {
        return key;
    }

    /** The queue of callbacks that the dispatcher keeps here; loop only. */
    public Object callbacks() {
        return callbacks;
    }

    public void callbacks(Object queue) {
        callbacks = queue;
    }

    /** Whether it waits for its turn to be looked at; loop only. */
    public boolean settling() {
        return settling;
    }

    public void settling(boolean waits) {
        settling = waits;
    }

    /** An event on one of its sessions (JSR 289, getLastAccessedTime). */
    public void touched() {
        lastAccessed = owner.loop().epochMillis();
    }

    // ---- expiry

    private void arm() {
        if (lifetime > 0) {
            expiresAt = lastAccessed + lifetime;
            owner.loop().start(this, lifetime);
        } else {
            expiresAt = 0;
            owner.loop().stop(this);
        }
    }

    @Override
    protected void expired() {
        if (!valid || lifetime == 0) {
            return;
        }
        long due = Math.max(expiresAt, lastAccessed + lifetime);
        long left = due - owner.loop().epochMillis();
        if (left > 0) {
            expiresAt = due;
            owner.loop().start(this, left);
        } else {
            owner.port().expired(this);
        }
    }

    /** The listeners were told of the expiry: ends the session unless they extended it. On an application's thread. */
    public void endUnlessExtended() {
        if (valid && expiresAt != 0 && expiresAt <= owner.loop().epochMillis()) {
            invalidate();
        }
    }

    @Override
    public int setExpires(int deltaMinutes) {
        checkValid();
        if (deltaMinutes <= 0) {
            lifetime = 0;
            expiresAt = 0;
            owner.run(this::rearm);
            return Integer.MAX_VALUE;
        }
        lifetime = deltaMinutes * MINUTE;
        expiresAt = owner.loop().epochMillis() + lifetime;
        owner.run(this::rearm);
        return deltaMinutes;
    }

    private void rearm() {
        if (!valid) {
            return;
        }
        if (expiresAt == 0) {
            owner.loop().stop(this);
        } else {
            owner.loop().start(this, Math.max(0, expiresAt - owner.loop().epochMillis()));
        }
    }

    @Override
    public long getExpirationTime() {
        checkValid();
        long at = expiresAt;
        if (at == 0) {
            return 0;
        }
        long due = Math.max(at, lastAccessed + lifetime);
        return due <= owner.loop().epochMillis() ? Long.MIN_VALUE : due;
    }

    // ---- the end

    @Override
    public boolean isReadyToInvalidate() {
        checkValid();
        return isReady();
    }

    /** As {@link #isReadyToInvalidate()}, false for one that is invalid. */
    public boolean isReady() {
        if (!valid || hasHttp() || timers != null && !timers.isEmpty()) {
            return false;
        }
        for (SipSessionImpl session : sessions) {
            if (!session.isReady()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void invalidate() {
        checkValid();
        for (ServletTimer timer : getTimers()) {
            timer.cancel();
        }
        for (SipSessionImpl session : sessions) {
            session.end();
        }
        SipApplicationSessionListener[] listeners = application.listeners().applicationSession();
        if (listeners.length > 0) {
            SipApplicationSessionEvent event = new SipApplicationSessionEvent(this);
            for (SipApplicationSessionListener listener : listeners) {
                listener.sessionDestroyed(event);
            }
        }
        if (attributes != null) {
            attributes.clear();
        }
        valid = false;
        if (http != null) {
            // An HTTP session may be locked by a thread that waits for this loop.
            http.end(owner.loop().inLoop());
        }
        if (owner.loop().inLoop()) {
            leave();
        } else {
            owner.loop().execute(this::leave);
        }
    }

    /** Takes it away before anybody was told of it. Loop only. */
    public void discard() {
        valid = false;
        leave();
    }

    private void leave() {
        owner.loop().stop(this);
        owner.applicationSessions().remove(slot);
        if (key != null) {
            application.keyed().remove(key, this);
        }
    }

    @Override
    public boolean isValid() {
        return valid;
    }

    @Override
    void checkValid() {
        if (!valid) {
            throw new IllegalStateException("the application session is invalid");
        }
    }

    @Override
    public boolean getInvalidateWhenReady() {
        checkValid();
        return invalidateWhenReady;
    }

    @Override
    public void setInvalidateWhenReady(boolean whenReady) {
        checkValid();
        invalidateWhenReady = whenReady;
    }

    // ---- what it is

    @Override
    public String getApplicationName() {
        return application.name();
    }

    @Override
    public long getCreationTime() {
        checkValid();
        return created;
    }

    @Override
    public long getLastAccessedTime() {
        return lastAccessed;
    }

    @Override
    public synchronized String getId() {
        if (id == null) {
            id = SessionToken.write(owner.loop().index(), slot, generation, check).toString();
        }
        return id;
    }

    @Override
    @Deprecated
    public void encodeURI(URI uri) {
        checkValid();
        if (!uri.isSipURI()) {
            throw new IllegalArgumentException("only SIP and SIPS URIs are encoded: " + uri);
        }
        ((SipURI) uri).setParameter(SessionToken.ENCODED, getId());
    }

    @Override
    public URL encodeURL(URL url) {
        checkValid();
        try {
            String path = url.getPath() + ";" + SessionToken.URL_PARAMETER + "=" + getId();
            String query = url.getQuery() == null ? "" : "?" + url.getQuery();
            String fragment = url.getRef() == null ? "" : "#" + url.getRef();
            return new URL(url, path + query + fragment);
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("can't be encoded: " + url, e);
        }
    }

    @Override
    public String toString() {
        return "SipApplicationSession[" + application.name() + " " + getId() + "]";
    }
}
