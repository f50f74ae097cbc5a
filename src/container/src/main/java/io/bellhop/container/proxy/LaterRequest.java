package io.bellhop.container.proxy;

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
import io.bellhop.sip.transaction.ServerTransaction;
import io.bellhop.sip.transport.ListeningPoint;

/** A request inside a record-routed dialog on its way through (RFC 3261 16.6 and 16.7, one branch). Owner loop only. */
final class LaterRequest extends LoopTimer implements ClientTransactionUser, ResponseContinuation {
    private static final int TIMEOUT = 408;
    private static final int TOO_MANY_HOPS = 483;
    private static final int REQUEST_TERMINATED = 487;
    private static final int SERVER_ERROR = 500;
    private static final int UNROUTABLE = 416;

    private final ProxyImpl proxy;
    private final ServerTransaction upstream;
    private SipServletRequestImpl original;
    private ClientTransaction transaction;
    private Slice successTag;
    private boolean over;
    private long provisional;

    private LaterRequest(ProxyImpl proxy, SipServletRequestImpl original) {
        this.proxy = proxy;
        this.original = original;
        upstream = original.serverTransaction();
    }

    /**
     * Sends a request on along its routes.
     *
     * @param known what {@link ProxyImpl} remembers for a CANCEL
     * @return what it is to remember: the last INVITE
     */
    static LaterRequest forward(ProxyImpl proxy, SipServletRequestImpl request, LaterRequest known) {
        if (request.serverTransaction() == null) {
            acknowledge(proxy, request);
            return known;
        }
        LaterRequest made = new LaterRequest(proxy, request);
        made.start();
        return request.method() == StandardMethod.INVITE && !made.over ? made : known;
    }

    /** Cancels the INVITE received as that request: its branch, or where the application still has it, the request. */
    static void cancel(LaterRequest known, SipServletRequestImpl request, String reason) {
        if (known == null || known.original != request) {
            if (!request.finalSent()) {
                SipResponse terminated = SipResponse.to(request.sip(), REQUEST_TERMINATED, null, null);
                request.serverTransaction().respond(terminated);
                request.actions().forwarded(request, terminated);
            }
        } else if (known.transaction != null) {
            known.transaction.cancel(reason);
        }
    }

    /** The ACK for a 2xx has no transaction (RFC 3261 16.11). What can't be sent is lost, as in the network. */
    private static void acknowledge(ProxyImpl proxy, SipServletRequestImpl ack) {
        proxy.dialogs().acknowledged(ack.sip().toTag());
        if (ack.sip().maxForwards() == 0) {
            return;
        }
        try {
            SipRequest request = BranchRequest.of(ack.sip(), null);
            SipUri hop = BranchRequest.nextHop(request);
            Onward within = hop == null ? null : proxy.actions().within(hop);
            if (within != null) {
                within.acknowledge(request, ack.flow().point());
            } else if (hop != null) {
                proxy.transactions().sendStateless(request, new NextHop.ToUri(hop, outbound(proxy, ack, hop)));
            }
        } catch (MalformedHeaderException e) {
            ack.commit();
        }
    }

    private static ListeningPoint outbound(ProxyImpl proxy, SipServletRequestImpl request, SipUri hop) {
        ListeningPoint preferred = proxy.session().preferred();
        return preferred != null ? preferred : proxy.factory().outbound(hop, request.flow().point());
    }

    private void start() {
        // RFC 3261 16.3: "If the request contains a Max-Forwards header field with a field value of zero (0), the
        // element MUST NOT forward the request." It "MUST return a 483 (Too many hops) response".
        if (original.sip().maxForwards() == 0) {
            answer(TOO_MANY_HOPS);
            return;
        }
        try {
            SipRequest request = BranchRequest.of(original.sip(), null);
            SipUri hop = BranchRequest.nextHop(request);
            if (hop == null) {
                answer(UNROUTABLE);
                return;
            }
            if (upstream.method() == StandardMethod.INVITE) {
                provisional = proxy.loop().now();
                proxy.loop().start(this, proxy.factory().timerC());
            }
            Onward within = proxy.actions().within(hop);
            transaction = within != null ? within.send(request, original.flow().point(), this)
                    : proxy.transactions().send(request, new NextHop.ToUri(hop, outbound(proxy, original, hop)), this);
        } catch (MalformedHeaderException e) {
            answer(UNROUTABLE);
        }
    }

    /** Timer C (RFC 3261 16.8). */
    @Override
    protected void expired() {
        long left = provisional + proxy.factory().timerC() - proxy.loop().now();
        if (left > 0) {
            proxy.loop().start(this, left);
            return;
        }
        boolean ringing = transaction.isProceeding();
        transaction.cancel(null);
        if (!ringing) {
            answer(TIMEOUT);
        }
    }

    @Override
    public void response(ClientTransaction sender, SipResponse response) {
        int status = response.status();
        if (status == 100) {
            return;
        }
        response.removeFirst(StandardHeader.VIA);
        if (status < 200) {
            provisional = proxy.loop().now();
        }
        if (status >= 200 && status < 300 && repeated(response)) {
            upstream.respond(response);
        } else {
            pass(response);
        }
    }

    private boolean repeated(SipResponse response) {
        Slice tag = response.toTag() == null ? Slice.EMPTY : response.toTag();
        if (tag.equals(successTag)) {
            return true;
        }
        successTag = tag.detach();
        return false;
    }

    private void pass(SipResponse response) {
        if (over) {
            return;
        }
        if (response.status() >= 200) {
            over = true;
            proxy.loop().stop(this);
        }
        if (proxy.getSupervised()) {
            SipServletResponseImpl shown = SipServletResponseImpl.proxied(
                    response, upstream.flow(), original, proxy.session(), proxy.actions(), proxy, null, false);
            proxy.actions().deliver(shown, this);
        } else {
            forward(response);
        }
    }

    @Override
    public void after(SipServletResponseImpl response, Throwable failure) {
        response.commit();
        forward(response.sip());
    }

    private void forward(SipResponse response) {
        upstream.respond(response);
        if (original != null) {
            proxy.actions().forwarded(original, response);
        }
        if (response.status() >= 200) {
            original = null;
            if (transaction != null) {
                transaction.user(upstream.method() == StandardMethod.INVITE
                        ? new LateSuccess(upstream, proxy.actions(), null, 0) : Done.NOTHING);
            }
        }
    }

    private void answer(int status) {
        if (!over) {
            pass(SipResponse.to(original.sip(), status, null, upstream.localTag()));
        }
    }

    @Override
    public void timedOut(ClientTransaction sender) {
        answer(TIMEOUT);
    }

    /** Like a 503 from downstream, which does not go upstream as such (RFC 3261 16.9 and 16.7 step 6). */
    @Override
    public void transportFailed(ClientTransaction sender, String why) {
        answer(SERVER_ERROR);
    }
}
