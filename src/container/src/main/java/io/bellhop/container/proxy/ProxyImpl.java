package io.bellhop.container.proxy;

import io.bellhop.container.message.MessageActions;
import io.bellhop.container.message.SipServletRequestImpl;
import io.bellhop.container.message.SipServletResponseImpl;
import io.bellhop.container.session.SipSessionImpl;
import io.bellhop.sip.loop.SipLoop;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.transaction.ServerTransaction;
import io.bellhop.sip.transaction.TransactionLayer;
import io.bellhop.sip.transport.ListeningPoint;
import jakarta.servlet.sip.ProxyBranch;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipSession.State;
import jakarta.servlet.sip.URI;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The proxying of a request, and afterwards of the later requests of its dialog (JSR 289 10, RFC 3261 16). The API may
 * be called by any thread; what begins or cancels branches is done by the owner loop.
 */
final class ProxyImpl extends ProxyOptions {
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    private final ProxyFactory factory;
    private final MessageActions actions;
    private final SipSessionImpl session;
    private final ListeningPoint inbound;
    private final Dialogs dialogs = new Dialogs();
    private volatile Search search;
    private volatile List<ProxyBranchImpl> branches = new CopyOnWriteArrayList<>();
    private List<ProxyBranchImpl> unstarted = new ArrayList<>(1);
    private Targets targets = new Targets();
    private LaterRequest later;

    ProxyImpl(ProxyFactory factory, SipServletRequestImpl original) {
        super(original.application().descriptor().proxy().proxyTimeoutSeconds());
        this.factory = factory;
        actions = original.actions();
        session = original.session();
        inbound = original.flow().point();
        search = new Search(this, original);
    }

    // ---- for the branches

    ProxyFactory factory() {
        return factory;
    }

    MessageActions actions() {
        return actions;
    }

    SipSessionImpl session() {
        return session;
    }

    @Override
    ListeningPoint inbound() {
        return inbound;
    }

    SipLoop loop() {
        return actions.owner().loop();
    }

    TransactionLayer transactions() {
        return actions.owner().transactions();
    }

    Slice token() {
        return session.token();
    }

    /** Takes a target in. @return false if it was tried already */
    synchronized boolean isNew(URI target) {
        return targets.add(target);
    }

    /** The token of the session if there will be later requests in it, else null. */
    Slice laterToken() {
        return session.isRecordRouted() && session.isValid() ? session.token() : null;
    }

    /** A 2xx that comes after the search is over, of another callee as a rule: somebody behind us has forked. */
    void lateSuccess(ServerTransaction upstream, SipResponse response) {
        if (dialogs.begun(response.toTag()) && getSupervised()) {
            SipServletResponseImpl shown = SipServletResponseImpl.proxied(
                    response, upstream.flow(), null, session, actions, this, null, false);
            actions.deliver(shown, (seen, failure) -> upstream.respond(seen.sip()));
        } else {
            upstream.respond(response);
        }
    }

    void run(Runnable task) {
        actions.owner().run(task);
    }

    @Override
    ListeningPoint point(InetAddress address) {
        return actions.owner().port().point(address);
    }

    @Override
    ListeningPoint point(InetSocketAddress address) {
        return actions.owner().port().point(address);
    }

    /** The search is over: what it needed is let go. Loop only. */
    void over() {
        for (ProxyBranchImpl branch : branches) {
            branch.forget();
        }
        search = null;
        branches = List.of();
        unstarted = List.of();
        targets = null;
    }

    /** The dialogs that the INVITE began. */
    Dialogs dialogs() {
        return dialogs;
    }

    /** See {@link Dialogs#overdue}. */
    void overdue(int tagHash) {
        if (session.isValid() && session.state() == State.CONFIRMED && dialogs.overdue(tagHash)) {
            session.become(State.TERMINATED);
            actions.owner().port().settle(session);
        }
    }

    // ---- for the runtime; owner loop

    @Override
    public void subsequent(SipServletRequestImpl request) {
        later = LaterRequest.forward(this, request, later);
    }

    @Override
    public void cancelled(SipServletRequestImpl original, SipRequest cancel) {
        String reason = cancel.first(StandardHeader.REASON);
        Search going = search;
        if (going != null && going.original() == original) {
            going.cancelled(reason);
        } else {
            LaterRequest.cancel(later, original, reason);
        }
    }

    @Override
    public boolean answered(SipServletResponseImpl response) {
        Search going = search;
        return going != null && going.original() == response.request() && going.answered(response);
    }

    @Override
    public void failed(SipServletRequestImpl original, int status) {
        giveUp(original, status);
    }

    @Override
    public void terminated(SipServletRequestImpl original) {
        giveUp(original, SERVER_ERROR);
    }

    private void giveUp(SipServletRequestImpl original, int status) {
        Search going = search;
        if (going != null && going.original() == original) {
            going.giveUp(status);
        }
    }

    @Override
    public boolean hungUp(SipServletRequestImpl bye) {
        return dialogs.ended(bye.sip().toTag(), bye.sip().fromTag());
    }

    /** JSR 289, SipSession.invalidate: an unsupervised proxy goes on without its session. */
    @Override
    public void ended() {
        Search going = search;
        if (going != null && !going.completed() && (getSupervised() || session.application().ended())) {
            going.giveUp(UNAVAILABLE);
        }
    }

    // ---- starting

    @Override
    public void proxyTo(URI uri) {
        if (uri == null) {
            throw new NullPointerException("uri");
        }
        createProxyBranches(List.of(uri));
        startProxy();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void proxyTo(List uris) {
        createProxyBranches(uris);
        startProxy();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public List<ProxyBranch> createProxyBranches(List uris) {
        Search going = going();
        List<ProxyBranch> made = new ArrayList<>(uris.size());
        synchronized (this) {
            Targets known = targets;
            if (known == null) {
                throw new IllegalStateException("the request is answered already");
            }
            for (Object uri : uris) {
                URI target = Targets.asRequestUri((URI) uri);
                checkRoutable(target, going);
                if (known.add(target)) {
                    ProxyBranchImpl branch = new ProxyBranchImpl(this, going, target, branchSettings());
                    branches.add(branch);
                    unstarted.add(branch);
                    made.add(branch);
                }
            }
        }
        return made;
    }

    /** The search while it goes on. @throws IllegalStateException if a final response went upstream already */
    private Search going() {
        Search going = search;
        if (going == null || going.completed()) {
            throw new IllegalStateException("the request is answered already");
        }
        return going;
    }

    private static void checkRoutable(URI target, Search going) {
        SipServletRequestImpl original = going.original();
        boolean routed = original != null && original.sip().has(StandardHeader.ROUTE);
        if (!target.isSipURI() && !routed && (original == null || !original.actions().asksRouter(original))) {
            throw new IllegalArgumentException("without a Route, a request goes to a sip: or sips: URI: " + target);
        }
    }

    @Override
    public void startProxy() {
        Search going = going();
        List<ProxyBranchImpl> ready;
        synchronized (this) {
            ready = unstarted;
            unstarted = new ArrayList<>(1);
        }
        begin();
        if (actions.owner().loop().inLoop()) {
            going.start(ready);
        } else {
            actions.owner().loop().execute(() -> going.start(ready));
        }
    }

    // ---- cancelling

    @Override
    public void cancel() {
        cancel(null, null, null);
    }

    @Override
    public void cancel(String[] protocol, int[] reasonCode, String[] reasonText) {
        String reason = CancelReason.of(protocol, reasonCode, reasonText);
        Search going = going();
        run(() -> going.cancelled(reason));
    }

    // ---- looking

    @Override
    public SipServletRequest getOriginalRequest() {
        Search going = search;
        return going == null ? null : going.original();
    }

    @Override
    public ProxyBranch getProxyBranch(URI uri) {
        for (ProxyBranchImpl branch : branches) {
            if (branch.target().equals(uri)) {
                return branch;
            }
        }
        return null;
    }

    @Override
    public List<ProxyBranch> getProxyBranches() {
        return List.copyOf(branches);
    }
}
