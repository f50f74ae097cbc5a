package io.bellhop.container.session;

import io.bellhop.container.address.AddressImpl;
import io.bellhop.container.address.AddressParser;
import io.bellhop.container.address.Protection;
import io.bellhop.container.app.ServletHolder;
import io.bellhop.sip.message.Method;
import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.URI;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.Enumeration;

/**
 * A SIP session (JSR 289 6.2): a dialog, or what would become one. Belongs to its application session's loop; the API
 * may be called by any thread, what is marked "loop only" by the owner alone.
 */
public final class SipSessionImpl extends SessionState {
    private AddressImpl localParty;
    private AddressImpl remoteParty;

    /**
     * A new session in the owner's table; its listeners are told by {@link #created()}. Loop only.
     *
     * @param first the request that begins it; Call-ID, From and To are taken from it
     * @param localIsFrom whether we send that request
     * @param handler the servlet that gets what belongs to it
     */
    public SipSessionImpl(SipApplicationSessionImpl applicationSession, SipMessage first, boolean localIsFrom,
            ServletHolder handler) {
        super(applicationSession, new DialogIds(first), localIsFrom, handler);
    }

    /**
     * A session derived from one whose request was forked (JSR 289 6.2.3.2): same Call-ID, From and local tag; or, where
     * that request was received, one for a further success response to it, with a tag of its own. It has the attributes
     * that the original has at this moment, and they are its own from then on.
     *
     * @param handler the servlet that gets what belongs to it
     */
    public SipSessionImpl(SipApplicationSessionImpl applicationSession, SipSessionImpl original,
            ServletHolder handler) {
        super(applicationSession, original.ids, original.localIsFrom, handler);
        derivedFrom(original);
    }

    /** Gives a derived session the attributes of the original, whose listeners are told. On the application's thread. */
    public void takeAttributes(SipSessionImpl original) {
        AttributeStore theirs = original.attributes;
        if (theirs != null) {
            for (String name : theirs.names()) {
                Object value = theirs.get(name);
                if (value != null) {
                    attributesOrCreate().put(name, value);
                }
            }
        }
    }

    // ---- the legs of a B2BUA

    /**
     * Links this session with another one of the same application session. Any thread.
     *
     * @return the link, the old one where they are linked already; null if one of them is linked otherwise
     */
    public SessionLink link(SipSessionImpl other) {
        synchronized (applicationSession) {
            SessionLink mine = link();
            SessionLink theirs = other.link();
            if (mine != null || theirs != null) {
                return mine == theirs ? mine : null;
            }
            SessionLink made = new SessionLink(this, other);
            link(made);
            other.link(made);
            return made;
        }
    }

    /** Takes the link away. Any thread. @return false if there was none */
    public boolean unlink() {
        synchronized (applicationSession) {
            SessionLink held = link();
            if (held == null) {
                return false;
            }
            held.peer(this).link((SessionLink) null);
            link((SessionLink) null);
            return true;
        }
    }

    // ---- the end

    @Override
    public void invalidate() {
        checkValid();
        boolean unsupervised = proxy != null && !proxy.getSupervised();
        if (!unsupervised && (pending > 0 || state == State.EARLY || state == State.CONFIRMED)) {
            throw new IllegalStateException("the session is " + state + " with " + pending + " transactions going on");
        }
        end();
        owner.run(() -> owner.port().settle(applicationSession));
    }

    @Override
    public boolean isValid() {
        return valid;
    }

    private void checkValid() {
        if (!valid) {
            throw new IllegalStateException("the session is invalid");
        }
    }

    @Override
    public boolean isReadyToInvalidate() {
        checkValid();
        return isReady();
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

    // ---- the API

    @Override
    public SipServletRequest createRequest(String method) {
        checkValid();
        Method parsed = Method.of(method);
        if (parsed == StandardMethod.ACK || parsed == StandardMethod.CANCEL) {
            throw new IllegalArgumentException(method + " is not made by createRequest");
        }
        if (state == State.TERMINATED || state == State.INITIAL && pending > 0) {
            throw new IllegalStateException("the session is " + state + " with " + pending + " transactions going on");
        }
        if (proxy != null) {
            throw new IllegalStateException("a proxy sends no requests of its own");
        }
        return owner.loop().inLoop() ? owner.port().createRequest(this, parsed)
                : owner.call(() -> owner.port().createRequest(this, parsed));
    }

    @Override
    public SipApplicationSession getApplicationSession() {
        return applicationSession;
    }

    @Override
    public void setHandler(String name) throws ServletException {
        checkValid();
        ServletHolder found = application().servlet(name);
        if (found == null) {
            throw new ServletException("no servlet named " + name + " in " + application().name());
        }
        handler = found;
    }

    @Override
    public State getState() {
        checkValid();
        return state;
    }

    /** The state, also where the session is invalid. Any thread. */
    public State state() {
        return state;
    }

    @Override
    public Address getLocalParty() {
        if (localParty == null) {
            localParty = party(localIsFrom ? ids.from() : ids.to());
            if (proxy == null) {
                localParty.setParameter("tag", localTag().toString());
            }
            localParty.protect(Protection.SYSTEM);
        }
        return localParty;
    }

    @Override
    public Address getRemoteParty() {
        if (remoteParty == null) {
            remoteParty = party(localIsFrom ? ids.to() : ids.from());
            remoteParty.protect(Protection.SYSTEM);
        }
        return remoteParty;
    }

    private static AddressImpl party(Slice value) {
        try {
            return AddressParser.parseAddress(value.array(), value.start(), value.end());
        } catch (ServletParseException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** The first request, not sent yet, has another From or To. @param value without a tag; any thread */
    public void party(StandardHeader header, Slice value) {
        ids = new DialogIds(ids, header, value);
        localParty = null;
        remoteParty = null;
    }

    @Override
    public String getCallId() {
        return ids.callId().toString();
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
    public String getId() {
        return SessionToken.write(owner.loop().index(), slot, generation, check).toString();
    }

    @Override
    public SipApplicationRoutingRegion getRegion() {
        checkValid();
        if (region == null) {
            throw new IllegalStateException("the session received no initial request");
        }
        return region;
    }

    @Override
    public URI getSubscriberURI() {
        checkValid();
        if (region == null) {
            throw new IllegalStateException("the session received no initial request");
        }
        try {
            return subscriber == null ? null : AddressParser.parseAddress(subscriber).getURI();
        } catch (ServletParseException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public ServletContext getServletContext() {
        return application().context();
    }

    @Override
    public void setOutboundInterface(InetAddress address) {
        checkValid();
        preferred = owner.port().point(address);
    }

    @Override
    public void setOutboundInterface(InetSocketAddress address) {
        checkValid();
        preferred = owner.port().point(address);
    }

    @Override
    public Object getAttribute(String name) {
        checkValid();
        if (name == null) {
            throw new NullPointerException("attribute name");
        }
        return attributes == null ? null : attributes.get(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        checkValid();
        return attributes == null ? Collections.emptyEnumeration() : Collections.enumeration(attributes.names());
    }

    @Override
    public void setAttribute(String name, Object attribute) {
        checkValid();
        if (name == null || attribute == null) {
            throw new NullPointerException("name and attribute");
        }
        attributesOrCreate().put(name, attribute);
    }

    /** Whether there ever was one, so that its end has to be told. Any thread. */
    public boolean hasAttributes() {
        return attributes != null;
    }

    private synchronized AttributeStore attributesOrCreate() {
        if (attributes == null) {
            attributes = new AttributeStore(new SipSessionAttributeEvents(this));
        }
        return attributes;
    }

    @Override
    public void removeAttribute(String name) {
        checkValid();
        if (name == null) {
            throw new NullPointerException("attribute name");
        }
        if (attributes != null) {
            attributes.remove(name);
        }
    }

    @Override
    public String toString() {
        return "SipSession[" + application().name() + " " + getId() + " " + state + "]";
    }
}
