package io.bellhop.container.dispatch;

import io.bellhop.sip.loop.LoopTimer;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.SipUri;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.message.Via;
import io.bellhop.sip.transaction.ClientTransaction;
import io.bellhop.sip.transaction.ClientTransactionUser;
import io.bellhop.sip.transaction.NextHop;
import io.bellhop.sip.transaction.ServerTransaction;
import io.bellhop.sip.transaction.ServerTransactionUser;

/**
 * A request from outside that the application router sends on to the outside (JSR 289 15.4.1): the container is a proxy
 * of one branch that stays on no dialog's route (RFC 3261 16). Its timer is Timer C.
 */
final class Transit extends LoopTimer implements ClientTransactionUser, ServerTransactionUser {
    private static final int USUAL_HOPS = 70;
    /** Timer C "MUST be greater than 3 minutes" (RFC 3261 16.6 step 11), ms. */
    private static final long TIMER_C = 181_000;

    private final LoopRuntime runtime;
    private final ServerTransaction upstream;
    private ClientTransaction downstream;

    private Transit(LoopRuntime runtime, ServerTransaction upstream) {
        this.runtime = runtime;
        this.upstream = upstream;
    }

    static void send(LoopRuntime runtime, SipRequest request, ServerTransaction upstream) {
        if (request.maxForwards() == 0) {
            RequestDispatcher.reject(request, upstream, 483, null);
            return;
        }
        // What we sent to ourselves without anybody having touched it would go round until it has no hops left.
        if (!(upstream instanceof Handover) && isFromUs(runtime, request)) {
            RequestDispatcher.reject(request, upstream, 482, null);
            return;
        }
        SipRequest sent = request.copy();
        sent.maxForwards(request.maxForwards() < 0 ? USUAL_HOPS : request.maxForwards() - 1);
        SipUri hop = Sender.nextHop(sent);
        if (hop == null) {
            RequestDispatcher.reject(request, upstream, 416, null);
            return;
        }
        Transit transit = new Transit(runtime, upstream);
        upstream.user(transit);
        if (transit.isInvite()) {
            runtime.owner().loop().start(transit, TIMER_C);
        }
        transit.downstream =
                runtime.owner().transactions().send(sent, new NextHop.ToUri(hop, null), transit);
    }

    private static boolean isFromUs(LoopRuntime runtime, SipRequest request) {
        Via via = request.topVia();
        if (via == null) {
            return false;
        }
        String port = via.port() < 0 ? "" : ":" + via.port();
        SipUri sender = SipUri.parse(Slice.of("sip:" + via.host() + port));
        return runtime.scope().points().isOurs(sender);
    }

    private boolean isInvite() {
        return upstream.method() == StandardMethod.INVITE;
    }

    @Override
    public void response(ClientTransaction transaction, SipResponse response) {
        int status = response.status();
        if (status == 100) {
            return;
        }
        if (status >= 200) {
            runtime.owner().loop().stop(this);
        } else if (isInvite()) {
            runtime.owner().loop().start(this, TIMER_C);
        }
        response.removeFirst(StandardHeader.VIA);
        upstream.respond(response);
    }

    private void answer(int status) {
        runtime.owner().loop().stop(this);
        if (!upstream.isFinal()) {
            RequestDispatcher.reject(upstream.request(), upstream, status, null);
        }
    }

    @Override
    public void timedOut(ClientTransaction transaction) {
        answer(408);
    }

    @Override
    public void transportFailed(ClientTransaction transaction, String why) {
        answer(500);
    }

    @Override
    protected void expired() {
        if (downstream != null) {
            downstream.cancel(null);
        }
        answer(408);
    }

    @Override
    public void cancelled(ServerTransaction transaction, SipRequest cancel) {
        if (downstream != null) {
            downstream.cancel(cancel.first(StandardHeader.REASON));
        }
    }

    @Override
    public void terminated(ServerTransaction transaction) {
        runtime.owner().loop().stop(this);
    }
}
