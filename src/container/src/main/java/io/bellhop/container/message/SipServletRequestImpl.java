package io.bellhop.container.message;

import io.bellhop.container.address.AddressImpl;
import io.bellhop.container.address.AddressParser;
import io.bellhop.container.address.Guarded;
import io.bellhop.container.address.Protection;
import io.bellhop.container.session.SipSessionImpl;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ServerTransaction;
import io.bellhop.sip.transport.Flow;
import jakarta.servlet.ServletContext;
import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.AuthInfo;
import jakarta.servlet.sip.B2buaHelper;
import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.TooManyHopsException;
import jakarta.servlet.sip.URI;
import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;

/** A request, received or ours (JSR 289, SipServletRequest). */
public final class SipServletRequestImpl extends RequestState {
    private AddressImpl poppedAddress;
    private URI uri;
    private boolean ofBranch;

    private SipServletRequestImpl(SipRequest request, MessageActions actions, Flow flow, ServerTransaction server,
            boolean initial) {
        super(request, actions, flow, server, initial);
    }

    /**
     * A request received.
     *
     * @param server its transaction; null for an ACK
     * @param initial whether it is initial (JSR 289 appendix B)
     * @param popped the Route value that was taken off, or null
     */
    public static SipServletRequestImpl received(SipRequest request, MessageActions actions, Flow flow,
            ServerTransaction server, boolean initial, Slice popped) {
        SipServletRequestImpl made = new SipServletRequestImpl(request, actions, flow, server, initial);
        made.popped = popped;
        return made;
    }

    /** The request of a proxy's branch: the proxy sends it, not the application. */
    public static SipServletRequestImpl branch(SipRequest request, MessageActions actions, SipSessionImpl session) {
        SipServletRequestImpl made = ours(request, actions, session, true);
        made.ofBranch = true;
        return made;
    }

    /** A request of ours in that session. */
    public static SipServletRequestImpl ours(SipRequest request, MessageActions actions, SipSessionImpl session,
            boolean initial) {
        SipServletRequestImpl made = new SipServletRequestImpl(request, actions, null, null, initial);
        made.session = session;
        made.applicationSession = session.applicationSession();
        made.application = session.application();
        return made;
    }

    // ---- what it is

    @Override
    public String getMethod() {
        return request.method().name();
    }

    @Override
    public boolean isInitial() {
        return initial;
    }

    @Override
    public boolean isCommitted() {
        return committed;
    }

    @Override
    public ServletContext getServletContext() {
        return application.context();
    }

    @Override
    public URI getRequestURI() {
        if (uri == null) {
            Slice text = request.requestUri();
            try {
                uri = AddressParser.parseUri(text.array(), text.start(), text.end());
            } catch (ServletParseException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
            ((Guarded) uri).onChange(this::requestUriChanged);
        }
        return uri;
    }

    private void requestUriChanged() {
        request.requestUri(Slice.of(uri.toString()));
    }

    @Override
    public void setRequestURI(URI target) {
        checkOpen();
        if (target == null) {
            throw new NullPointerException("Request-URI");
        }
        uri = null;
        request.requestUri(Slice.of(target.toString()));
    }

    @Override
    public int getMaxForwards() {
        return request.maxForwards();
    }

    @Override
    public void setMaxForwards(int hops) {
        if (hops < 0 || hops > 255) {
            throw new IllegalArgumentException("Max-Forwards of " + hops);
        }
        checkOpen();
        request.maxForwards(hops);
    }

    /** What begins a session names its parties (RFC 3261 12.1.2). */
    @Override
    void partyChanged(StandardHeader name, AddressImpl address) {
        super.partyChanged(name, address);
        if (initial) {
            session.party(name, Slice.of(address.clone().toString()));
        }
    }

    // ---- routes

    @Override
    public Address getPoppedRoute() {
        if (poppedAddress == null && popped != null) {
            poppedAddress = route(popped);
        }
        return poppedAddress;
    }

    @Override
    public Address getInitialPoppedRoute() {
        if (arrival == null) {
            return getPoppedRoute();
        }
        return arrival.popped() == null ? null : route(arrival.popped());
    }

    private static AddressImpl route(Slice value) {
        try {
            AddressImpl address = AddressParser.parseAddress(value.array(), value.start(), value.end());
            address.protect(Protection.SYSTEM);
            return address;
        } catch (ServletParseException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    URI parameters() {
        Address route = getPoppedRoute();
        return route != null ? route.getURI() : getRequestURI();
    }

    @Override
    public void pushRoute(SipURI target) {
        pushRoute(AddressParser.createAddress(target, null));
    }

    @Override
    public void pushRoute(Address route) {
        checkOpen();
        if (!initial) {
            throw new IllegalStateException("a request inside a dialog takes the dialog's route");
        }
        if (!route.getURI().isSipURI()) {
            throw new IllegalArgumentException("a Route has a SIP URI: " + route);
        }
        request.addFirst(StandardHeader.ROUTE, bracketed(route));
    }

    @Override
    public void pushPath(Address path) {
        checkOpen();
        if (request.method() != StandardMethod.REGISTER) {
            throw new IllegalStateException("Path is for REGISTER (RFC 3327)");
        }
        request.addFirst(StandardHeader.PATH, bracketed(path));
    }

    private static String bracketed(Address address) {
        String text = address.toString();
        return text.indexOf('<') >= 0 ? text : "<" + address.getURI() + ">";
    }

    // ---- what the application router said

    private RoutingState routingOfInitial() {
        if (!initial || routing == null || isOurs()) {
            throw new IllegalStateException("not an initial request that was received");
        }
        return routing;
    }

    @Override
    public SipApplicationRoutingRegion getRegion() {
        return routingOfInitial().region();
    }

    @Override
    public URI getSubscriberURI() {
        String subscriber = routingOfInitial().subscriber();
        try {
            return subscriber == null ? null : AddressParser.parseAddress(subscriber).getURI();
        } catch (ServletParseException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public SipApplicationRoutingDirective getRoutingDirective() {
        if (!initial) {
            throw new IllegalStateException("not an initial request");
        }
        return routing == null ? SipApplicationRoutingDirective.NEW : routing.directive();
    }

    @Override
    public void setRoutingDirective(SipApplicationRoutingDirective directive, SipServletRequest original) {
        if (!initial || committed || !isOurs()) {
            throw new IllegalStateException("not an initial request of ours before it is sent");
        }
        if (directive == SipApplicationRoutingDirective.NEW) {
            routing = null;
            arrival = null;
            return;
        }
        boolean fits = original instanceof SipServletRequestImpl received && received.initial && !received.isOurs()
                && received.routing != null && received.application == application;
        if (!fits) {
            throw new IllegalStateException(
                    directive + " goes on from an initial request that this application has received");
        }
        continues(directive, (SipServletRequestImpl) original);
    }

    // ---- answering, proxying, sending

    @Override
    public SipServletResponse createResponse(int status) {
        return createResponse(status, null);
    }

    @Override
    public SipServletResponse createResponse(int status, String reason) {
        if (status < 100 || status > 699) {
            throw new IllegalArgumentException("status " + status);
        }
        if (isOurs() || method() == StandardMethod.ACK || method() == StandardMethod.CANCEL) {
            throw new IllegalStateException("no response is made for this request");
        }
        if (finalSent) {
            throw new IllegalStateException("a final response was sent already");
        }
        SipResponse response = SipResponse.to(request, status, reason, toTag(status));
        actions().prepare(this, response);
        return SipServletResponseImpl.ours(response, this);
    }

    /** A tag that names the session where the response may begin a dialog or there is a session; any tag elsewhere. */
    private Slice toTag(int status) {
        if (status == 100 || request.toTag() != null) {
            return null;
        }
        boolean any = session == null && !Dialogs.isCreating(request.method()) && actions().owner().loop().inLoop();
        return any ? server.localTag() : session().localTag();
    }

    @Override
    public Proxy getProxy() throws TooManyHopsException {
        return getProxy(true);
    }

    @Override
    public Proxy getProxy(boolean create) throws TooManyHopsException {
        if (proxy != null || !create) {
            return proxy;
        }
        if (!initial && session != null && session.proxy() != null) {
            return session.proxy();
        }
        if (isOurs() || !initial || committed || b2bua || method() == StandardMethod.CANCEL) {
            throw new IllegalStateException("this request can't be proxied");
        }
        // RFC 3261 16.3: "If the request contains a Max-Forwards header field with a field value of zero, the element
        // MUST NOT forward the request."
        if (request.maxForwards() == 0) {
            throw new TooManyHopsException("Max-Forwards is 0");
        }
        if (actions().owner().loop().inLoop()) {
            proxy = actions().makeProxy(this);
        } else {
            proxy = actions().owner().call(() -> actions().makeProxy(this));
        }
        return proxy;
    }

    /** Any thread, from the moment when the INVITE was sent until its final response came (RFC 3261 9.1). */
    @Override
    public SipServletRequest createCancel() {
        if (!isOurs() || ofBranch || method() != StandardMethod.INVITE || !committed || finalSent) {
            throw new IllegalStateException("only an INVITE of ours without a final response can be cancelled");
        }
        SipRequest cancel = SipRequest.of(StandardMethod.CANCEL, request.requestUri().toString());
        cancel.addLast(StandardHeader.CALL_ID, request.callId());
        cancel.addLast(StandardHeader.FROM, request.firstSlice(StandardHeader.FROM));
        cancel.addLast(StandardHeader.TO, request.firstSlice(StandardHeader.TO));
        cancel.addLast(StandardHeader.CSEQ, request.cseq() + " CANCEL");
        SipServletRequestImpl made = ours(cancel, actions(), session, false);
        made.cancelled = this;
        return made;
    }

    @Override
    public void send() {
        if (!isOurs() || ofBranch) {
            throw new IllegalStateException("a request received is proxied or answered, not sent");
        }
        checkOpen();
        if (cancelled != null) {
            cancelled.cancelling();
        } else if (!session.isValid()) {
            throw new IllegalStateException("the session of the request has ended");
        }
        committed = true;
        if (actions().owner().loop().inLoop()) {
            actions().send(this);
        } else {
            actions().owner().loop().execute(() -> actions().send(this));
        }
    }

    @Override
    public B2buaHelper getB2buaHelper() {
        if (proxy != null || ofBranch || session != null && session.proxy() != null) {
            throw new IllegalStateException("the request is proxied");
        }
        b2bua = true;
        if (initial && !isOurs() && server != null) {
            // JSR 289, createResponseToOriginalRequest: "even if the request was committed and application does not
            // have a reference to this Request".
            session().first(this);
        }
        return new B2buaHelperImpl(actions());
    }

    /**
     * A request like this initial one, in a session of its own (JSR 289, SipFactory.createRequest). Any thread.
     *
     * @throws IllegalArgumentException if it is not an initial request that was received
     * @throws IllegalStateException if it may not go further (Max-Forwards 0); it was answered with 483
     */
    public SipServletRequestImpl createLike(boolean sameCallId) {
        if (!initial || isOurs()) {
            throw new IllegalArgumentException("not an initial request that was received");
        }
        if (request.maxForwards() == 0) {
            actions().owner().run(() -> actions().tooManyHops(this));
            throw new IllegalStateException("Max-Forwards is 0", new TooManyHopsException("Max-Forwards is 0"));
        }
        return actions().owner().call(() -> actions().createLike(this, HeaderMap.NONE, sameCallId));
    }

    /** @throws IllegalArgumentException if the response challenges no realm that the accounts are for */
    @Override
    public void addAuthHeader(SipServletResponse challenge, AuthInfo info) {
        checkOpen();
        if (challenge == null || info == null) {
            throw new NullPointerException("challenge and authentication information");
        }
        new Credentials(this, (SipServletResponseImpl) challenge).add(((AuthInfoImpl) info)::find);
    }

    /** As the other one; every realm of the challenge is answered with the same account. */
    @Override
    public void addAuthHeader(SipServletResponse challenge, String username, String password) {
        checkOpen();
        if (challenge == null || username == null || password == null) {
            throw new NullPointerException("challenge, user name and password");
        }
        new Credentials(this, (SipServletResponseImpl) challenge)
                .add((status, realm) -> new AuthInfoImpl.Account(status, realm, username, password));
    }

    @Override
    public String toString() {
        return request.toString();
    }
}
