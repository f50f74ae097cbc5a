package io.bellhop.simulation;

import io.bellhop.sip.loop.LoopTimer;
import io.bellhop.sip.loop.SipLoop;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ServerTransaction;
import io.bellhop.sip.transaction.ServerTransactionUser;
import io.bellhop.sip.transaction.TransactionUser;
import io.bellhop.sip.transport.Flow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A user agent server on one loop: answers each call as its plan says, and its 2xx until it is acknowledged. */
final class Callee implements TransactionUser {
    private final SipLoop loop;
    private final Map<String, Leg> legs = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    final List<String> seenTwice = new ArrayList<>();
    int requests;
    int ended;
    int acksMissing;
    int byes;

    Callee(SipLoop loop) {
        this.loop = loop;
    }

    int legs() {
        return legs.size();
    }

    @Override
    public void request(SipRequest request, ServerTransaction transaction) {
        requests++;
        String key = request.callId() + " " + request.cseq() + " " + request.method().name();
        if (!seen.add(key)) {
            seenTwice.add(key);
        }
        if (request.method() == StandardMethod.INVITE) {
            Leg leg = new Leg(transaction, Plan.of(request.callId().toString()));
            legs.put(request.callId().toString(), leg);
            transaction.user(leg);
            leg.begin();
            return;
        }
        Leg leg = legs.remove(request.callId().toString());
        if (leg != null) {
            loop.stop(leg);
        }
        transaction.user(new Ending());
        byes++;
        transaction.respond(SipResponse.to(request, 200, null, transaction.localTag()));
    }

    @Override
    public void ack(SipRequest ack, Flow flow) {
        Leg leg = legs.get(ack.callId().toString());
        if (leg != null && leg.answer != null) {
            loop.stop(leg);
        }
    }

    private final class Ending implements ServerTransactionUser {
        @Override
        public void terminated(ServerTransaction transaction) {
            ended++;
        }
    }

    /** One call: the timer is first the time to answer, then that of the 2xx's retransmission (RFC 3261 13.3.1.4). */
    private final class Leg extends LoopTimer implements ServerTransactionUser {
        private final ServerTransaction transaction;
        private final Plan plan;
        private SipResponse answer;
        private long interval = 500;
        private long waited;

        Leg(ServerTransaction transaction, Plan plan) {
            this.transaction = transaction;
            this.plan = plan;
        }

        void begin() {
            if (plan.provisional()) {
                transaction.respond(SipResponse.to(transaction.request(), 180, null, transaction.localTag()));
            }
            loop.start(this, plan.answerAfter());
        }

        @Override
        protected void expired() {
            if (answer == null) {
                decide();
            } else if (waited < 32_000) {
                transaction.respond(answer);
                again();
            } else {
                legs.values().remove(this);
            }
        }

        private void decide() {
            SipResponse made = SipResponse.to(
                    transaction.request(), plan.status(), null, transaction.localTag());
            transaction.respond(made);
            if (plan.status() == 200) {
                answer = made;
                again();
            } else {
                remove();
            }
        }

        private void again() {
            loop.start(this, interval);
            waited += interval;
            interval = Math.min(2 * interval, 4_000);
        }

        private void remove() {
            legs.values().remove(this);
        }

        @Override
        public void cancelled(ServerTransaction cancelled, SipRequest cancel) {
            loop.stop(this);
            cancelled.respond(SipResponse.to(cancelled.request(), 487, null, cancelled.localTag()));
            remove();
        }

        @Override
        public void ackMissing(ServerTransaction unacknowledged) {
            acksMissing++;
        }

        @Override
        public void terminated(ServerTransaction over) {
            ended++;
        }
    }
}
