package io.bellhop.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.loop.SipLoop;
import io.bellhop.sip.transaction.Figure;
import io.bellhop.sip.transaction.TransactionUser;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.Transport;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.transaction.ServerTransaction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stack against stack: whatever the network does, each call ends and nothing is left. */
class TenThousandCallsTest {
    private static final int CALLS = 10_000;
    private static final long BEGIN_WITHIN = 120_000;
    private static final long ALL_OVER_WITHIN = 3_600_000;

    @Test
    void everyCallEndsAndNothingIsLeftBehindInAStorm() {
        Simulation.run(Weather.STORM, simulation -> {
            World world = new World(simulation, 1);
            world.play(CALLS);
            world.check();
            assertThat(world.caller.ends).as("how calls ended").containsKeys(
                    Caller.End.SPOKEN, Caller.End.REJECTED, Caller.End.CANCELLED);
            assertThat(simulation.wire().lost()).as("datagrams lost").isGreaterThan(simulation.wire().sent() / 6);
        });
    }

    @Test
    void everyCallIsSpokenRejectedOrCancelledInFairWeather() {
        Simulation.run(Weather.FAIR, simulation -> {
            World world = new World(simulation, 1);
            world.play(2_000);
            world.check();
            assertThat(world.caller.ends).as("how calls ended").containsOnlyKeys(
                    Caller.End.SPOKEN, Caller.End.REJECTED, Caller.End.CANCELLED);
            assertThat(world.calleeHost.stack().figure(Figure.REQUESTS_REPEATED)).isZero();
            assertThat(world.callerHost.stack().figure(Figure.TIME_OUTS)).isZero();
        });
    }

    @Test
    void severalLoopsEachKeepTheirOwnCalls() {
        Simulation.run(Weather.STORM, simulation -> {
            World world = new World(simulation, 3);
            world.play(1_500);
            world.check();
            assertThat(world.callees).hasSize(3).allSatisfy(callee -> assertThat(callee.requests).isPositive());
        });
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        assertThat(footprint(4711)).isEqualTo(footprint(4711)).isNotEqualTo(footprint(4712));
    }

    private static String footprint(long seed) {
        Simulation simulation = new Simulation(seed, Weather.STORM);
        World world = new World(simulation, 2);
        StringBuilder bytes = new StringBuilder();
        world.callerHost.network().tap((message, flow) -> bytes.append(simulation.now()).append(message));
        world.play(100);
        return bytes.append(world.caller.ends).toString();
    }

    /** Callers on one host, callees on another. */
    private static final class World {
        final Simulation simulation;
        final SimulatedHost callerHost;
        final SimulatedHost calleeHost;
        final Caller caller;
        final List<Callee> callees = new ArrayList<>();

        World(Simulation simulation, int loops) {
            this.simulation = simulation;
            callerHost = simulation.host("10.0.0.1", loops).start(new Nobody());
            calleeHost = simulation.host("10.0.0.2", loops).start(this::callee);
            for (SimulatedHost host : List.of(callerHost, calleeHost)) {
                host.listen(Transport.UDP, 5060);
                host.listen(Transport.TCP, 5060);
            }
            caller = new Caller(callerHost.stack(), "10.0.0.2:5060");
        }

        private Callee callee(SipLoop loop) {
            Callee callee = new Callee(loop);
            callees.add(callee);
            return callee;
        }

        void play(int calls) {
            for (int i = 0; i < calls; i++) {
                caller.call(i, Plan.random(simulation.random()), simulation.random().nextLong(BEGIN_WITHIN));
            }
            assertThat(simulation.runUntilQuiet(ALL_OVER_WITHIN)).as("the world became quiet").isTrue();
        }

        void check() {
            assertThat(caller.wrongs).as("wrongs at the callers").isEmpty();
            assertThat(caller.ended()).as("ends of calls").isEqualTo(caller.begun);
            assertThat(caller.terminated).as("ends of client transactions").isEqualTo(caller.sent);
            assertThat(callees).allSatisfy(callee -> {
                assertThat(callee.seenTwice).as("requests seen twice").isEmpty();
                assertThat(callee.ended).as("ends of server transactions").isEqualTo(callee.requests);
                assertThat(callee.legs()).as("calls left at the callee").isZero();
            });
            for (SimulatedHost host : List.of(callerHost, calleeHost)) {
                assertThat(host.stack().live()).as("live transactions").isZero();
                assertThat(host.stack().timers()).as("running timers").isZero();
                assertThat(host.stack().figure(Figure.USER_ERRORS)).as("exceptions").isZero();
            }
        }
    }

    private static final class Nobody implements TransactionUser {
        @Override
        public void request(SipRequest request, ServerTransaction transaction) {
            throw new IllegalStateException("nobody calls the caller");
        }

        @Override
        public void ack(SipRequest ack, Flow flow) {
            throw new IllegalStateException("nobody acknowledges the caller");
        }
    }
}
