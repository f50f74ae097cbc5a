package io.bellhop.sip.transaction;

import static io.bellhop.sip.transaction.machine.Effects.*;

import io.bellhop.sip.message.MessageLimits;
import io.bellhop.sip.message.MessageReader;
import io.bellhop.sip.message.Method;
import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.Tolerance;
import io.bellhop.sip.transaction.machine.Event;
import io.bellhop.sip.transaction.machine.Machine;
import io.bellhop.sip.transaction.machine.State;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.SendListener;

/** A server transaction: carries out what its machine says. It is its own entry in the table. */
abstract class Server extends Transaction implements ServerTransaction, SendListener {
    private static final ServerTransactionUser NOBODY = new ServerTransactionUser() {};
    /** For what we have written ourselves: nothing of it is too long or too odd. */
    private static final MessageReader OWN = new MessageReader(
            new MessageLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE),
            Tolerance.INTEROP);

    /** See {@link ServerKey}. */
    final byte[] key;
    final int hash;
    private final Flow flow;
    private final long tag;
    private SipRequest request;
    /** The provisional response that is sent again; null where none is. */
    private SipResponse provisional;
    /** The final response that is sent again, as it was sent: it lingers, and a message is many times its bytes. */
    private byte[] last;
    private ServerTransactionUser user = NOBODY;

    Server(Transactions layer, Machine machine, SipRequest request, Flow flow, byte[] key, int hash) {
        super(layer, machine.initial());
        this.request = request;
        this.flow = flow;
        this.key = key;
        this.hash = hash;
        this.tag = layer.nextTag();
    }

    abstract Figure figure();

    /** Whether a response may be given to the machine; some may not be sent at all. */
    abstract boolean isAllowed(int status);

    /** Starts the timers that only this kind has. */
    abstract void startTimers(long effects);

    /** Whether that response may have to be sent again. */
    abstract boolean isRepeatable(int status);

    /** The To tag of the final response, for the ACK of an RFC 2543 client. */
    void sentTag(Slice toTag) {}

    /** See {@link #sentTag(Slice)}; null where it is not known. */
    Slice sentTag() {
        return null;
    }

    final boolean isReliable() {
        return flow.transport().reliable();
    }

    @Override
    public final void respond(SipResponse response) {
        assert layer.loop().inLoop();
        int status = response.status();
        if (isAllowed(status)) {
            on(Event.ofStatus(status), response);
        }
    }

    @Override
    final void carryOut(long effects, SipMessage message) {
        if (has(effects, STOP_TIMERS)) {
            disarm();
        }
        startTimers(effects);
        if (has(effects, SEND_RESPONSE)) {
            send((SipResponse) message);
        }
        if (has(effects, SEND_100)) {
            send(SipResponse.to(request, 100, null, null));
        }
        if (has(effects, RETRANSMIT_LAST)) {
            sendAgain();
        }
        if (has(effects, PASS_UP)) {
            layer.passUp((SipRequest) message, this);
        }
        if (has(effects, TELL_TIMEOUT)) {
            layer.figures().up(Figure.TIME_OUTS);
            user.ackMissing(this);
        }
        if (has(effects, TELL_FAILURE)) {
            user.transportFailed(this, layer.lastFailure());
        }
    }

    private void send(SipResponse response) {
        int status = response.status();
        boolean repeated = !isReliable() && isRepeatable(status);
        provisional = repeated && status < 200 ? response : null;
        if (status >= 200) {
            sentTag(response.toTag());
        }
        layer.responder().send(response, flow, this);
        last = repeated && status >= 200 ? response.toByteArray() : null;
    }

    private void sendAgain() {
        SipMessage again = last == null ? provisional : OWN.read(last, 0, last.length);
        if (again != null) {
            layer.figures().up(Figure.RESPONSES_RETRANSMITTED);
            layer.responder().send((SipResponse) again, flow, this);
        }
    }

    @Override
    public final void failed(SipMessage message, Throwable cause) {
        layer.failure(cause);
        on(Event.TRANSPORT_ERROR, null);
    }

    @Override
    final void settle() {
        if (isFinal()) {
            request = null;
        }
        if (state() == State.TERMINATED || state() == State.CONFIRMED) {
            provisional = null;
            last = null;
        }
    }

    @Override
    final void ended() {
        layer.forget(this);
        user.terminated(this);
    }

    @Override
    public final SipRequest request() {
        return request;
    }

    @Override
    public final Flow flow() {
        return flow;
    }

    @Override
    public final Slice localTag() {
        return layer.tagText(tag);
    }

    @Override
    public final boolean isTerminated() {
        return state() == State.TERMINATED;
    }

    @Override
    public final boolean isFinal() {
        return state() != State.PROCEEDING && state() != State.TRYING;
    }

    @Override
    public final void user(ServerTransactionUser user) {
        this.user = user == null ? NOBODY : user;
    }

    @Override
    public final ServerTransactionUser user() {
        return user;
    }

    /** Whether it has that method, or for a CANCEL one that can be cancelled. */
    final boolean isTargetOf(Method wanted, boolean cancel) {
        return cancel ? !method().equals(wanted) : method().equals(wanted);
    }
}
