package io.bellhop.sip.transaction;

import static io.bellhop.sip.transaction.machine.Effects.*;

import io.bellhop.sip.message.Method;
import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.transaction.machine.Event;
import io.bellhop.sip.transaction.machine.Machine;
import io.bellhop.sip.transaction.machine.NonInviteClientMachine;
import io.bellhop.sip.transaction.machine.State;

/** A non-INVITE client transaction (RFC 3261 17.1.2). */
final class NonInviteClient extends Client {
    private final Method method;

    NonInviteClient(Transactions layer, SipRequest request, ClientTransactionUser user) {
        super(layer, State.TRYING, request, user);
        method = request.method();
    }

    @Override
    Machine machine() {
        return NonInviteClientMachine.over(flow() != null && flow().transport().reliable());
    }

    @Override
    void startTimers(long effects) {
        Durations durations = layer.durations();
        if (has(effects, START_F)) {
            arm(Event.TIMER_F, durations.timeOut());
        }
        if (has(effects, START_E)) {
            repeat(Event.TIMER_E, durations.t1());
        }
        if (has(effects, RESET_E)) {
            backOff(Event.TIMER_E, durations.t2());
        }
        if (has(effects, RESET_E_TO_T2)) {
            repeat(Event.TIMER_E, durations.t2());
        }
        if (has(effects, START_K)) {
            arm(Event.TIMER_K, durations.t4());
        }
    }

    /** "A CANCEL request SHOULD NOT be sent to cancel a request other than INVITE" (9.1): nothing happens. */
    @Override
    public void cancel(String reason) {
        assert layer.loop().inLoop();
    }

    @Override
    SipMessage last() {
        return request();
    }

    @Override
    boolean mayGoOn() {
        return true;
    }

    /** What comes again from there finds no transaction, and nobody waits for an answer to it. */
    @Override
    void leaveBehind(SipResponse response) {}

    @Override
    Client companion() {
        return null;
    }

    @Override
    void companion(Client companion) {
        throw new IllegalStateException("only an INVITE has a CANCEL");
    }

    @Override
    public Method method() {
        return method;
    }

    @Override
    Figure figure() {
        return Figure.NON_INVITE_CLIENTS;
    }
}
