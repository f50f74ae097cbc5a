package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.container.ContainerOptions;
import io.bellhop.simulation.Simulation;
import io.bellhop.simulation.Weather;
import io.bellhop.sip.transaction.Figure;
import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipURI;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever the network does, each call through a record-routing proxy ends and nothing of it is left. */
class ProxyStormTest {
    private static final int CALLS = 6_000;
    private static final Weather STORM = new Weather(0.15, 0.1, 0.1, 5, 40, 300);
    private static final long BEGIN_WITHIN = 300_000;

    @Test
    void everyCallEndsAndNothingIsLeftInTheContainer() {
        Simulation.run(STORM, simulation -> {
            World world = new World(simulation);
            world.play(CALLS);
            world.check();
            assertThat(simulation.wire().lost()).isGreaterThan(simulation.wire().sent() / 8);
            assertThat(world.caller.ends).containsKeys(StormCaller.End.SPOKEN, StormCaller.End.HUNG_UP_BY_CALLEE,
                    StormCaller.End.REJECTED, StormCaller.End.CANCELLED);
            assertThat(world.caller.forked).as("calls that two callees answered").isPositive();
            assertThat(world.caller.againAnswered).isPositive();
            assertThat(world.caller.againRefused).as("second INVITEs cancelled").isPositive();
        });
    }

    /** JSR 289 15.1: two more applications, one before and one behind the one that searches. */
    @Test
    void callsThroughSeveralApplicationsEndAsWell() {
        Simulation.run(STORM, simulation -> {
            World world = new World(simulation).composed();
            world.play(CALLS / 3);
            world.check();
            assertThat(world.caller.ends).containsKeys(StormCaller.End.SPOKEN, StormCaller.End.HUNG_UP_BY_CALLEE,
                    StormCaller.End.REJECTED, StormCaller.End.CANCELLED);
        });
    }

    @Test
    void inFairWeatherNoCallIsLostBetweenSeveralApplications() {
        Simulation.run(Weather.FAIR, simulation -> {
            World world = new World(simulation).composed();
            world.play(1_000);
            world.check();
            assertThat(world.caller.ends).containsOnlyKeys(StormCaller.End.SPOKEN, StormCaller.End.HUNG_UP_BY_CALLEE,
                    StormCaller.End.REJECTED, StormCaller.End.CANCELLED);
        });
    }

    @Test
    void inFairWeatherNoCallIsLost() {
        Simulation.run(Weather.FAIR, simulation -> {
            World world = new World(simulation);
            world.play(1_000);
            world.check();
            assertThat(world.caller.ends).containsOnlyKeys(StormCaller.End.SPOKEN, StormCaller.End.HUNG_UP_BY_CALLEE,
                    StormCaller.End.REJECTED, StormCaller.End.CANCELLED);
            assertThat(world.callees).allSatisfy(each -> assertThat(each.acksMissing + each.byesLost).isZero());
        });
    }

    /** Callers on one host, callees on two, the proxy between them. */
    private static final class World {
        final Testbed bed;
        final Map<String, StormPlan> plans = new HashMap<>();
        final StormCaller caller;
        final List<StormCallee> callees;

        World(Simulation simulation) {
            bed = new Testbed(simulation, "10.0.0.1", ContainerOptions.DEFAULT, new Switch()).sessionMinutes(600);
            ((Switch) bed.servlet).bed = bed;
            caller = new StormCaller(bed, plans);
            callees = List.of(new StormCallee(bed, "10.0.0.3", false, plans),
                    new StormCallee(bed, "10.0.0.4", true, plans));
            bed.open();
        }

        /** With an application before and one behind that proxy everything on. */
        World composed() {
            for (String name : List.of("ahead", "behind")) {
                TestServlet passing = new TestServlet();
                passing.on("INVITE", request -> {
                    if (request.isInitial()) {
                        request.getProxy().setRecordRoute(true);
                        request.getProxy().setSupervised(request.getCallId().hashCode() % 2 == 0);
                        request.getProxy().proxyTo(request.getRequestURI());
                    }
                });
                bed.deploy(name, passing);
            }
            return this;
        }

        void play(int calls) {
            for (int i = 0; i < calls; i++) {
                String callId = i + "@storm.example";
                plans.put(callId, StormPlan.random(bed.simulation.random()));
                caller.call(callId, bed.simulation.random().nextLong(BEGIN_WITHIN));
            }
            bed.simulation.runFor(BEGIN_WITHIN + 600_000);
        }

        void check() {
            assertThat(caller.wrongs).as("wrongs at the callers").isEmpty();
            assertThat(caller.ended()).as("ends of calls").isEqualTo(plans.size());
            assertThat(callees).allSatisfy(callee -> assertThat(callee.wrongs).isEmpty());
            assertThat(bed.figures().transactions()).as("transactions").isZero();
            int unknown = caller.ends.getOrDefault(StormCaller.End.BYE_LOST, 0)
                    + callees.stream().mapToInt(each -> each.byesLost + each.acksMissing).sum();
            assertThat(bed.figures().sipSessions()).as("SIP sessions of calls that nobody ended")
                    .isLessThanOrEqualTo(unknown);
            assertThat(bed.simulation.runUntilQuiet(40_000_000)).as("the world becomes quiet").isTrue();
            assertThat(bed.figures().sipSessions()).as("SIP sessions").isZero();
            assertThat(bed.figures().applicationSessions()).as("application sessions").isZero();
            assertThat(bed.figures().timers()).as("timers").isZero();
            for (var host : List.of(bed.host, caller.host(), callees.get(0).host(), callees.get(1).host())) {
                assertThat(host.stack().live()).as("transactions").isZero();
                assertThat(host.stack().figure(Figure.USER_ERRORS)).as("exceptions").isZero();
            }
        }
    }

    /** Proxies as the user part of the Request-URI says. */
    private static final class Switch extends TestServlet {
        private static final long serialVersionUID = 1L;
        transient Testbed bed;
        private int turn;

        @Override
        protected void doRequest(SipServletRequest request) throws IOException {
            if (!request.isInitial()) {
                return;
            }
            try {
                Proxy proxy = request.getProxy();
                proxy.setRecordRoute(true);
                proxy.setProxyTimeout(60);
                StormPlan.Way way = StormPlan.Way.valueOf(((SipURI) request.getRequestURI()).getUser());
                proxy.setSupervised(way == StormPlan.Way.AT_AN_ERROR || turn++ % 3 > 0);
                proxy.setParallel(way != StormPlan.Way.ONE_BY_ONE);
                proxy.createProxyBranches(List.of(bed.factory().createURI("sip:a@10.0.0.3:5060")));
                if (way == StormPlan.Way.FORK || way == StormPlan.Way.ONE_BY_ONE) {
                    proxy.createProxyBranches(List.of(second()));
                }
                proxy.startProxy();
            } catch (jakarta.servlet.ServletException e) {
                throw new IllegalStateException(e);
            }
        }

        private jakarta.servlet.sip.URI second() throws jakarta.servlet.sip.ServletParseException {
            return bed.factory().createURI("sip:b@10.0.0.4:5060;transport=tcp");
        }

        @Override
        protected void doResponse(SipServletResponse response) throws IOException {
            boolean error = response.getStatus() >= 300 && response.getStatus() < 600;
            if (!error || !response.getRequest().isInitial() || response.getProxy().getProxyBranches().size() > 1) {
                return;
            }
            try {
                SipURI asked = (SipURI) response.getProxy().getOriginalRequest().getRequestURI();
                if (asked.getUser().equals("AT_AN_ERROR")) {
                    response.getProxy().proxyTo(second());
                }
            } catch (jakarta.servlet.ServletException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected void doBranchResponse(SipServletResponse response) {
            // the search goes on
        }
    }
}
