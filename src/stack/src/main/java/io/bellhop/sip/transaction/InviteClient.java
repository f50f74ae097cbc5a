package io.bellhop.sip.transaction;

import static io.bellhop.sip.transaction.machine.Effects.*;

import io.bellhop.sip.message.Method;
import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.machine.Event;
import io.bellhop.sip.transaction.machine.InviteClientMachine;
import io.bellhop.sip.transaction.machine.Machine;
import io.bellhop.sip.transaction.machine.State;

/** An INVITE client transaction (RFC 3261 17.1.1, RFC 6026) with its CANCEL (9.1). */
final class InviteClient extends Client {
    private boolean cancelWanted;
    private boolean cancelSent;
    private String cancelReason;
    /** The CANCEL's transaction, while it lives. */
    private Client cancel;
    private SipRequest ack;

    InviteClient(Transactions layer, SipRequest request, ClientTransactionUser user) {
        super(layer, State.CALLING, request, user);
    }

    @Override
    Machine machine() {
        return InviteClientMachine.over(flow() != null && flow().transport().reliable());
    }

    @Override
    void startTimers(long effects) {
        Durations durations = layer.durations();
        if (has(effects, START_B)) {
            arm(Event.TIMER_B, durations.timeOut());
        }
        if (has(effects, START_A)) {
            repeat(Event.TIMER_A, durations.t1());
        }
        if (has(effects, RESET_A)) {
            backOff(Event.TIMER_A, durations.timeOut());
        }
        if (has(effects, START_M)) {
            arm(Event.TIMER_M, durations.timeOut());
        }
        if (has(effects, START_D)) {
            arm(Event.TIMER_D, durations.timerD());
        }
        if (has(effects, START_CANCEL)) {
            arm(Event.TIMER_CANCEL, durations.timeOut());
        }
    }

    @Override
    void carryOut(long effects, SipMessage message) {
        if (has(effects, SEND_ACK)) {
            acknowledge((SipResponse) message);
        }
        super.carryOut(effects, message);
        if (state() == State.PROCEEDING && has(effects, PASS_UP) && cancelWanted) {
            sendCancel();
        }
    }

    /** "The ACK MUST be sent to the same address, port, and transport to which the original request was sent." */
    private void acknowledge(SipResponse response) {
        SipRequest made = Requests.ack(request(), response);
        flow().send(made, this);
        ack = made;
    }

    @Override
    void settle() {
        super.settle();
        if (state() != State.COMPLETED) {
            ack = null;
        }
    }

    @Override
    SipMessage last() {
        return ack != null ? ack : request();
    }

    @Override
    public void cancel(String reason) {
        assert layer.loop().inLoop();
        if (cancelWanted || isFinal() || isTerminated()) {
            return;
        }
        cancelWanted = true;
        cancelReason = reason;
        // "If no provisional response has been received, the CANCEL request MUST NOT be sent; rather, the client MUST
        // wait for the arrival of a provisional response before sending the request."
        if (state() == State.PROCEEDING) {
            sendCancel();
        }
    }

    private void sendCancel() {
        if (cancelSent) {
            return;
        }
        cancelSent = true;
        NonInviteClient made = layer.cancelOf(Requests.cancel(request(), cancelReason));
        cancel = made;
        cancelReason = null;
        on(Event.CANCEL_SENT, null);
        made.beginBeside(this);
    }

    @Override
    boolean mayGoOn() {
        return !cancelWanted;
    }

    /**
     * The 503 is acknowledged, and again whenever it comes again, by a transaction that takes the place of this one.
     */
    @Override
    void leaveBehind(SipResponse response) {
        SipRequest made = Requests.ack(request(), response);
        flow().send(made, null);
        if (!flow().transport().reliable()) {
            InviteClient left = layer.silentInvite();
            left.ack = made;
            left.takeOver(this, State.COMPLETED);
            left.arm(Event.TIMER_D, layer.durations().timerD());
        }
    }

    @Override
    Client companion() {
        return cancel;
    }

    @Override
    void companion(Client companion) {
        cancel = companion;
    }

    @Override
    public Method method() {
        return StandardMethod.INVITE;
    }

    @Override
    Figure figure() {
        return Figure.INVITE_CLIENTS;
    }
}
