package io.bellhop.container.message;

import io.bellhop.container.session.SessionLink;
import io.bellhop.container.session.SipSessionImpl;
import io.bellhop.sip.message.StandardMethod;
import jakarta.servlet.sip.B2buaHelper;
import jakarta.servlet.sip.SipServletMessage;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.SipSession.State;
import jakarta.servlet.sip.TooManyHopsException;
import jakarta.servlet.sip.UAMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The helper of back-to-back user agents (JSR 289 12.8). It has no state of its own; any thread. */
final class B2buaHelperImpl implements B2buaHelper {
    private static final Comparator<SipServletMessage> BY_CSEQ =
            Comparator.comparingLong(message -> ((SipServletMessageImpl) message).sip().cseq());

    private final MessageActions actions;

    B2buaHelperImpl(MessageActions actions) {
        this.actions = actions;
    }

    // ---- the first request of the other leg

    /** @throws IllegalStateException with a TooManyHopsException as its cause if Max-Forwards is 0: 483 was sent */
    @Override
    public SipServletRequest createRequest(SipServletRequest original) {
        try {
            return createRequest(original, false, null);
        } catch (TooManyHopsException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public SipServletRequest createRequest(SipServletRequest original, boolean linked,
            Map<String, List<String>> headerMap) throws TooManyHopsException {
        SipServletRequestImpl given = impl(original);
        if (!given.isInitial()) {
            throw new IllegalArgumentException("not an initial request");
        }
        HeaderMap headers = new HeaderMap(headerMap, true);
        if (linked) {
            checkUnlinked(given);
        }
        if (given.getMaxForwards() == 0) {
            actions.owner().run(() -> actions.tooManyHops(given));
            throw new TooManyHopsException("Max-Forwards is 0");
        }
        SipServletRequestImpl made = actions.owner().call(() -> actions.createLike(given, headers, false));
        if (linked) {
            SessionLink link = given.session().link(made.session());
            if (link == null) {
                throw new IllegalArgumentException("the session was linked meanwhile");
            }
            given.link(made, link);
        }
        return made;
    }

    private static void checkUnlinked(SipServletRequestImpl original) {
        if (original.session().link() != null || original.linked() != null) {
            throw new IllegalArgumentException("the original request or its session is linked already");
        }
    }

    // ---- the requests that follow

    /** An ACK is made for the 2xx that waits for it in that session, a CANCEL for its first request. */
    @Override
    public SipServletRequest createRequest(SipSession session, SipServletRequest original,
            Map<String, List<String>> headerMap) {
        SipServletRequestImpl given = impl(original);
        SipSessionImpl in = impl(session);
        HeaderMap headers = new HeaderMap(headerMap, false);
        SipSessionImpl from = given.session();
        if (in == from || in.applicationSession() != from.applicationSession()) {
            throw new IllegalArgumentException("not another session of the same application session");
        }
        if (given.linked() != null) {
            throw new IllegalArgumentException("the original request is linked already");
        }
        SessionLink link = from.link(in);
        if (link == null) {
            throw new IllegalArgumentException("one of the sessions is linked with a third one");
        }
        SipServletRequestImpl made;
        if (given.method() == StandardMethod.CANCEL) {
            return createCancel(session);
        } else if (given.method() == StandardMethod.ACK) {
            made = acknowledging(in);
        } else {
            made = (SipServletRequestImpl) in.createRequest(given.getMethod());
        }
        actions.copy(given, made, headers);
        given.link(made, link);
        return made;
    }

    private SipServletRequestImpl acknowledging(SipSessionImpl session) {
        for (SipServletMessage message : getPendingMessages(session, UAMode.UAC)) {
            if (message instanceof SipServletResponseImpl response && response.getStatus() / 100 == 2) {
                return (SipServletRequestImpl) response.createAck();
            }
        }
        throw new IllegalArgumentException("no 2xx of that session waits for an ACK");
    }

    /** Of the INVITE that waits for its answer in that session: the first one, or a later one of its dialog. */
    @Override
    public SipServletRequest createCancel(SipSession session) {
        SipSessionImpl known = impl(session);
        SipServletRequest invite = actions.owner().call(known::inviteOfOurs);
        if (invite == null) {
            throw new IllegalStateException("no INVITE of ours waits for its answer in that session");
        }
        return invite.createCancel();
    }

    // ---- answers

    /**
     * The first success, and what goes before it, belongs to the session itself; a further success is in a session
     * cloned of it, with a To tag of its own.
     *
     * @throws IllegalStateException if the request that began the session is not known (it was not received, or the
     *     application did not ask for its helper), was refused, or was answered too long ago
     */
    @Override
    public SipServletResponse createResponseToOriginalRequest(SipSession session, int status, String reason) {
        SipSessionImpl known = impl(session);
        if (!(known.first() instanceof SipServletRequestImpl original) || original.isOurs()) {
            throw new IllegalStateException("the session was not begun by a request received by a B2BUA");
        }
        if (!original.finalSent()) {
            return original.createResponse(status, reason);
        }
        if (known.state() != State.CONFIRMED || status / 100 != 2 || !Dialogs.isCreating(original.method())) {
            throw new IllegalStateException("the original request has its final response");
        }
        return actions.owner().call(() -> actions.createFurther(original, known, status, reason));
    }

    // ---- links

    @Override
    public SipSession getLinkedSession(SipSession session) {
        SipSessionImpl known = impl(session);
        SessionLink link = known.link();
        return link == null ? null : link.peer(known);
    }

    @Override
    public SipServletRequest getLinkedSipServletRequest(SipServletRequest request) {
        return impl(request).linked();
    }

    @Override
    public void linkSipSessions(SipSession session1, SipSession session2) {
        SipSessionImpl one = impl(session1);
        SipSessionImpl other = impl(session2);
        checkLinkable(one);
        checkLinkable(other);
        if (one == other || one.applicationSession() != other.applicationSession()) {
            throw new IllegalArgumentException("not two sessions of one application session");
        }
        if (one.link(other) == null) {
            throw new IllegalArgumentException("one of the sessions is linked with a third one");
        }
    }

    private static void checkLinkable(SipSessionImpl session) {
        if (!session.isValid() || session.state() == State.TERMINATED) {
            throw new IllegalArgumentException("the session is over: " + session);
        }
    }

    @Override
    public void unlinkSipSessions(SipSession session) {
        if (!impl(session).unlink()) {
            throw new IllegalArgumentException("the session is not linked");
        }
    }

    // ---- what is not finished

    @Override
    public List<SipServletMessage> getPendingMessages(SipSession session, UAMode mode) {
        SipSessionImpl known = impl(session);
        if (mode == null) {
            throw new NullPointerException("mode");
        }
        List<SipServletMessage> found = actions.owner().call(
                () -> mode == UAMode.UAC ? known.uncommitted() : known.unanswered());
        found.sort(BY_CSEQ);
        return found;
    }

    private static SipSessionImpl impl(SipSession session) {
        if (session == null) {
            throw new NullPointerException("session");
        }
        return (SipSessionImpl) session;
    }

    private static SipServletRequestImpl impl(SipServletRequest request) {
        if (request == null) {
            throw new NullPointerException("request");
        }
        return (SipServletRequestImpl) request;
    }
}
