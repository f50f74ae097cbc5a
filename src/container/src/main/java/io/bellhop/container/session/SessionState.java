package io.bellhop.container.session;

import io.bellhop.container.app.ApplicationRuntime;
import io.bellhop.container.app.ServletHolder;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.transport.ListeningPoint;
import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.SipServletMessage;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.SipSessionEvent;
import jakarta.servlet.sip.SipSessionListener;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What the layers around need of a SIP session: its place in the tables, its dialog, its state, what goes on in it, and
 * its end. Owner loop only, unless said otherwise.
 */
abstract class SessionState implements SipSession, Serializable {
    final SipApplicationSessionImpl applicationSession;
    final CallOwner owner;
    volatile DialogIds ids;
    final boolean localIsFrom;
    final int slot;
    final int generation;
    final int check;
    final long created;
    volatile State state = State.INITIAL;
    volatile boolean valid = true;
    volatile boolean invalidateWhenReady = true;
    volatile int pending;
    volatile AttributeStore attributes;
    volatile ServletHolder handler;
    volatile Proxy proxy;
    volatile ListeningPoint preferred;
    volatile long lastAccessed;
    private boolean used;
    private boolean recordRouted;
    private boolean settling;
    private Slice token;
    private Slice localTag;
    private Slice remoteTag;
    private DialogState dialog;
    private AckWait waiting;
    private OpenTransaction open;
    private SessionExtensions extensions;
    private volatile AgentState agent;
    SipApplicationRoutingRegion region;
    String subscriber;

    SessionState(SipApplicationSessionImpl applicationSession, DialogIds ids, boolean localIsFrom,
            ServletHolder handler) {
        this.applicationSession = applicationSession;
        this.owner = applicationSession.owner();
        this.handler = handler;
        this.localIsFrom = localIsFrom;
        this.ids = ids;
        created = owner.loop().epochMillis();
        lastAccessed = created;
        slot = owner.sessions().add(self());
        generation = owner.sessions().generation(slot);
        check = owner.loop().random().nextInt() & SessionToken.CHECK_MASK;
        applicationSession.add(self());
    }

    private SipSessionImpl self() {
        return (SipSessionImpl) this;
    }

    /** A fork of the same request of ours: same tag, same interface. */
    final void derivedFrom(SipSessionImpl original) {
        if (localIsFrom) {
            localTag = original.localTag();
            used = true;
        }
        preferred = original.preferred();
        region = ((SessionState) original).region;
        subscriber = ((SessionState) original).subscriber;
        invalidateWhenReady = original.invalidateWhenReady;
    }

    /** Tells the listeners that it is there. */
    public void created() {
        SipSessionListener[] listeners = application().listeners().session();
        if (listeners.length > 0) {
            SipSessionEvent event = new SipSessionEvent(self());
            for (SipSessionListener listener : listeners) {
                listener.sessionCreated(event);
            }
        }
    }

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

    /** What extensions keep here; made at first use. */
    public SessionExtensions extensions() {
        if (extensions == null) {
            extensions = new SessionExtensions();
        }
        return extensions;
    }

    public boolean hasExtensions() {
        return extensions != null;
    }

    // ---- what only user agents need

    private AgentState agent() {
        AgentState known = agent;
        if (known == null) {
            synchronized (this) {
                known = agent;
                if (known == null) {
                    known = new AgentState();
                    agent = known;
                }
            }
        }
        return known;
    }

    /** The sessions of the same request of ours where it was forked (JSR 289 6.2.3.2), or null. */
    public Forks forks() {
        return agent == null ? null : agent.forks;
    }

    /** Takes a session in that was derived from this one. */
    public void forked(SipSessionImpl derived) {
        if (agent().forks == null) {
            agent.forks = new Forks(self());
        }
        agent.forks.add(derived);
        ((SessionState) derived).agent().forks = agent.forks;
    }

    /** The link with the other leg of a B2BUA, or null. Any thread. */
    public SessionLink link() {
        AgentState known = agent;
        return known == null ? null : known.link;
    }

    void link(SessionLink now) {
        agent().link = now;
    }

    /**
     * The request that began it, as far as it is kept: one of ours until it has succeeded, one received where the
     * application said that it is a B2BUA. Any thread.
     */
    public SipServletRequest first() {
        AgentState known = agent;
        return known == null ? null : known.first;
    }

    /** Keeps the request that began it; null lets go of it. Any thread. */
    public void first(SipServletRequest request) {
        if (request != null || agent != null) {
            agent().first = request;
        }
    }

    /** The application has something to finish: a request to send, a 2xx to acknowledge (JSR 289 5.2). */
    public void uncommitted(SipServletMessage message) {
        agent().uncommitted(message);
    }

    /** It is finished. */
    public void committed(SipServletMessage message) {
        if (agent != null) {
            agent.committed(message);
        }
    }

    /** What the application has not finished as a user agent client; a new list, in the order of coming. */
    public List<SipServletMessage> uncommitted() {
        return agent == null ? new ArrayList<>() : agent.uncommitted();
    }

    /** The requests received that wait for a final response of the application; a new list. */
    public List<SipServletMessage> unanswered() {
        List<SipServletMessage> found = new ArrayList<>();
        for (OpenTransaction each = open; each != null; each = each.next) {
            if (!each.isOurs() && each.request() != null && !each.request().isCommitted()) {
                found.add(each.request());
            }
        }
        return found;
    }

    /** The INVITE of ours that waits for its final response, or null. */
    public SipServletRequest inviteOfOurs() {
        for (OpenTransaction each = open; each != null; each = each.next) {
            if (each.isInvite() && each.isOurs()) {
                return each.request();
            }
        }
        return null;
    }

    /** Whether an INVITE is on its way that we (or the peer) have sent (RFC 3261 14). */
    public boolean hasInvite(boolean ours) {
        for (OpenTransaction each = open; each != null; each = each.next) {
            if (each.isInvite() && each.isOurs() == ours) {
                return true;
            }
        }
        return false;
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
                owner.port().settle(self());
                return;
            }
            before = each;
        }
    }

    /** A transaction was over before the session was made. */
    public void completed() {
        used = true;
        owner.port().settle(self());
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
            case INITIAL -> used && (agent == null || !agent.hasUnsent());
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

    /** Ends it whatever its state is: listeners, attributes, tables. On a thread of the application or the loop. */
    public void end() {
        if (!valid) {
            return;
        }
        SipSessionListener[] listeners = application().listeners().session();
        if (listeners.length > 0) {
            SipSessionEvent event = new SipSessionEvent(self());
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
        if (extensions != null && extensions.reliable() != null) {
            owner.loop().stop(extensions.reliable());
        }
        owner.port().ended(self());
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
        if (agent != null) {
            if (agent.forks != null) {
                agent.forks.left(self());
            }
            self().unlink();
        }
        applicationSession.remove(self());
    }
}
