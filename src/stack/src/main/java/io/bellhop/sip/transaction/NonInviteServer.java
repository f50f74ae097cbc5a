package io.bellhop.sip.transaction;

import static io.bellhop.sip.transaction.machine.Effects.*;

import io.bellhop.sip.message.Method;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.transaction.machine.Event;
import io.bellhop.sip.transaction.machine.Machine;
import io.bellhop.sip.transaction.machine.NonInviteServerMachine;
import io.bellhop.sip.transport.Flow;

/** A non-INVITE server transaction (RFC 3261 17.2.2, RFC 4320). */
final class NonInviteServer extends Server {
    private final Method method;
    /** When it began, ms: before a client's Timer E has grown to T2 no 100 may be sent over UDP. */
    private final long began;

    NonInviteServer(Transactions layer, SipRequest request, Flow flow, byte[] key, int hash) {
        super(layer, machine(flow), request, flow, key, hash);
        method = request.method();
        began = layer.loop().now();
    }

    private static Machine machine(Flow flow) {
        return NonInviteServerMachine.over(flow.transport().reliable());
    }

    @Override
    Machine machine() {
        return machine(flow());
    }

    @Override
    void startTimers(long effects) {
        Durations durations = layer.durations();
        if (has(effects, START_F)) {
            arm(Event.TIMER_F, durations.timeOut());
        }
        if (has(effects, START_100)) {
            repeat(Event.TIMER_100, durations.lateTrying());
        }
        if (has(effects, START_J)) {
            arm(Event.TIMER_J, durations.timeOut());
        }
    }

    /**
     * RFC 4320 4.1: "An element MUST NOT send any provisional response with a Status-Code other than 100 to a
     * non-INVITE request ... MUST NOT respond to a non-INVITE request with a Status-Code of 100 over any unreliable
     * transport, such as UDP, before the amount of time it takes a client transaction's Timer E to be reset to T2."
     * 4.2: "A transaction-stateful SIP element MUST NOT send a response with Status-Code of 408 to a non-INVITE
     * request."
     */
    @Override
    boolean isAllowed(int status) {
        if (status == 100) {
            return isReliable() || layer.loop().now() - began >= layer.durations().lateTrying();
        }
        return status >= 200 && status != 408;
    }

    @Override
    boolean isRepeatable(int status) {
        return true;
    }

    @Override
    public Method method() {
        return method;
    }

    @Override
    Figure figure() {
        return Figure.NON_INVITE_SERVERS;
    }
}
