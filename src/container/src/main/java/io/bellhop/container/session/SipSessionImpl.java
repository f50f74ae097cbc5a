package io.bellhop.container.session;

import io.bellhop.container.address.AddressParser;
import io.bellhop.container.app.ApplicationRuntime;
import io.bellhop.container.app.ServletHolder;
import io.bellhop.sip.message.Method;
import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transport.ListeningPoint;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.SipSessionEvent;
import jakarta.servlet.sip.SipSessionListener;
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
public final class SipSessionImpl implements SipSession {
    private final SipApplicationSessionImpl applicationSession;
    private final CallOwner owner;
    private final DialogIds ids;
    private final boolean localIsFrom;
    private final int slot;
    private final int generation;
    private final int check;
    private final long created;
    private volatile State state = State.INITIAL;
    private volatile boolean valid = true;
    private volatile boolean invalidateWhenReady = true;
    private volatile int pending;
    private volatile AttributeStore attributes;
    private volatile ServletHolder handler;
    private volatile Proxy proxy;
    private volatile ListeningPoint preferred;
    private volatile long lastAccessed;
    private boolean used;
    private boolean recordRouted;
    private boolean settling;
    private Slice token;
    private Slice localTag;
    private Slice remoteTag;
    private DialogState dialog;
    private AckWait waiting;
    private OpenTransaction open;
    private SipSessionImpl fork;
    private SipApplicationRoutingRegion region;
    private String subscriber;
    private Address localParty;
    private Address remoteParty;

    /**
     * A new session in the owner's table; its listeners are told by {@link #created()}. Loop only.
     *
     * @param first the request that begins it; Call-ID, From and To are taken from it
     * @param localIsFrom whether we send that request
     * @param handler the servlet that gets what belongs to it
     */
    public SipSessionImpl(SipApplicationSessionImpl applicationSession, SipMessage first, boolean localIsFrom,
            ServletHolder handler) {
        this(applicationSession, new DialogIds(first), localIsFrom, handler);
    }

    private SipSessionImpl(SipApplicationSessionImpl applicationSession, DialogIds ids, boolean localIsFrom,
            ServletHolder handler) {
        this.applicationSession = applicationSession;
        this.owner = applicationSession.owner();
        this.handler = handler;
        this.localIsFrom = localIsFrom;
        this.ids = ids;
        created = owner.loop().epochMillis();
        lastAccessed = created;
        slot = owner.sessions().add(this);
        generation = owner.sessions().generation(slot);
        check = owner.loop().random().nextInt() & SessionToken.CHECK_MASK;
        applicationSession.add(this);
    }

    /**
     * A session derived from one whose request was forked (JSR 289 6.2.3.2): same Call-ID, From and local tag.
     *
     * @param handler the servlet that gets what belongs to it
     */
    public SipSessionImpl(SipApplicationSessionImpl applicationSession, SipSessionImpl original, ServletHolder handler) {
        this(applicationSession, original.ids, original.localIsFrom, handler);
        localTag = original.localTag();
        preferred = original.preferred;
        used = true;
    }

    /** Tells the listeners that it is there. */
    public void created() {
        SipSessionListener[] listeners = application().listeners().session();
        if (listeners.length > 0) {
            SipSessionEvent event = new SipSessionEvent(this);
            for (SipSessionListener listener : listeners) {
                listener.sessionCreated(event);
            }
        }
    }

    // ---- for the layers around; loop only, unless said otherwise

    public ApplicationRuntime application() {
        return applicationSession.application();
    }

    public SipApplicationSessionImpl applicationSession() {
        return applicationSession;
    }

    public CallOwner owner() {
        return owner;
    }

    int check() {
        return check;
    }

    /** Its name on the wire (see {@link SessionToken}). */
    public Slice token() {
        if (token == null) {
            token = SessionToken.write(owner.loop().index(), slot, generation, check);
        }
        return token;
    }

    public Slice callId() {
        return ids.callId();
    }

    /** From as in the request that began the session. */
    public Slice from() {
        return ids.from();
    }

    /** To as in the request that began the session: without a tag. */
    public Slice to() {
        return ids.to();
    }

    /** Whether the request that began the session was sent by us. */
    public boolean localIsFrom() {
        return localIsFrom;
    }

    /** Our tag: the token, unless the application's first message had another one. */
    public Slice localTag() {
        return localTag != null ? localTag : token();
    }

    public void localTag(Slice tag) {
        localTag = tag;
    }

    /** The peer's tag, or null while it is not known. */
    public Slice remoteTag() {
        return remoteTag;
    }

    public void remoteTag(Slice tag) {
        remoteTag = tag == null ? null : tag.detach();
    }

    /** What we keep as a user agent; made at first use. */
    public DialogState dialog() {
        if (dialog == null) {
            dialog = new DialogState();
        }
        return dialog;
    }

    public boolean hasDialog() {
        return dialog != null;
    }

    /** The next session of the same request of ours that was forked (JSR 289 6.2.3.2), or null. */
    public SipSessionImpl fork() {
        return fork;
    }

    public void fork(SipSessionImpl next) {
        fork = next;
    }

    /** The servlet that gets its messages. Any thread. */
    public ServletHolder handler() {
        return handler;
    }

    /** The proxy that this session's messages pass, or null for a user agent. Any thread. */
    public Proxy proxy() {
        return proxy;
    }

    public void proxy(Proxy passing) {
        proxy = passing;
    }

    /** Says that our Record-Route went out: later requests of the dialog come here. */
    public void recordRouted() {
        recordRouted = true;
    }

    public boolean isRecordRouted() {
        return recordRouted;
    }

    /** Where its requests leave from, or null for any. Any thread. */
    public ListeningPoint preferred() {
        return preferred;
    }

    public void preferred(ListeningPoint point) {
        preferred = point;
    }

    public void routed(SipApplicationRoutingRegion routingRegion, String subscriberUri) {
        region = routingRegion;
        subscriber = subscriberUri;
    }

    /** An event on it (JSR 289, getLastAccessedTime). */
    public void touched() {
        lastAccessed = owner.loop().epochMillis();
        applicationSession.touched();
    }

    // ---- state

    /** The only place where the state changes. */
    public void become(State next) {
        if (state != State.TERMINATED) {
            state = next;
        }
    }

    /** A transaction begins that a final response is expected for. */
    public void begin(OpenTransaction transaction) {
        used = true;
        pending++;
        transaction.next = open;
        open = transaction;
    }

    /** It is over; the session may be ready now. Nothing happens if it is none of this session. */
    public void complete(OpenTransaction transaction) {
        OpenTransaction before = null;
        for (OpenTransaction each = open; each != null; each = each.next) {
            if (each == transaction) {
                if (before == null) {
                    open = each.next;
                } else {
                    before.next = each.next;
                }
                each.next = null;
                pending--;
                owner.port().settle(this);
                return;
            }
            before = each;
        }
    }

    /** A transaction was over before the session was made. */
    public void completed() {
        used = true;
        owner.port().settle(this);
    }

    public int pending() {
        return pending;
    }

    /** Whether it waits for its turn to be looked at. */
    public boolean settling() {
        return settling;
    }

    public void settling(boolean waits) {
        settling = waits;
    }

    /** As {@link #isReadyToInvalidate()}, also where it is invalid. Any thread. */
    public boolean isReady() {
        if (!valid || pending > 0) {
            return !valid;
        }
        return switch (state) {
            case TERMINATED -> true;
            case INITIAL -> used;
            case EARLY, CONFIRMED -> proxy != null && !recordRouted;
        };
    }

    public void waitForAck(AckWait wait) {
        wait.next = waiting;
        waiting = wait;
    }

    /** Takes the 2xx that waits for an ACK of that number out of the list. @return null if none does */
    public AckWait acknowledged(long sequence) {
        AckWait before = null;
        for (AckWait wait = waiting; wait != null; wait = wait.next) {
            if (wait.sequence() == sequence) {
                if (before == null) {
                    waiting = wait.next;
                } else {
                    before.next = wait.next;
                }
                wait.stop();
                return wait;
            }
            before = wait;
        }
        return null;
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

    /** Ends it whatever its state is: listeners, attributes, tables. On a thread of the application or the loop. */
    public void end() {
        if (!valid) {
            return;
        }
        SipSessionListener[] listeners = application().listeners().session();
        if (listeners.length > 0) {
            SipSessionEvent event = new SipSessionEvent(this);
            for (SipSessionListener listener : listeners) {
                listener.sessionDestroyed(event);
            }
        }
        if (attributes != null) {
            attributes.clear();
        }
        valid = false;
        if (owner.loop().inLoop()) {
            leave();
        } else {
            owner.loop().execute(this::leave);
        }
    }

    private void leave() {
        for (AckWait wait = waiting; wait != null; wait = wait.next) {
            wait.stop();
        }
        waiting = null;
        owner.port().ended(this);
        OpenTransaction left = open;
        open = null;
        pending = 0;
        while (left != null) {
            OpenTransaction following = left.next;
            left.next = null;
            left.sessionEnded();
            left = following;
        }
        owner.sessions().remove(slot);
        applicationSession.remove(this);
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
        }
        return localParty;
    }

    @Override
    public Address getRemoteParty() {
        if (remoteParty == null) {
            remoteParty = party(localIsFrom ? ids.to() : ids.from());
        }
        return remoteParty;
    }

    private static Address party(Slice value) {
        try {
            return AddressParser.parseAddress(value.array(), value.start(), value.end());
        } catch (ServletParseException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
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
        if (attributes != null) {
            attributes.remove(name);
        }
    }

    @Override
    public String toString() {
        return "SipSession[" + application().name() + " " + getId() + " " + state + "]";
    }
}
