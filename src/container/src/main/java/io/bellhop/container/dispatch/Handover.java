package io.bellhop.container.dispatch;

import io.bellhop.sip.loop.LoopTimer;
import io.bellhop.sip.loop.SipLoop;
import io.bellhop.sip.message.Method;
import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ClientTransaction;
import io.bellhop.sip.transaction.ClientTransactionUser;
import io.bellhop.sip.transaction.ServerTransaction;
import io.bellhop.sip.transaction.ServerTransactionUser;
import io.bellhop.sip.transport.Flow;
import java.util.ArrayDeque;

/**
 * A request on its way from one application to the next (JSR 289 15.4): the client transaction of the one, the server
 * transaction of the other, without the network. Nothing is retransmitted and nothing gets lost; what one side does
 * reaches the other in a later turn of the loop, in order, as a copy. Its timer gives up, or ends what lingers.
 */
final class Handover extends LoopTimer implements ClientTransaction, ServerTransaction, Runnable {
    /** Where the request goes in the container. */
    interface Destination {
        void arrive(SipRequest request, ServerTransaction transaction);
    }

    private static final ServerTransactionUser NOBODY = new ServerTransactionUser() {};

    private final SipLoop loop;
    private final Method method;
    private final Flow flow;
    private final long patience;
    private final ArrayDeque<SipMessage> mail = new ArrayDeque<>(2);
    private Destination destination;
    private SipRequest request;
    private ClientTransactionUser client;
    private ServerTransactionUser server = NOBODY;
    private Slice tag;
    private int finalStatus;
    private boolean abandoned;
    private boolean terminated;

    /**
     * @param request the next application's own, with our Via on top
     * @param patience 64*T1, ms
     */
    Handover(SipLoop loop, SipRequest request, Flow flow, long patience, Destination destination,
            ClientTransactionUser client) {
        this.loop = loop;
        this.method = request.method();
        this.flow = flow;
        this.patience = patience;
        this.request = request;
        this.destination = destination;
        this.client = client;
    }

    /** Sends the request on its way. */
    void begin() {
        post(request);
        if (!isInvite()) {
            loop.start(this, patience);
        }
    }

    private void post(SipMessage message) {
        mail.add(message);
        loop.execute(this);
    }

    /** One message arrives. */
    @Override
    public void run() {
        SipMessage message = mail.poll();
        if (message instanceof SipResponse response) {
            answered(response);
        } else if (destination != null) {
            Destination first = destination;
            destination = null;
            first.arrive((SipRequest) message, this);
        } else if (!isFinal()) {
            server.cancelled(this, (SipRequest) message);
        }
    }

    private void answered(SipResponse response) {
        if (!abandoned) {
            client.response(this, response);
        }
        if (response.status() >= 200 && !isSuccess(response.status())) {
            terminate();
        }
    }

    private boolean isInvite() {
        return method == StandardMethod.INVITE;
    }

    /** Whether further responses of that kind may come (RFC 6026). */
    private boolean isSuccess(int status) {
        return isInvite() && status / 100 == 2;
    }

    // ---- as the server transaction of the next application

    @Override
    public void respond(SipResponse response) {
        int status = response.status();
        boolean more = finalStatus == 0 || isSuccess(finalStatus) && isSuccess(status);
        if (terminated || !more || status == 100) {
            return;
        }
        if (status >= 200 && finalStatus == 0) {
            concluded(status);
        }
        post(response.copy());
    }

    private void concluded(int status) {
        finalStatus = status;
        request = null;
        if (isSuccess(status)) {
            loop.start(this, patience);
        } else {
            loop.stop(this);
        }
    }

    private void terminate() {
        if (!terminated) {
            terminated = true;
            loop.stop(this);
            server.terminated(this);
            client.terminated(this);
        }
    }

    /** Nobody answers, or what lingered after a 2xx is over. */
    @Override
    protected void expired() {
        boolean late = finalStatus == 0;
        if (late) {
            concluded(408);
            if (!abandoned) {
                client.timedOut(this);
            }
        }
        terminate();
    }

    @Override
    public Slice localTag() {
        if (tag == null) {
            tag = Slice.of(Long.toHexString(loop.random().nextLong()));
        }
        return tag;
    }

    @Override
    public void user(ServerTransactionUser user) {
        server = user == null ? NOBODY : user;
    }

    @Override
    public ServerTransactionUser user() {
        return server;
    }

    // ---- as the client transaction of the former application

    @Override
    public void user(ClientTransactionUser user) {
        client = user;
    }

    @Override
    public boolean isProceeding() {
        return finalStatus == 0;
    }

    @Override
    public void cancel(String reason) {
        if (!isInvite() || isFinal() || isRunning()) {
            return;
        }
        SipRequest cancel = SipRequest.of(StandardMethod.CANCEL, request.requestUri().toString());
        cancel.addLast(StandardHeader.VIA, request.firstSlice(StandardHeader.VIA));
        cancel.maxForwards(70);
        cancel.addLast(StandardHeader.FROM, request.firstSlice(StandardHeader.FROM));
        cancel.addLast(StandardHeader.TO, request.firstSlice(StandardHeader.TO));
        cancel.addLast(StandardHeader.CALL_ID, request.callId());
        cancel.addLast(StandardHeader.CSEQ, request.cseq() + " CANCEL");
        if (reason != null) {
            cancel.addLast(StandardHeader.REASON, reason);
        }
        post(cancel);
        // "If none comes within 64*T1 of the CANCEL, the user is told a time-out."
        loop.start(this, patience);
    }

    @Override
    public void abandon() {
        abandoned = true;
    }

    // ---- as both

    @Override
    public SipRequest request() {
        return request;
    }

    @Override
    public Method method() {
        return method;
    }

    @Override
    public Flow flow() {
        return flow;
    }

    @Override
    public boolean isFinal() {
        return finalStatus != 0;
    }

    @Override
    public boolean isTerminated() {
        return terminated;
    }
}
