package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.container.ContainerOptions;
import io.bellhop.simulation.Simulation;
import io.bellhop.simulation.Weather;
import io.bellhop.sip.transaction.Figure;
import jakarta.servlet.sip.B2buaHelper;
import jakarta.servlet.sip.ServletTimer;
import jakarta.servlet.sip.SipServletMessage;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.TimerListener;
import jakarta.servlet.sip.UAMode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever the network does, each call through a B2BUA ends, and no session, timer or linked request is left. */
class B2buaStormTest {
    private static final int CALLS = 5_000;
    private static final Weather STORM = new Weather(0.15, 0.1, 0.1, 5, 40, 300);
    private static final long BEGIN_WITHIN = 300_000;

    @Test
    void everyCallEndsAndNothingIsLeftInTheContainer() {
        Simulation.run(STORM, simulation -> {
            Testbed bed = new Testbed(simulation, "10.0.0.1", ContainerOptions.DEFAULT, new Legs()).sessionMinutes(600);
            ((Legs) bed.servlet).bed = bed;
            bed.listener(new GivesUp());
            Map<String, StormPlan> plans = new HashMap<>();
            StormCaller caller = new StormCaller(bed, plans);
            StormCallee callee = new StormCallee(bed, "10.0.0.3", false, plans);
            bed.open();
            for (int i = 0; i < CALLS; i++) {
                String callId = i + "@storm.example";
                plans.put(callId, StormPlan.random(simulation.random()));
                caller.call(callId, simulation.random().nextLong(BEGIN_WITHIN));
            }
            simulation.runFor(BEGIN_WITHIN + 600_000);

            assertThat(caller.wrongs).as("wrongs at the callers").isEmpty();
            assertThat(callee.wrongs).as("wrongs at the callees").isEmpty();
            assertThat(caller.ended()).isEqualTo(CALLS);
            assertThat(caller.ends).containsKeys(StormCaller.End.SPOKEN, StormCaller.End.HUNG_UP_BY_CALLEE,
                    StormCaller.End.REJECTED, StormCaller.End.CANCELLED);
            assertThat(caller.againAnswered).isPositive();
            // Legs of calls whose end never came through stay until their application session expires; no others.
            int unknown = caller.ends.getOrDefault(StormCaller.End.BYE_LOST, 0) + callee.byesLost + callee.acksMissing;
            assertThat(bed.figures().sipSessions()).as("SIP sessions of calls that nobody ended")
                    .isLessThanOrEqualTo(2 * unknown);
            assertThat(simulation.runUntilQuiet(40_000_000)).as("the world becomes quiet").isTrue();
            assertThat(bed.figures().transactions()).as("transactions").isZero();
            assertThat(bed.figures().sipSessions()).as("SIP sessions").isZero();
            assertThat(bed.figures().applicationSessions()).as("application sessions").isZero();
            assertThat(bed.figures().timers()).as("timers").isZero();
            assertThat(bed.host.stack().figure(Figure.USER_ERRORS)).as("exceptions").isZero();
        });
    }

    /** Nobody rings for ever. */
    private static final class GivesUp implements TimerListener {
        @Override
        public void timeout(ServletTimer timer) {
            try {
                ((SipServletRequest) timer.getApplicationSession().getAttribute("leg")).createCancel().send();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (IllegalStateException e) {
                // It is answered.
            }
        }
    }

    /** Makes each leg's messages anew on the other one. */
    private static final class Legs extends TestServlet {
        private static final long serialVersionUID = 1L;
        transient Testbed bed;

        @Override
        protected void doRequest(SipServletRequest request) throws IOException {
            B2buaHelper helper = request.getB2buaHelper();
            if (request.isInitial()) {
                begin(helper, request);
                return;
            }
            SipSession other = helper.getLinkedSession(request.getSession());
            switch (request.getMethod()) {
                case "ACK" -> acknowledge(helper, other);
                case "CANCEL" -> cancel(helper, other);
                case "BYE" -> {
                    if (other != null && other.getState() == SipSession.State.CONFIRMED) {
                        acknowledge(helper, other);
                        other.createRequest("BYE").send();
                    }
                    request.createResponse(200).send();
                }
                default -> {
                    if (other == null || other.getState() != SipSession.State.CONFIRMED) {
                        request.createResponse(481).send();
                    } else {
                        helper.createRequest(other, request, null).send();
                    }
                }
            }
        }

        private void begin(B2buaHelper helper, SipServletRequest request) throws IOException {
            try {
                SipServletRequest leg = helper.createRequest(request, true, null);
                leg.setRequestURI(bed.factory().createURI("sip:a@10.0.0.3:5060"));
                leg.setHeader("X-Plan", request.getCallId());
                leg.getApplicationSession().setAttribute("leg", leg);
                bed.timers().createTimer(leg.getApplicationSession(), 60_000, false, null);
                leg.send();
            } catch (jakarta.servlet.ServletException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void acknowledge(B2buaHelper helper, SipSession other) throws IOException {
            if (other == null) {
                return;
            }
            for (SipServletMessage message : helper.getPendingMessages(other, UAMode.UAC)) {
                if (message instanceof SipServletResponse success) {
                    success.createAck().send();
                }
            }
        }

        private static void cancel(B2buaHelper helper, SipSession other) throws IOException {
            try {
                helper.createCancel(other).send();
            } catch (IllegalStateException e) {
                // It is answered.
            }
        }

        @Override
        protected void doResponse(SipServletResponse response) throws IOException {
            if (!response.getMethod().equals("INVITE")) {
                return;
            }
            SipServletRequest request = response.getRequest();
            SipServletRequest other = request.getB2buaHelper().getLinkedSipServletRequest(request);
            if (other != null && !other.isCommitted()) {
                other.createResponse(response.getStatus()).send();
            } else if (response.getStatus() / 100 == 2) {
                response.createAck().send();
                if (request.isInitial()) {
                    response.getSession().createRequest("BYE").send();
                }
            }
        }
    }
}
