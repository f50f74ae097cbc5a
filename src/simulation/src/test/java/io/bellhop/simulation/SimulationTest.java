package io.bellhop.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.sip.loop.LoopTimer;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.Transport;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The simulated world itself. */
class SimulationTest {
    private static final Weather GUSTS = new Weather(0, 0, 0.5, 1, 100, 500);

    private static String options(int cseq, String via) {
        return "OPTIONS sip:b@10.0.0.2 SIP/2.0\nVia: SIP/2.0/" + via + ";branch=z9hG4bK" + cseq
                + "\nMax-Forwards: 70\nFrom: <sip:a@10.0.0.1>;tag=1\nTo: <sip:b@10.0.0.2>\nCall-ID: c\nCSeq: "
                + cseq + " OPTIONS\nContent-Length: 0\n\n";
    }

    private static List<Long> arrivals(Transport transport, Weather weather) {
        Simulation simulation = new Simulation(7, weather);
        ScriptedPeer one = new ScriptedPeer(simulation, "10.0.0.1");
        ScriptedPeer other = new ScriptedPeer(simulation, "10.0.0.2");
        one.listen(transport, 5060);
        other.listen(transport, 5060);
        Flow flow = one.network().flow(transport, new InetSocketAddress(SimulatedHost.literal("10.0.0.2"), 5060), null);
        for (int i = 1; i <= 200; i++) {
            one.send(options(i, transport + " 10.0.0.1"), flow);
        }
        assertThat(simulation.runUntilQuiet(10_000)).isTrue();
        List<Long> order = new ArrayList<>();
        other.got().forEach(got -> order.add(got.message().cseq()));
        return order;
    }

    @Test
    void aStreamDeliversAllInOrderAndDatagramsOvertakeEachOther() {
        assertThat(arrivals(Transport.TCP, GUSTS)).hasSize(200).isSorted();
        assertThat(arrivals(Transport.UDP, GUSTS)).hasSize(200).doesNotHaveDuplicates()
                .isNotEqualTo(arrivals(Transport.TCP, GUSTS));
    }

    @Test
    void theWeatherLosesAndDoublesDatagramsOnly() {
        Weather storm = new Weather(0.2, 0.2, 0, 1, 0, 0);
        List<Long> datagrams = arrivals(Transport.UDP, storm);
        assertThat(datagrams.stream().distinct().count()).isBetween(130L, 190L);
        assertThat(datagrams.size()).isGreaterThan((int) datagrams.stream().distinct().count() + 10);
        assertThat(arrivals(Transport.TCP, storm)).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void timePassesOnlyAsFarAsItIsLet() {
        Simulation simulation = new Simulation(1, Weather.FAIR);
        VirtualLoop loop = simulation.loop(0);
        List<Long> rings = new ArrayList<>();
        LoopTimer timer = new LoopTimer() {
            @Override
            protected void expired() {
                rings.add(loop.now());
                assertThat(loop.inLoop()).isTrue();
            }
        };
        loop.run(() -> loop.start(timer, 1_000));
        simulation.runFor(999);
        assertThat(rings).isEmpty();
        assertThat(simulation.runUntil(() -> !rings.isEmpty(), 60_000)).isTrue();
        assertThat(rings).containsExactly(2_000L);
        assertThat(simulation.now()).isEqualTo(2_000);
        assertThat(simulation.runUntil(() -> false, 10)).isFalse();
        assertThat(loop.inLoop()).isFalse();
    }

    @Test
    void aFailureSaysTheSeedThatReplaysIt() {
        assertThatThrownBy(() -> Simulation.run(Weather.FAIR, simulation -> {
                    simulation.runFor(5);
                    throw new IllegalStateException("on purpose");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching("in the run of seed (\\d+) \\(replay with -Dbellhop.seed=\\1\\).* on purpose")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void anotherThreadMayPostAndNothingElse() throws InterruptedException {
        Simulation simulation = new Simulation(1, Weather.FAIR);
        VirtualLoop loop = simulation.loop(0);
        List<String> log = new ArrayList<>();
        Thread other = new Thread(() -> {
            loop.execute(() -> log.add("posted"));
            assertThatIllegalStateException().isThrownBy(() -> loop.run(() -> log.add("run")));
        });
        other.start();
        other.join();
        assertThat(log).isEmpty();
        simulation.runFor(1);
        assertThat(log).containsExactly("posted");
    }

    @Test
    void twoHostsCannotListenAtTheSameAddress() {
        Simulation simulation = new Simulation(1, Weather.FAIR);
        simulation.host("10.0.0.1").listen(Transport.UDP, 5060);
        assertThatIllegalStateException().isThrownBy(() -> simulation.host("10.0.0.1").listen(Transport.UDP, 5060));
    }

    @Test
    void aHostHasAnAddressAndNoName() {
        Simulation simulation = new Simulation(1, Weather.FAIR);
        assertThatIllegalArgumentException().isThrownBy(() -> simulation.host("host.example"));
    }
}
