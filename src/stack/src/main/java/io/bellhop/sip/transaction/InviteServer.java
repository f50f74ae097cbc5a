package io.bellhop.sip.transaction;

import static io.bellhop.sip.transaction.machine.Effects.*;

import io.bellhop.sip.message.Method;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.machine.Event;
import io.bellhop.sip.transaction.machine.InviteServerMachine;
import io.bellhop.sip.transaction.machine.Machine;
import io.bellhop.sip.transport.Flow;

/** An INVITE server transaction (RFC 3261 17.2.1, RFC 6026). */
class InviteServer extends Server {
    InviteServer(Transactions layer, SipRequest request, Flow flow, byte[] key, int hash) {
        super(layer, machine(flow), request, flow, key, hash);
    }

    private static Machine machine(Flow flow) {
        return InviteServerMachine.over(flow.transport().reliable());
    }

    @Override
    final Machine machine() {
        return machine(flow());
    }

    @Override
    final void startTimers(long effects) {
        Durations durations = layer.durations();
        if (has(effects, START_100)) {
            arm(Event.TIMER_100, durations.trying());
        }
        if (has(effects, START_L)) {
            arm(Event.TIMER_L, durations.timeOut());
        }
        if (has(effects, START_H)) {
            arm(Event.TIMER_H, durations.timeOut());
        }
        if (has(effects, START_G)) {
            repeat(Event.TIMER_G, durations.t1());
        }
        if (has(effects, RESET_G)) {
            backOff(Event.TIMER_G, durations.t2());
        }
        if (has(effects, START_I)) {
            arm(Event.TIMER_I, durations.t4());
        }
    }

    @Override
    final boolean isAllowed(int status) {
        return true;
    }

    /** The 2xx is the user's to send again (13.3.1.4). */
    @Override
    final boolean isRepeatable(int status) {
        return status < 200 || status >= 300;
    }

    @Override
    public final Method method() {
        return StandardMethod.INVITE;
    }

    @Override
    final Figure figure() {
        return Figure.INVITE_SERVERS;
    }

    /** One that an RFC 2543 client began: its ACK is known by the To tag of our response (17.2.3). */
    static final class Legacy extends InviteServer {
        private Slice sentTag;

        Legacy(Transactions layer, SipRequest request, Flow flow, byte[] key, int hash) {
            super(layer, request, flow, key, hash);
        }

        @Override
        void sentTag(Slice toTag) {
            sentTag = toTag == null ? null : toTag.detach();
        }

        @Override
        Slice sentTag() {
            return sentTag;
        }
    }
}
