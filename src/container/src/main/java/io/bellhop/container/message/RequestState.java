package io.bellhop.container.message;

import io.bellhop.container.app.ApplicationRuntime;
import io.bellhop.container.app.ServletHolder;
import io.bellhop.container.session.OpenTransaction;
import io.bellhop.container.session.SessionLink;
import io.bellhop.container.session.SipApplicationSessionImpl;
import io.bellhop.container.session.SipSessionImpl;
import io.bellhop.sip.message.Method;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ClientTransaction;
import io.bellhop.sip.transaction.ServerTransaction;
import io.bellhop.sip.transaction.ServerTransactionUser;
import io.bellhop.sip.transport.Flow;
import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;

/**
 * What the layers around need of a request: its transactions, its application and session, and that the session knows
 * of a transaction that goes on. Owner loop only, unless said otherwise.
 */
abstract class RequestState extends ServletRequestParts implements ServerTransactionUser {
    private static final ServerTransactionUser NOBODY = new ServerTransactionUser() {};

    final SipRequest request;
    final ServerTransaction server;
    final boolean initial;
    ApplicationRuntime application;
    private ServletHolder servlet;
    volatile SipSessionImpl session;
    volatile SipApplicationSessionImpl applicationSession;
    volatile boolean committed;
    volatile boolean finalSent;
    ClientTransaction client;
    SipServletRequestImpl cancelled;
    ProxyControl proxy;
    Slice popped;
    RoutingState routing;
    Arrival arrival;
    boolean b2bua;
    private volatile RequestLink link;
    private volatile boolean cancelling;
    private Object exchange;
    private Open open;
    private boolean shown;

    RequestState(SipRequest request, MessageActions actions, Flow flow, ServerTransaction server, boolean initial) {
        super(request, actions, flow);
        this.request = request;
        this.server = server;
        this.initial = initial;
    }

    private SipServletRequestImpl self() {
        return (SipServletRequestImpl) this;
    }

    @Override
    public SipRequest sip() {
        return request;
    }

    public Method method() {
        return request.method();
    }

    /** The transaction that it came in; null for an ACK and for a request of ours. */
    public ServerTransaction serverTransaction() {
        return server;
    }

    /** The transaction that it was sent in; null for one received, before it is sent, and for an ACK. */
    public ClientTransaction clientTransaction() {
        return client;
    }

    public void clientTransaction(ClientTransaction transaction) {
        client = transaction;
    }

    public ApplicationRuntime application() {
        return application;
    }

    /** The application and the servlet that get it. */
    public void dispatched(ApplicationRuntime to, ServletHolder holder) {
        application = to;
        servlet = holder;
    }

    public ServletHolder servlet() {
        return servlet;
    }

    /**
     * What the application router said of it, or null. For a request of ours: what it said of the one that it goes on
     * from, null for a new one.
     */
    public RoutingState routing() {
        return routing;
    }

    public void routing(RoutingState state) {
        routing = state;
    }

    @Override
    final Flow initialFlow() {
        return arrival != null ? arrival.flow() : super.initialFlow();
    }

    /** How it came into the container, where another application had it before. */
    public void arrival(Arrival first) {
        arrival = first;
    }

    /** As the other one, of which this is a copy. */
    public void arrivedLike(RequestState other) {
        arrival = other.arrival;
    }

    /** Whether another application, or the application router's route, had it before. */
    public boolean cameThrough() {
        return arrival != null;
    }

    /** How it came into the container. */
    public Arrival arrival() {
        return arrival != null ? arrival : new Arrival(popped, flow());
    }

    /**
     * Says that this request of ours goes on from one that the application received (JSR 289 15.2.2).
     *
     * @param directive CONTINUE or REVERSE
     */
    public void continues(SipApplicationRoutingDirective directive, RequestState original) {
        RoutingState known = original.routing;
        routing = new RoutingState(known.region(), known.subscriber(), directive, known.state());
        arrival = original.arrival();
    }

    /** Another Route value than the one taken off, which the application router has put in its place. */
    public void popped(Slice route) {
        popped = route;
    }

    public void session(SipSessionImpl belongs) {
        session = belongs;
        applicationSession = belongs.applicationSession();
    }

    public void applicationSession(SipApplicationSessionImpl belongs) {
        applicationSession = belongs;
    }

    @Override
    public SipApplicationSessionImpl applicationSessionOrNull() {
        return applicationSession;
    }

    /** The proxy, or null. */
    public ProxyControl proxyControl() {
        return proxy;
    }

    public void proxyControl(ProxyControl control) {
        proxy = control;
    }

    /** The INVITE that this CANCEL of ours is for, or null. */
    public SipServletRequestImpl cancelledRequest() {
        return cancelled;
    }

    /** The Route value that the container took off when it came in, or null. */
    public Slice popped() {
        return popped;
    }

    /** A final response was chosen: nothing but further 2xx to INVITE can be sent. Any thread. */
    public void commit() {
        committed = true;
        finalSent = true;
    }

    public boolean finalSent() {
        return finalSent;
    }

    /** A final response came for this request of ours: it can't be cancelled any more. */
    public void answered() {
        finalSent = true;
    }

    /** Whether the application has cancelled this INVITE of ours. Any thread. */
    public boolean isCancelled() {
        return cancelling;
    }

    void cancelling() {
        cancelling = true;
    }

    /** The request that this one was made of, or the one made of it (JSR 289 12.8); null without link. Any thread. */
    SipServletRequestImpl linked() {
        RequestLink known = link;
        return known != null && known.sessions().holds() ? known.peer() : null;
    }

    void link(SipServletRequestImpl made, SessionLink sessions) {
        link = new RequestLink(made, sessions);
        ((RequestState) made).link = new RequestLink(self(), sessions);
    }

    /** What the dispatcher keeps of the client transaction of a request of ours. */
    public Object exchange() {
        return exchange;
    }

    public void exchange(Object kept) {
        exchange = kept;
    }

    /** It goes to its servlet. Loop only. */
    public void shown() {
        shown = true;
    }

    /** Whether its servlet has seen it, or is about to. */
    public boolean isShown() {
        return shown;
    }

    /** Counts the transaction of this request, received, among those that go on in its session. Loop only. */
    public void begin() {
        if (open != null || server == null) {
            return;
        }
        if (server.isFinal()) {
            session.completed();
        } else {
            open = new Open(this);
            session.begin(open);
        }
    }

    /** This request in the list of its session. */
    private static final class Open extends OpenTransaction {
        private final RequestState request;

        Open(RequestState request) {
            this.request = request;
        }

        @Override
        protected void sessionEnded() {
            request.open = null;
            request.actions().sessionEnded(request.self());
        }

        @Override
        protected SipServletRequestImpl request() {
            return request.self();
        }

        @Override
        protected boolean isInvite() {
            return request.method() == StandardMethod.INVITE;
        }
    }

    /** A final response was sent, or none can be any more: the session need not wait for this request. Loop only. */
    public void end() {
        if (open != null) {
            Open over = open;
            open = null;
            session.complete(over);
        }
    }

    /** Lets go of the transaction, which lives on for a while, so that it does not keep this request. Loop only. */
    public void leaveTransaction() {
        if (server.user() == this) {
            server.user(NOBODY);
        }
    }

    @Override
    public void cancelled(ServerTransaction transaction, SipRequest cancel) {
        actions().cancelled(self(), cancel);
    }

    @Override
    public void ackMissing(ServerTransaction transaction) {
        actions().ackMissing(self(), null);
    }

    @Override
    public void terminated(ServerTransaction transaction) {
        end();
        if (proxy != null) {
            proxy.terminated(self());
        }
    }

    @Override
    public SipSessionImpl sessionOrNull() {
        return session;
    }

    @Override
    public SipSessionImpl session() {
        SipSessionImpl known = session;
        if (known != null) {
            return known;
        }
        return actions().owner().loop().inLoop() ? actions().makeSession(self())
                : actions().owner().call(() -> session != null ? session : actions().makeSession(self()));
    }

    @Override
    public SipApplicationSessionImpl getApplicationSession() {
        SipApplicationSessionImpl known = applicationSession;
        if (known != null) {
            return known;
        }
        return actions().owner().call(
                () -> applicationSession != null ? applicationSession : actions().makeApplicationSession(self()));
    }

    @Override
    public SipApplicationSessionImpl getApplicationSession(boolean create) {
        return create ? getApplicationSession() : applicationSession;
    }
}
