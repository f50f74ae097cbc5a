package io.bellhop.container.dispatch;

import io.bellhop.container.app.ApplicationRuntime;
import io.bellhop.container.message.HeaderMap;
import io.bellhop.container.message.MessageActions;
import io.bellhop.container.message.Onward;
import io.bellhop.container.message.ProxyControl;
import io.bellhop.container.message.ResponseContinuation;
import io.bellhop.container.message.RoutingState;
import io.bellhop.container.message.SipServletRequestImpl;
import io.bellhop.container.message.SipServletResponseImpl;
import io.bellhop.container.security.DigestClient;
import io.bellhop.container.session.CallOwner;
import io.bellhop.container.session.ServletTimerImpl;
import io.bellhop.container.session.SessionPort;
import io.bellhop.container.session.SipApplicationSessionImpl;
import io.bellhop.container.session.SipSessionImpl;
import io.bellhop.sip.SipStack;
import io.bellhop.sip.loop.SipLoop;
import io.bellhop.sip.message.Method;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.SipUri;
import io.bellhop.sip.transaction.ServerTransaction;
import io.bellhop.sip.transaction.TransactionUser;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.ListeningPoint;
import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.SipServletRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One loop of the container: the core above its transactions, and what its messages and sessions ask for. Holds the
 * parts together and does nothing itself.
 */
public final class LoopRuntime implements TransactionUser, MessageActions, SessionPort {
    private static final Logger LOG = Logger.getLogger(LoopRuntime.class.getPackageName());

    private final ContainerScope scope;
    private final SipStack stack;
    private final CallOwner owner;
    private final SessionKeeper keeper;
    private final CallbackRunner runner;
    private final RequestDispatcher requests;
    private final Responder responder;
    private final RequestBuilder builder;
    private final RequestCopies copies;
    private final Sender sender;
    private final MergedRequests merged = new MergedRequests();
    private final Composer composer;

    public LoopRuntime(ContainerScope scope, SipStack stack, SipLoop loop) {
        this.scope = scope;
        this.stack = stack;
        owner = new CallOwner(loop, stack.transactions(loop), this);
        keeper = new SessionKeeper(loop);
        runner = new CallbackRunner(loop, scope.workers(), keeper);
        keeper.runner(runner);
        responder = new Responder(this);
        builder = new RequestBuilder(this);
        copies = new RequestCopies(builder);
        sender = new Sender(this);
        requests = new RequestDispatcher(this);
        composer = new Composer(this, requests);
    }

    @Override
    public CallOwner owner() {
        return owner;
    }

    MergedRequests merged() {
        return merged;
    }

    ContainerScope scope() {
        return scope;
    }

    Sender sender() {
        return sender;
    }

    Responder responder() {
        return responder;
    }

    boolean owns(int callIdHash) {
        return stack.owner(callIdHash) == owner.loop();
    }

    // ---- from the transactions

    @Override
    public void request(SipRequest request, ServerTransaction transaction) {
        assert owner.loop().inLoop();
        if (!scope.isOpen()) {
            RequestDispatcher.reject(request, transaction, 503, null);
            return;
        }
        requests.request(request, transaction);
    }

    @Override
    public void ack(SipRequest ack, Flow flow) {
        assert owner.loop().inLoop();
        requests.ack(ack, flow);
    }

    // ---- callbacks

    /** Shows a request to its servlet. */
    void call(SipServletRequestImpl request) {
        if (request.application().blocking()) {
            // A worker's callbacks are kept in order by their application session.
            request.session();
        }
        request.shown();
        runner.run(new RequestCallback(runner, responder, request));
    }

    @Override
    public void deliver(SipServletResponseImpl response, ResponseContinuation after) {
        SipSessionImpl session = response.session();
        if (!session.isValid()) {
            if (after != null) {
                after.after(response, null);
            }
            return;
        }
        runner.run(new ResponseCallback(runner, response, session, after));
    }

    @Override
    public void sessionEnded(SipServletRequestImpl request) {
        // A proxy has been told before this, and has answered unless it goes on without its session.
        if (request.proxyControl() == null && !request.serverTransaction().isFinal()) {
            responder.answer(request, request.application().ended() ? 503 : 500, "Session ended");
        }
    }

    @Override
    public void cancelled(SipServletRequestImpl request, SipRequest cancel) {
        ProxyControl proxy = request.proxyControl() != null ? request.proxyControl()
                : request.sessionOrNull() == null ? null : (ProxyControl) request.session().proxy();
        if (proxy != null) {
            proxy.cancelled(request, cancel);
        } else if (!request.finalSent() || ReliableResponses.isHeldBack(request)) {
            // RFC 3261 9.2: "it immediately responds to the INVITE with a 487 (Request Terminated)."
            responder.answer(request, 487, null);
        }
        if (request.isShown()) {
            requests.cancel(request, cancel);
        }
    }

    @Override
    public void ackMissing(SipServletRequestImpl request, SipServletResponseImpl response) {
        if (request.sessionOrNull() != null && request.application().listeners().error().length > 0) {
            runner.run(new ErrorCallback(runner, ErrorCallback.Missing.ACK, request, response));
        }
    }

    /** No PRACK came for a reliable provisional response. */
    void prackMissing(SipServletRequestImpl request, SipServletResponseImpl response) {
        if (request.application().listeners().error().length > 0) {
            runner.run(new ErrorCallback(runner, ErrorCallback.Missing.PRACK, request, response));
        }
    }

    // ---- what messages ask for

    @Override
    public void respondReliably(SipServletResponseImpl response) {
        ReliableResponses.send(this, response);
        merged.note(response);
    }

    @Override
    public SipServletRequestImpl createPrack(SipServletResponseImpl response) {
        return builder.prack(response);
    }

    @Override
    public void respond(SipServletResponseImpl response) {
        responder.respond(response);
        merged.note(response);
    }

    @Override
    public void send(SipServletRequestImpl request) {
        sender.send(request);
    }

    @Override
    public void prepare(SipServletRequestImpl request, SipResponse response) {
        responder.prepare(request, response);
    }

    @Override
    public void forwarded(SipServletRequestImpl original, SipResponse response) {
        responder.forwarded(original, response);
    }

    @Override
    public boolean asksRouter(SipServletRequestImpl from) {
        return composer.asks(from);
    }

    @Override
    public Onward onward(SipServletRequestImpl from, SipServletRequestImpl shown, SipRequest leaving) {
        return composer.onward(from, shown, leaving);
    }

    @Override
    public Onward within(SipUri hop) {
        return composer.within(hop);
    }

    @Override
    public SipServletRequestImpl createAck(SipServletResponseImpl response) {
        return builder.ack(response);
    }

    @Override
    public ProxyControl makeProxy(SipServletRequestImpl original) {
        ProxyControl proxy = scope.proxies().make(original);
        original.proxyControl(proxy);
        original.session().proxy(proxy);
        return proxy;
    }

    @Override
    public SipApplicationSessionImpl makeApplicationSession(SipServletRequestImpl request) {
        SipApplicationSessionImpl meant = Targeting.applicationSession(request);
        if (meant != null) {
            request.applicationSession(meant);
            return meant;
        }
        SipApplicationSessionImpl made = new SipApplicationSessionImpl(request.application(), owner, null);
        request.applicationSession(made);
        made.created();
        return made;
    }

    @Override
    public SipSessionImpl makeSession(SipServletRequestImpl request) {
        if (request.application() == null) {
            throw new IllegalStateException("the request has not been given to an application yet");
        }
        SipApplicationSessionImpl parent = request.applicationSessionOrNull() != null
                ? request.applicationSessionOrNull() : makeApplicationSession(request);
        SipSessionImpl made = new SipSessionImpl(parent, request.sip(), false, request.servlet());
        RoutingState routing = request.routing();
        if (routing != null) {
            made.routed(routing.region(), routing.subscriber());
        }
        request.session(made);
        request.begin();
        Targeting.link(request, made);
        made.created();
        return made;
    }

    /** A first request of an application, as a user agent client. Any thread. */
    public SipServletRequestImpl create(SipApplicationSessionImpl parent, Method method, Address from, Address to) {
        return owner.call(() -> builder.first(parent, method, from, to));
    }

    @Override
    public SipServletRequestImpl createLike(SipServletRequestImpl original, HeaderMap headers, boolean sameCallId) {
        return copies.like(original, headers, sameCallId);
    }

    @Override
    public void copy(SipServletRequestImpl original, SipServletRequestImpl made, HeaderMap headers) {
        RequestCopies.into(original, made, headers);
    }

    @Override
    public SipServletResponseImpl createFurther(SipServletRequestImpl original, SipSessionImpl session, int status,
            String reason) {
        return responder.further(original, session, status, reason);
    }

    @Override
    public void tooManyHops(SipServletRequestImpl request) {
        if (request.serverTransaction() != null && !request.finalSent()) {
            responder.answer(request, 483, null);
        }
    }

    @Override
    public DigestClient digests() {
        return scope.digests();
    }

    @Override
    public String cnonce() {
        return Long.toHexString(owner.call(() -> owner.loop().random().nextLong()));
    }

    // ---- what sessions ask for

    @Override
    public SipServletRequest createRequest(SipSessionImpl session, Method method) {
        return builder.subsequent(session, method);
    }

    @Override
    public ListeningPoint point(InetAddress address) {
        return scope.points().find(address, 0);
    }

    @Override
    public ListeningPoint point(InetSocketAddress address) {
        return scope.points().find(address);
    }

    @Override
    public void fired(ServletTimerImpl timer) {
        runner.run(new TimerCallback(runner, timer));
    }

    @Override
    public void expired(SipApplicationSessionImpl session) {
        runner.run(new ExpiryCallback(runner, session));
    }

    @Override
    public void ended(SipSessionImpl session) {
        merged.forget(session);
        if (session.proxy() != null) {
            ((ProxyControl) session.proxy()).ended();
        }
    }

    @Override
    public void settle(SipSessionImpl session) {
        keeper.settle(session);
    }

    @Override
    public void settle(SipApplicationSessionImpl session) {
        keeper.settle(session);
    }

    /**
     * Ends every session of an application that is undeployed: on the loop, or where the application may block on the
     * calling thread, which must not be a loop.
     */
    public void endAll(ApplicationRuntime application) {
        List<SipApplicationSessionImpl> all = owner.call(() -> {
            List<SipApplicationSessionImpl> found = new ArrayList<>();
            owner.applicationSessions().forEach(session -> {
                if (session.application() == application) {
                    found.add(session);
                }
            });
            return found;
        });
        if (application.blocking()) {
            end(all);
        } else {
            owner.call(() -> end(all));
        }
    }

    private static Void end(List<SipApplicationSessionImpl> all) {
        for (SipApplicationSessionImpl session : all) {
            try {
                if (session.isValid()) {
                    session.invalidate();
                }
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, e, () -> session + " failed to end");
            }
        }
        return null;
    }
}
