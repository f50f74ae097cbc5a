package io.bellhop.container.dispatch;

import io.bellhop.container.app.ApplicationRuntime;
import io.bellhop.container.app.ServletHolder;
import io.bellhop.container.message.Dialogs;
import io.bellhop.container.message.Reliability;
import io.bellhop.container.message.SipServletRequestImpl;
import io.bellhop.container.message.SipServletResponseImpl;
import io.bellhop.container.session.DialogState;
import io.bellhop.container.session.SipApplicationSessionImpl;
import io.bellhop.container.session.SipSessionImpl;
import io.bellhop.sip.message.Method;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.SipSession.State;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.URI;
import java.util.Iterator;
import java.util.random.RandomGenerator;

/** Makes the requests that applications send as user agent clients (RFC 3261 8.1.1, 12.2.1.1). */
final class RequestBuilder {
    static final int HOPS = 70;
    private static final int TRIES = 10_000;

    private final LoopRuntime runtime;

    RequestBuilder(LoopRuntime runtime) {
        this.runtime = runtime;
    }

    /** The first request of a new session (JSR 289, SipFactory.createRequest). */
    SipServletRequestImpl first(SipApplicationSessionImpl parent, Method method, Address from, Address to) {
        Address sender = party(from);
        Address receiver = party(to);
        SipRequest request = SipRequest.of(method, receiver.getURI().toString());
        request.maxForwards(HOPS);
        request.set(StandardHeader.FROM, sender.toString());
        request.set(StandardHeader.TO, receiver.toString());
        callId(request);
        return begin(parent, request);
    }

    /** Puts an initial request into a session of its own: tag, CSeq, Contact. */
    SipServletRequestImpl begin(SipApplicationSessionImpl parent, SipRequest request) {
        Method method = request.method();
        SipSessionImpl session = new SipSessionImpl(parent, request, true, anyServlet(parent.application()));
        request.set(StandardHeader.FROM, tagged(session.from(), session.localTag()));
        request.set(StandardHeader.CSEQ, session.dialog().nextSequence() + " " + method.name());
        if (method != StandardMethod.REGISTER) {
            contact(request, session);
        }
        session.created();
        SipServletRequestImpl made = SipServletRequestImpl.ours(request, runtime, session, true);
        session.first(made);
        session.uncommitted(made);
        return made;
    }

    /** JSR 289 6.2.3: the main servlet gets what comes back, until setHandler names another one. */
    private static ServletHolder anyServlet(ApplicationRuntime application) {
        return application.main() != null ? application.main() : application.first();
    }

    /** "Any component of the from and to URIs not allowed in the context of SIP From and To headers are removed". */
    static Address party(Address given) {
        Address copy = (Address) given.clone();
        copy.removeParameter("tag");
        URI uri = copy.getURI();
        if (uri instanceof SipURI sip) {
            SipURI clean = (SipURI) sip.clone();
            for (String name : new String[] {"method", "maddr", "ttl", "transport", "lr"}) {
                clean.removeParameter(name);
            }
            for (Iterator<String> names = sip.getHeaderNames(); names.hasNext(); ) {
                clean.removeHeader(names.next());
            }
            copy.setURI(clean);
        }
        return copy;
    }

    /** A Call-ID that this loop owns (design: what we make carries its owner). */
    void callId(SipRequest request) {
        RandomGenerator random = runtime.owner().loop().random();
        for (int i = 0; i < TRIES; i++) {
            request.set(StandardHeader.CALL_ID, Slice.of(
                    Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong())));
            if (runtime.owns(request.callIdHash())) {
                return;
            }
        }
        throw new IllegalStateException("no Call-ID of this loop in " + TRIES + " tries");
    }

    /**
     * The next request of a session, inside its dialog where there is one. Without one, the request that began it is
     * made again where the method is the same (RFC 3261 8.1.3.5: "it SHOULD have the same value of the Call-ID, To, and
     * From of the previous request, but the CSeq should contain a new sequence number"), with all its headers.
     */
    SipServletRequestImpl subsequent(SipSessionImpl session, Method method) {
        DialogState dialog = session.dialog();
        boolean fresh = session.state() == State.INITIAL && session.localIsFrom();
        SipRequest request = fresh ? again(session, method) : inDialog(session, method);
        request.set(StandardHeader.CSEQ, dialog.nextSequence() + " " + method.name());
        if (Dialogs.isRefreshing(method) && !request.has(StandardHeader.CONTACT)) {
            contact(request, session);
        }
        SipServletRequestImpl made =
                SipServletRequestImpl.ours(request, runtime, session, fresh && Dialogs.isCreating(method));
        if (made.isInitial()) {
            session.first(made);
        }
        session.uncommitted(made);
        return made;
    }

    private static SipRequest again(SipSessionImpl session, Method method) {
        if (!(session.first() instanceof SipServletRequestImpl first) || !first.isOurs()) {
            return inDialog(session, method);
        }
        if (first.method() == method) {
            SipRequest copy = first.sip().copy();
            copy.remove(StandardHeader.VIA);
            return copy;
        }
        SipRequest request = inDialog(session, method);
        request.requestUri(first.sip().requestUri());
        for (Slice route : first.sip().allSlices(StandardHeader.ROUTE)) {
            request.addLast(StandardHeader.ROUTE, route);
        }
        return request;
    }

    private static SipRequest inDialog(SipSessionImpl session, Method method) {
        DialogState dialog = session.dialog();
        Slice target = dialog.remoteTarget();
        String uri = target != null ? target.toString() : session.getRemoteParty().getURI().toString();
        SipRequest request = SipRequest.of(method, uri);
        request.maxForwards(HOPS);
        for (Slice route : dialog.routes()) {
            request.addLast(StandardHeader.ROUTE, route);
        }
        request.set(StandardHeader.CALL_ID, session.callId());
        boolean from = session.localIsFrom();
        request.set(StandardHeader.FROM, tagged(from ? session.from() : session.to(), session.localTag()));
        // As the UAS we have the peer's tag in what it sent.
        Slice remote = from ? tagged(session.to(), session.remoteTag()) : session.from();
        request.set(StandardHeader.TO, remote);
        return request;
    }

    /** RFC 3261 13.2.2.4: the ACK has the CSeq number of the INVITE and the dialog's route set. */
    SipServletRequestImpl ack(SipServletResponseImpl response) {
        SipSessionImpl session = response.session();
        SipRequest request = inDialog(session, StandardMethod.ACK);
        request.set(StandardHeader.CSEQ, response.sip().cseq() + " ACK");
        SipServletRequestImpl ack = SipServletRequestImpl.ours(request, runtime, session, false);
        ack.exchange(response.request().exchange());
        return ack;
    }

    /** RFC 3262 4: a new request within the dialog, with the RSeq and the CSeq of what it acknowledges in RAck. */
    SipServletRequestImpl prack(SipServletResponseImpl response) {
        SipSessionImpl session = response.session();
        if (!session.isValid() || session.state() == State.TERMINATED
                || session.state() == State.INITIAL) {
            throw new IllegalStateException("the session has no dialog any more");
        }
        SipServletRequestImpl prack = subsequent(session, StandardMethod.PRACK);
        prack.sip().set(StandardHeader.RACK,
                Reliability.number(response.sip()) + " " + response.sip().cseq() + " INVITE");
        return prack;
    }

    /** From and To as the application wants them, but for the tags (RFC 4916). Where it says nothing, nothing changes. */
    static void parties(SipServletRequestImpl made, Address from, Address to) {
        SipRequest request = made.sip();
        if (from != null) {
            request.set(StandardHeader.FROM, tagged(Slice.of(party(from).toString()), request.fromTag()));
        }
        if (to != null) {
            request.set(StandardHeader.TO, tagged(Slice.of(party(to).toString()), request.toTag()));
        }
    }

    private static Slice tagged(Slice party, Slice tag) {
        return tag == null ? party : Slice.of(party + ";tag=" + tag);
    }

    private void contact(SipRequest request, SipSessionImpl session) {
        request.set(StandardHeader.CONTACT,
                LocalPoints.contact(runtime.scope().points().pointOf(session.preferred(), null)));
    }
}
