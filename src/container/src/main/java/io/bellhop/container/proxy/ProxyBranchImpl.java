package io.bellhop.container.proxy;

import io.bellhop.container.address.AddressParser;
import io.bellhop.container.message.Onward;
import io.bellhop.container.message.ResponseContinuation;
import io.bellhop.container.message.SipServletRequestImpl;
import io.bellhop.container.message.SipServletResponseImpl;
import io.bellhop.sip.loop.LoopTimer;
import io.bellhop.sip.message.MalformedHeaderException;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.SipUri;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ClientTransaction;
import io.bellhop.sip.transaction.ClientTransactionUser;
import io.bellhop.sip.transaction.NextHop;
import io.bellhop.sip.transport.ListeningPoint;
import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.ProxyBranch;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.URI;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** One branch of a proxy: its client transaction, and Timer C and the search time-out as its timer. */
final class ProxyBranchImpl extends LoopTimer implements ProxyBranch, ClientTransactionUser, ResponseContinuation {
    private static final int TIMEOUT = 408;
    private static final int UNAVAILABLE = 503;
    private static final int UNROUTABLE = 416;
    /** A time-out of that length or more is no matter for what Timer F ends. */
    private static final long NON_INVITE_MILLIS = 32_000;

    private final ProxyImpl proxy;
    private final Search search;
    private final URI target;
    private final BranchSettings settings;
    private volatile boolean started;
    private volatile SipServletRequestImpl shownRequest;
    private volatile SipServletResponseImpl lastResponse;
    private volatile List<ProxyBranch> recursed = List.of();
    private SipRequest outgoing;
    private ClientTransaction transaction;
    private Slice successTag;
    private List<Slice> moreTags = List.of();
    private volatile boolean over;
    private long begun;
    private long provisional;

    /** @param target as it may stand in a Request-URI */
    ProxyBranchImpl(ProxyImpl proxy, Search search, URI target, BranchSettings settings) {
        this.proxy = proxy;
        this.search = search;
        this.target = target;
        this.settings = settings;
    }

    URI target() {
        return target;
    }

    // ---- going out; owner loop

    void start() {
        started = true;
        if (shownRequest != null) {
            shownRequest.commit();
        }
        begun = proxy.loop().now();
        provisional = begun;
        try {
            send(request());
        } catch (MalformedHeaderException e) {
            end(UNROUTABLE, null);
        }
    }

    private void send(SipRequest request) {
        Onward onward = onward(request);
        ListeningPoint in = proxy.inbound();
        SipUri hop = onward != null ? null : BranchRequest.nextHop(request);
        if (hop == null && onward == null) {
            end(UNROUTABLE, null);
            return;
        }
        ListeningPoint out = onward != null ? in
                : settings.outbound != null ? settings.outbound : proxy.factory().outbound(hop, in);
        if (settings.recordRoute) {
            proxy.session().recordRouted();
            RecordRoutes.add(request, StandardHeader.RECORD_ROUTE, proxy.token(), settings.recordRouteUri, in, out);
        }
        if (settings.addToPath && request.method() == StandardMethod.REGISTER) {
            RecordRoutes.add(request, StandardHeader.PATH, proxy.token(), settings.pathUri, in, out);
        }
        if (search.invite() || settings.searchMillis < NON_INVITE_MILLIS) {
            proxy.loop().start(this, deadline() - begun);
        }
        transaction = onward != null ? onward.send(request, in, this)
                : proxy.transactions().send(request, new NextHop.ToUri(hop, out), this);
    }

    /** The way to the next application (JSR 289 15.4), or null where there is none: as a rule. */
    private Onward onward(SipRequest request) {
        SipServletRequestImpl original = search.original();
        return proxy.actions().asksRouter(original)
                ? proxy.actions().onward(original, (SipServletRequestImpl) getRequest(), request) : null;
    }

    private SipRequest request() {
        if (outgoing == null) {
            outgoing = BranchRequest.of(search.original().sip(), Slice.of(target.toString()));
        }
        return outgoing;
    }

    // ---- Timer C and the search time-out

    private long deadline() {
        long searched = begun + settings.searchMillis;
        return search.invite() ? Math.min(searched, provisional + proxy.factory().timerC()) : searched;
    }

    @Override
    protected void expired() {
        long now = proxy.loop().now();
        long left = deadline() - now;
        if (left > 0) {
            // Provisional responses only note their time (16.7 step 2); whether it is over is looked at here.
            proxy.loop().start(this, left);
            return;
        }
        boolean ringing = transaction.isProceeding();
        if (!search.invite()) {
            transaction.abandon();
            end(TIMEOUT, null);
            return;
        }
        // RFC 3261 16.8: "If the client transaction has received a provisional response, the proxy MUST generate a
        // CANCEL request matching that transaction", else it "MUST behave as if the transaction received a 408".
        transaction.cancel(null);
        if (!ringing || now >= begun + settings.searchMillis) {
            end(TIMEOUT, null);
        }
    }

    // ---- what comes back; owner loop

    @Override
    public void response(ClientTransaction sender, SipResponse response) {
        int status = response.status();
        if (status == 100) {
            return;
        }
        response.removeFirst(StandardHeader.VIA);
        if (status < 200) {
            provisional = proxy.loop().now();
            search.provisional(this, response);
        } else if (status < 300) {
            success(response);
        } else {
            end(status, response);
        }
    }

    private void success(SipResponse response) {
        boolean repeated = isKnown(response.toTag() == null ? Slice.EMPTY : response.toTag());
        finish();
        search.success(this, response, repeated);
    }

    /** Whether a 2xx with that tag came before; there are several where a proxy behind us forks. */
    private boolean isKnown(Slice tag) {
        if (tag.equals(successTag) || moreTags.contains(tag)) {
            return true;
        }
        if (successTag == null) {
            successTag = tag.detach();
        } else {
            moreTags = new ArrayList<>(moreTags);
            moreTags.add(tag.detach());
        }
        return false;
    }

    @Override
    public void timedOut(ClientTransaction sender) {
        end(TIMEOUT, null);
    }

    /** "If the transport layer reports a failure, the proxy MUST behave as if it received a 503" (RFC 3261 16.9). */
    @Override
    public void transportFailed(ClientTransaction sender, String why) {
        end(UNAVAILABLE, null);
    }

    private void end(int status, SipResponse response) {
        if (!over) {
            finish();
            search.failure(this, status, response);
        }
    }

    private void finish() {
        over = true;
        proxy.loop().stop(this);
    }

    /** The search is over: what lingers with the transaction is to be small. */
    void forget() {
        outgoing = null;
        shownRequest = null;
        lastResponse = null;
        if (transaction != null) {
            transaction.user(search.late(successTag));
        }
        for (ProxyBranch child : recursed) {
            ((ProxyBranchImpl) child).forget();
        }
    }

    /** The branches that a 3xx leads to, to be started; empty if this branch does not recurse or nothing is new. */
    List<ProxyBranchImpl> redirected(SipResponse response) {
        if (!settings.recurse || !response.has(StandardHeader.CONTACT)) {
            return List.of();
        }
        List<ProxyBranchImpl> made = new ArrayList<>();
        for (Slice contact : response.allSlices(StandardHeader.CONTACT)) {
            URI uri = contact(contact);
            if (uri != null && uri.isSipURI() && proxy.isNew(uri)) {
                made.add(new ProxyBranchImpl(proxy, search, uri, settings.copy()));
            }
        }
        List<ProxyBranch> children = new ArrayList<>(recursed);
        children.addAll(made);
        recursed = List.copyOf(children);
        return made;
    }

    private static URI contact(Slice value) {
        try {
            return Targets.asRequestUri(
                    AddressParser.parseAddress(value.array(), value.start(), value.end()).getURI());
        } catch (ServletParseException e) {
            return null;
        }
    }

    /** The response as the application is shown it. */
    SipServletResponseImpl wrap(SipResponse response, boolean intermediate) {
        SipServletResponseImpl made = SipServletResponseImpl.proxied(response, transaction.flow(), search.original(),
                proxy.session(), proxy.actions(), proxy, this, intermediate);
        lastResponse = made;
        return made;
    }

    @Override
    public void after(SipServletResponseImpl response, Throwable failure) {
        if (response.isBranchResponse()) {
            search.branchShown();
        } else {
            search.shown(response);
        }
    }

    // ---- cancelling; owner loop

    void cancelTransaction(String reason) {
        if (transaction != null && search.invite()) {
            transaction.cancel(reason);
        }
    }

    // ---- the API; any thread

    @Override
    public void cancel() {
        cancel(null, null, null);
    }

    @Override
    public void cancel(String[] protocol, int[] reasonCode, String[] reasonText) {
        String reason = CancelReason.of(protocol, reasonCode, reasonText);
        if (over && recursed.isEmpty()) {
            throw new IllegalStateException("the branch is over");
        }
        proxy.run(() -> cancelAll(reason));
    }

    private void cancelAll(String reason) {
        if (!over) {
            cancelTransaction(reason);
        }
        for (ProxyBranch child : recursed) {
            ((ProxyBranchImpl) child).cancelAll(reason);
        }
    }

    @Override
    public SipServletRequest getRequest() {
        SipServletRequestImpl shown = shownRequest;
        if (shown == null && search.original() != null) {
            shown = SipServletRequestImpl.branch(request(), proxy.actions(), proxy.session());
            if (started) {
                shown.commit();
            }
            shownRequest = shown;
        }
        return shown;
    }

    @Override
    public SipServletResponse getResponse() {
        return lastResponse;
    }

    @Override
    public Proxy getProxy() {
        return proxy;
    }

    @Override
    public List<ProxyBranch> getRecursedProxyBranches() {
        return recursed;
    }

    @Override
    public boolean isStarted() {
        return started;
    }

    private void checkNotStarted() {
        if (started) {
            throw new IllegalStateException("the branch is started");
        }
    }

    @Override
    public boolean getAddToPath() {
        return settings.addToPath;
    }

    @Override
    public void setAddToPath(boolean add) {
        settings.addToPath = add;
    }

    @Override
    public SipURI getPathURI() {
        return settings.pathUri(proxy.inbound());
    }

    @Override
    public boolean getRecordRoute() {
        return settings.recordRoute;
    }

    @Override
    public void setRecordRoute(boolean record) {
        checkNotStarted();
        settings.recordRoute = record;
    }

    @Override
    public SipURI getRecordRouteURI() {
        return settings.recordRouteUri(proxy.inbound());
    }

    @Override
    public boolean getRecurse() {
        return settings.recurse;
    }

    @Override
    public void setRecurse(boolean recurse) {
        settings.recurse = recurse;
    }

    @Override
    public int getProxyBranchTimeout() {
        return (int) (settings.searchMillis / 1000);
    }

    @Override
    public void setProxyBranchTimeout(int seconds) {
        if (seconds <= 0) {
            throw new IllegalArgumentException("a time-out of " + seconds + " s");
        }
        settings.searchMillis = proxy.bounded(seconds) * 1000L;
    }

    @Override
    public void setOutboundInterface(InetAddress address) {
        settings.outbound = proxy.point(address);
    }

    @Override
    public void setOutboundInterface(InetSocketAddress address) {
        settings.outbound = proxy.point(address);
    }
}
