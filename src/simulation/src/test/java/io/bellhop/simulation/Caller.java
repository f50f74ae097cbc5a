package io.bellhop.simulation;

import io.bellhop.sip.SipStack;
import io.bellhop.sip.loop.LoopTimer;
import io.bellhop.sip.loop.SipLoop;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.message.SipUri;
import io.bellhop.sip.transaction.ClientTransaction;
import io.bellhop.sip.transaction.ClientTransactionUser;
import io.bellhop.sip.transaction.NextHop;
import io.bellhop.sip.transaction.TransactionLayer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** User agent clients: one call each, checked from its INVITE to its end. */
final class Caller {
    /** How a call ended. */
    enum End {
        SPOKEN,
        BYE_LOST,
        REJECTED,
        CANCELLED,
        TIMED_OUT,
        FAILED
    }

    private final SipStack stack;
    private final String target;
    final Map<End, Integer> ends = new EnumMap<>(End.class);
    final List<String> wrongs = new ArrayList<>();
    int begun;
    int terminated;
    int sent;

    /** @param target host and port */
    Caller(SipStack stack, String target) {
        this.stack = stack;
        this.target = target;
    }

    int ended() {
        return ends.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** A call that will begin in so many ms. */
    void call(int number, Plan plan, long in) {
        String callId = plan.callId(number);
        int hash = Messages.request(StandardMethod.INVITE, "sip:x", callId, 1).callIdHash();
        SipLoop loop = stack.owner(hash);
        Call call = new Call(loop, callId, plan);
        loop.execute(() -> loop.start(call, in));
        begun++;
    }

    private enum Phase {
        WAITING,
        INVITING,
        SPEAKING,
        HANGING_UP,
        OVER
    }

    private final class Call extends LoopTimer implements ClientTransactionUser {
        private final SipLoop loop;
        private final String callId;
        private final Plan plan;
        private final NextHop hop;
        private final TransactionLayer layer;
        private Phase phase = Phase.WAITING;
        private ClientTransaction invite;
        private int finals;
        private int byeFinals;
        private Slice remoteTag;

        Call(SipLoop loop, String callId, Plan plan) {
            this.loop = loop;
            this.callId = callId;
            this.plan = plan;
            layer = stack.transactions(loop);
            hop = new NextHop.ToUri(SipUri.parse(Slice.of(uri())), null);
        }

        private String uri() {
            return "sip:callee@" + target + ";transport=" + plan.transport().name().toLowerCase(java.util.Locale.ROOT);
        }

        @Override
        protected void expired() {
            switch (phase) {
                case WAITING -> invite();
                case INVITING -> invite.cancel("SIP;cause=487");
                case SPEAKING -> hangUp();
                default -> wrong("a timer in " + phase);
            }
        }

        private void invite() {
            phase = Phase.INVITING;
            sent++;
            invite = layer.send(Messages.request(StandardMethod.INVITE, uri(), callId, 1), hop, this);
            if (plan.cancelAfter() >= 0) {
                loop.start(this, plan.cancelAfter());
            }
        }

        private void hangUp() {
            phase = Phase.HANGING_UP;
            sent++;
            SipRequest bye = Messages.request(StandardMethod.BYE, uri(), callId, 2);
            bye.toTag(remoteTag);
            layer.send(bye, hop, this);
        }

        @Override
        public void response(ClientTransaction transaction, SipResponse response) {
            if (!response.callId().toString().equals(callId)) {
                wrong("the response of another call");
            }
            if (response.status() < 200) {
                if (finals > 0 && transaction == invite) {
                    wrong("a provisional response after the final one");
                }
            } else if (transaction == invite) {
                answered(response);
            } else if (++byeFinals > 1) {
                wrong("two finals to BYE");
            } else {
                over(End.SPOKEN);
            }
        }

        private void answered(SipResponse response) {
            finals++;
            if (response.status() < 300) {
                acknowledge(response);
            } else if (finals > 1) {
                wrong(response.status() + " as final number " + finals);
            } else {
                over(response.status() == 487 ? End.CANCELLED : End.REJECTED);
            }
        }

        /** Each 2xx that comes is acknowledged (13.2.2.4); the call is set up by the first. */
        private void acknowledge(SipResponse response) {
            SipRequest ack = Messages.request(StandardMethod.ACK, uri(), callId, 1);
            ack.toTag(response.toTag());
            layer.sendStateless(ack, hop);
            if (finals == 1) {
                remoteTag = response.toTag().detach();
                phase = Phase.SPEAKING;
                loop.start(this, plan.holdFor());
            } else if (!response.toTag().equals(remoteTag)) {
                wrong("another To tag in a repeated 2xx");
            }
        }

        @Override
        public void timedOut(ClientTransaction transaction) {
            if (transaction == invite && finals > 0) {
                wrong("a time-out after a final response");
            }
            over(transaction == invite ? End.TIMED_OUT : End.BYE_LOST);
        }

        @Override
        public void transportFailed(ClientTransaction transaction, String why) {
            over(End.FAILED);
        }

        @Override
        public void terminated(ClientTransaction transaction) {
            terminated++;
        }

        private void over(End end) {
            if (phase == Phase.OVER) {
                wrong("a second end: " + end);
                return;
            }
            phase = Phase.OVER;
            loop.stop(this);
            ends.merge(end, 1, Integer::sum);
        }

        private void wrong(String what) {
            wrongs.add(callId + ": " + what);
        }
    }
}
