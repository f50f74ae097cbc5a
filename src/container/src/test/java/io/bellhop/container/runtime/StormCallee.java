package io.bellhop.container.runtime;

import io.bellhop.container.runtime.StormPlan.Again;
import io.bellhop.simulation.SimulatedHost;
import io.bellhop.sip.loop.LoopTimer;
import io.bellhop.sip.loop.SipLoop;
import io.bellhop.sip.message.HeaderName;
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
import io.bellhop.sip.transaction.ServerTransactionUser;
import io.bellhop.sip.transaction.TransactionUser;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.Transport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Callees on one host: each call is answered as its plan says. */
final class StormCallee implements TransactionUser, ClientTransactionUser {
    /** Names the plan of a call that comes with another Call-ID. */
    static final HeaderName PLAN = HeaderName.of("X-Plan");

    private final SimulatedHost host;
    private final SipLoop loop;
    private final String contact;
    private final boolean second;
    private final Map<String, StormPlan> plans;
    private final Map<String, Leg> legs = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    final List<String> wrongs = new ArrayList<>();
    int acksMissing;
    int byesLost;

    StormCallee(Testbed bed, String ip, boolean second, Map<String, StormPlan> plans) {
        this.second = second;
        this.plans = plans;
        host = bed.simulation.host(ip);
        Transport transport = second ? Transport.TCP : Transport.UDP;
        host.listen(transport, 5060);
        host.start(this);
        loop = host.loop(0);
        contact = "<sip:callee@" + ip + ":5060" + (second ? ";transport=tcp>" : ">");
    }

    SimulatedHost host() {
        return host;
    }

    @Override
    public void request(SipRequest request, ServerTransaction transaction) {
        String callId = request.callId().toString();
        String name = callId + " " + request.cseq() + " " + request.method().name();
        if (!seen.add(name)) {
            wrongs.add("seen twice: " + name);
        }
        Leg leg = legs.get(callId);
        if (request.method() == StandardMethod.INVITE && request.toTag() == null) {
            legs.put(callId, new Leg(callId, request, transaction));
        } else if (leg == null) {
            transaction.respond(SipResponse.to(request, 481, null, transaction.localTag()));
        } else if (request.method() == StandardMethod.INVITE) {
            leg.again(request, transaction);
        } else {
            transaction.respond(SipResponse.to(request, 200, null, null));
            leg.over();
        }
    }

    @Override
    public void ack(SipRequest ack, Flow flow) {
        Leg leg = legs.get(ack.callId().toString());
        if (leg != null) {
            leg.acknowledged(ack.cseq());
        }
    }

    @Override
    public void response(ClientTransaction transaction, SipResponse response) {
        // whatever it is, the call is over
    }

    @Override
    public void timedOut(ClientTransaction transaction) {
        byesLost++;
    }

    @Override
    public void transportFailed(ClientTransaction transaction, String why) {
        wrongs.add("a BYE failed: " + why);
    }

    private final class Leg extends LoopTimer {
        private final String callId;
        private final StormPlan plan;
        private final String target;
        private final Slice from;
        private final Slice to;
        private final List<Slice> routes = new ArrayList<>();
        private Answering answering;

        Leg(String callId, SipRequest invite, ServerTransaction transaction) {
            this.callId = callId;
            String name = invite.first(PLAN);
            plan = plans.get(name == null ? callId : name);
            String from = invite.first(StandardHeader.CONTACT);
            target = from.substring(from.indexOf('<') + 1, from.indexOf('>'));
            this.from = Slice.of(invite.firstSlice(StandardHeader.TO) + ";tag=" + transaction.localTag());
            to = invite.firstSlice(StandardHeader.FROM).detach();
            for (Slice value : invite.allSlices(StandardHeader.RECORD_ROUTE)) {
                routes.add(value.detach());
            }
            answering = new Answering(this, invite, transaction, second ? plan.second() : plan.first());
            answering.begin(plan.rings(), second ? plan.secondAfter() : plan.firstAfter());
        }

        void again(SipRequest invite, ServerTransaction transaction) {
            answering.stop();
            answering = new Answering(this, invite, transaction, 200);
            answering.begin(true, plan.again() == Again.CANCELLED ? 6_000 : 100);
        }

        void acknowledged(long cseq) {
            answering.acknowledged(cseq);
            if (cseq == 1 && plan.calleeHangsUp() && !isRunning()) {
                loop.start(this, plan.holdFor());
            }
        }

        /** It is the callee that hangs up. */
        @Override
        protected void expired() {
            if (legs.get(callId) != this) {
                return;
            }
            over();
            SipRequest bye = SipRequest.of(StandardMethod.BYE, target);
            bye.maxForwards(70);
            bye.addLast(StandardHeader.FROM, from);
            bye.addLast(StandardHeader.TO, to);
            bye.addLast(StandardHeader.CALL_ID, callId);
            bye.addLast(StandardHeader.CSEQ, "7 BYE");
            for (Slice route : routes) {
                bye.addLast(StandardHeader.ROUTE, route);
            }
            SipUri hop = bye.topRoute() != null ? bye.topRoute() : bye.sipUri();
            host.stack().transactions(loop).send(bye, new NextHop.ToUri(hop, null), StormCallee.this);
        }

        void over() {
            loop.stop(this);
            answering.stop();
            legs.remove(callId);
        }
    }

    /** One INVITE: the timer is the time to answer, then that of the 2xx's retransmission (RFC 3261 13.3.1.4). */
    private final class Answering extends LoopTimer implements ServerTransactionUser {
        private final Leg leg;
        private final SipRequest request;
        private final ServerTransaction transaction;
        private final int status;
        private SipResponse sent;
        private long interval = 500;
        private long waited;

        Answering(Leg leg, SipRequest request, ServerTransaction transaction, int status) {
            this.leg = leg;
            this.request = request.copy();
            this.transaction = transaction;
            this.status = status;
            transaction.user(this);
        }

        void begin(boolean rings, long after) {
            if (rings) {
                transaction.respond(response(180));
            }
            loop.start(this, after);
        }

        private SipResponse response(int code) {
            Slice tag = request.toTag() == null ? transaction.localTag() : null;
            SipResponse made = SipResponse.to(request, code, null, tag);
            if (code < 300) {
                made.addLast(StandardHeader.CONTACT, contact);
                for (Slice value : request.allSlices(StandardHeader.RECORD_ROUTE)) {
                    made.addLast(StandardHeader.RECORD_ROUTE, value);
                }
            }
            return made;
        }

        @Override
        protected void expired() {
            if (sent == null) {
                sent = response(status);
                transaction.respond(sent);
                if (status >= 300) {
                    leg.over();
                    return;
                }
            } else if (waited >= 32_000) {
                acksMissing++;
                leg.over();
                return;
            } else {
                transaction.respond(sent);
            }
            loop.start(this, interval);
            waited += interval;
            interval = Math.min(2 * interval, 4_000);
        }

        void acknowledged(long cseq) {
            if (cseq == request.cseq() && sent != null) {
                stop();
            }
        }

        void stop() {
            loop.stop(this);
            if (sent == null && !transaction.isFinal()) {
                sent = response(487);
                transaction.respond(sent);
            }
        }

        @Override
        public void cancelled(ServerTransaction its, SipRequest cancel) {
            stop();
            if (request.toTag() == null) {
                leg.over();
            }
        }
    }
}
