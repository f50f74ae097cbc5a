package io.bellhop.container.runtime;

import io.bellhop.container.runtime.StormPlan.Again;
import io.bellhop.simulation.SimulatedHost;
import io.bellhop.sip.loop.LoopTimer;
import io.bellhop.sip.loop.SipLoop;
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
import io.bellhop.sip.transaction.TransactionUser;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.Transport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Callers: one call each, watched from its INVITE to its end. */
final class StormCaller implements TransactionUser {
    enum End { SPOKEN, HUNG_UP_BY_CALLEE, BYE_LOST, REJECTED, CANCELLED, TIMED_OUT, FAILED }

    private static final String ADDRESS = "10.0.0.2";

    private final SimulatedHost host;
    private final SipLoop loop;
    private final Map<String, StormPlan> plans;
    private final Map<String, Call> calls = new HashMap<>();
    final Map<End, Integer> ends = new EnumMap<>(End.class);
    final List<String> wrongs = new ArrayList<>();
    int forked;
    int againAnswered;
    int againRefused;

    StormCaller(Testbed bed, Map<String, StormPlan> plans) {
        this.plans = plans;
        host = bed.simulation.host(ADDRESS);
        host.listen(Transport.UDP, 5060);
        host.start(this);
        loop = host.loop(0);
    }

    SimulatedHost host() {
        return host;
    }

    int ended() {
        return ends.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** A call that begins in so many ms. */
    void call(String callId, long in) {
        Call call = new Call(callId);
        calls.put(callId, call);
        host.loop(0).run(() -> loop.start(call, in));
    }

    @Override
    public void request(SipRequest request, ServerTransaction transaction) {
        Call call = calls.get(request.callId().toString());
        transaction.respond(SipResponse.to(request, 200, null, null));
        if (request.method() == StandardMethod.BYE) {
            call.hungUp(request.fromTag());
        } else {
            call.wrong("a " + request.method().name());
        }
    }

    @Override
    public void ack(SipRequest ack, Flow flow) {
        calls.get(ack.callId().toString()).wrong("an ACK");
    }

    private enum Phase { WAITING, INVITING, SPEAKING, AGAIN, HANGING_UP, OVER }

    /** Where requests of a dialog go. */
    private record Dialog(Slice to, String target, List<Slice> routes) {
        static Dialog of(SipResponse ok) {
            String contact = ok.first(StandardHeader.CONTACT);
            List<Slice> routes = new ArrayList<>();
            for (Slice value : ok.allSlices(StandardHeader.RECORD_ROUTE)) {
                routes.add(value.detach());
            }
            Collections.reverse(routes);
            return new Dialog(ok.firstSlice(StandardHeader.TO).detach(),
                    contact.substring(contact.indexOf('<') + 1, contact.indexOf('>')), routes);
        }
    }

    private final class Call extends LoopTimer implements ClientTransactionUser {
        private final String callId;
        private final StormPlan plan;
        private final Map<Slice, Dialog> dialogs = new HashMap<>();
        private final Map<ClientTransaction, Integer> finals = new HashMap<>();
        private Phase phase = Phase.WAITING;
        private ClientTransaction invite;
        private ClientTransaction again;
        private ClientTransaction bye;
        private Dialog dialog;
        private Slice mine;

        Call(String callId) {
            this.callId = callId;
            plan = plans.get(callId);
        }

        @Override
        protected void expired() {
            switch (phase) {
                case WAITING -> begin();
                case INVITING -> invite.cancel("SIP;cause=487");
                case AGAIN -> again.cancel(null);
                case SPEAKING -> next();
                default -> wrong("a timer in " + phase);
            }
        }

        private void begin() {
            phase = Phase.INVITING;
            SipRequest request = request(StandardMethod.INVITE, "sip:" + plan.way() + "@10.0.0.1:5060", 1);
            request.addLast(StandardHeader.TO, "<sip:callee@example.com>");
            invite = send(request);
            if (plan.cancelAfter() >= 0) {
                loop.start(this, plan.cancelAfter());
            }
        }

        private void next() {
            if (plan.again() != Again.NONE && again == null) {
                phase = Phase.AGAIN;
                again = send(within(dialog, StandardMethod.INVITE, 2));
                if (plan.again() == Again.CANCELLED) {
                    loop.start(this, 700);
                }
            } else {
                phase = Phase.HANGING_UP;
                bye = send(within(dialog, StandardMethod.BYE, 3));
            }
        }

        private SipRequest request(StandardMethod method, String uri, long cseq) {
            SipRequest request = SipRequest.of(method, uri);
            request.maxForwards(70);
            request.addLast(StandardHeader.FROM, "<sip:caller@example.com>;tag=f" + callId);
            request.addLast(StandardHeader.CALL_ID, callId);
            request.addLast(StandardHeader.CSEQ, cseq + " " + method.name());
            request.addLast(StandardHeader.CONTACT, "<sip:caller@" + ADDRESS + ":5060>");
            return request;
        }

        private SipRequest within(Dialog its, StandardMethod method, long cseq) {
            SipRequest request = request(method, its.target, cseq);
            request.addLast(StandardHeader.TO, its.to);
            for (Slice route : its.routes) {
                request.addLast(StandardHeader.ROUTE, route);
            }
            return request;
        }

        private ClientTransaction send(SipRequest request) {
            return host.stack().transactions(loop).send(request, hop(request), this);
        }

        private NextHop hop(SipRequest request) {
            SipUri route = request.topRoute();
            return new NextHop.ToUri(route != null ? route : request.sipUri(), null);
        }

        private void acknowledge(Dialog its, long cseq) {
            SipRequest ack = within(its, StandardMethod.ACK, cseq);
            host.stack().transactions(loop).sendStateless(ack, hop(ack));
        }

        @Override
        public void response(ClientTransaction transaction, SipResponse response) {
            int status = response.status();
            if (status < 200) {
                if (finals.containsKey(transaction)) {
                    wrong("a provisional response after the final one");
                }
                return;
            }
            int count = finals.merge(transaction, 1, Integer::sum);
            boolean success = status < 300 && transaction.method() == StandardMethod.INVITE;
            if (count > 1 && !success) {
                wrong(status + " to " + response.cseqMethod().name() + " as final number " + count);
            } else if (transaction == invite) {
                answered(response);
            } else if (transaction == again) {
                answeredAgain(response, count);
            } else if (transaction == bye) {
                over(End.SPOKEN);
            }
        }

        private void answered(SipResponse response) {
            if (response.status() >= 300) {
                over(response.status() == 487 ? End.CANCELLED : End.REJECTED);
                return;
            }
            Dialog known = dialogs.get(response.toTag());
            if (known != null) {
                acknowledge(known, 1);
                return;
            }
            Dialog made = Dialog.of(response);
            Slice tag = response.toTag().detach();
            dialogs.put(tag, made);
            acknowledge(made, 1);
            if (dialog == null) {
                dialog = made;
                mine = tag;
                phase = Phase.SPEAKING;
                loop.start(this, plan.calleeHangsUp() ? 120_000 : plan.holdFor());
            } else {
                // RFC 3261 13.2.2.4: of several callees that answered, all but one are hung up on.
                forked++;
                send(within(made, StandardMethod.BYE, 3));
            }
        }

        private void answeredAgain(SipResponse response, int count) {
            boolean success = response.status() < 300;
            if (success) {
                acknowledge(dialog, 2);
            }
            if (count == 1 && phase == Phase.AGAIN) {
                againAnswered += success ? 1 : 0;
                againRefused += success ? 0 : 1;
                phase = Phase.SPEAKING;
                loop.start(this, plan.calleeHangsUp() ? 120_000 : 500);
            }
        }

        void hungUp(Slice by) {
            if (by.equals(mine) && (phase == Phase.SPEAKING || phase == Phase.AGAIN)) {
                over(End.HUNG_UP_BY_CALLEE);
            }
        }

        @Override
        public void timedOut(ClientTransaction transaction) {
            if (transaction == invite) {
                over(End.TIMED_OUT);
            } else if (transaction == bye) {
                over(End.BYE_LOST);
            } else if (transaction == again && phase == Phase.AGAIN) {
                next();
            }
        }

        @Override
        public void transportFailed(ClientTransaction transaction, String why) {
            over(End.FAILED);
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

        void wrong(String what) {
            wrongs.add(callId + " " + plan + ": " + what);
        }
    }
}
