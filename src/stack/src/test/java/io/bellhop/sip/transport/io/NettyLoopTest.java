package io.bellhop.sip.transport.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.loop.LoopTimer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NettyLoopTest {
    private final AtomicLong millis = new AtomicLong(5_000);
    private final AtomicInteger readings = new AtomicInteger();
    private final LinkedBlockingQueue<String> fired = new LinkedBlockingQueue<>();
    private final NettyLoop loop = new NettyLoop(0, new LoopClock() {
        @Override
        public long millis() {
            readings.incrementAndGet();
            return millis.get();
        }

        @Override
        public long epochMillis() {
            return 1_700_000_000_000L;
        }
    }, new BufferedSecureRandom());

    @AfterEach
    void close() {
        loop.close();
    }

    private <T> T on(Supplier<T> what) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        loop.execute(() -> done.complete(what.get()));
        return done.get(10, TimeUnit.SECONDS);
    }

    private void pass(long more) throws Exception {
        millis.addAndGet(more);
        loop.closing(() -> { }).get(10, TimeUnit.SECONDS);
    }

    private LoopTimer timer(String name, Runnable more) {
        return new LoopTimer() {
            @Override
            protected void expired() {
                fired.add(name);
                more.run();
            }
        };
    }

    private LoopTimer timer(String name) {
        return timer(name, () -> { });
    }

    private void start(LoopTimer timer, long delay) throws Exception {
        on(() -> {
            loop.start(timer, delay);
            return null;
        });
    }

    @Test
    void a_task_runs_on_the_loop_whose_thread_knows_it() throws Exception {
        assertThat(on(() -> loop.inLoop() && NettyLoop.current() == loop)).isTrue();
        assertThat(loop.inLoop()).isFalse();
        assertThat(NettyLoop.current()).isNull();
    }

    @Test
    void tasks_run_in_the_order_in_which_they_came() throws Exception {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            int number = i;
            loop.execute(() -> order.add(number));
        }
        on(() -> null);
        assertThat(order).hasSize(1000).isSorted();
    }

    @Test
    void the_time_stands_still_during_a_turn() throws Exception {
        boolean same = on(() -> {
            long before = loop.now();
            millis.addAndGet(50);
            return loop.now() == before;
        });
        assertThat(same).isTrue();
        pass(0);
        assertThat(on(loop::now)).isEqualTo(5_050);
    }

    @Test
    void a_timer_fires_once_at_its_time_and_never_earlier() throws Exception {
        LoopTimer timer = timer("one");
        start(timer, 500);
        pass(499);
        assertThat(fired).isEmpty();
        assertThat(timer.isRunning()).isTrue();
        assertThat(loop.timers()).isEqualTo(1);
        pass(9);
        assertThat(fired).containsExactly("one");
        pass(10_000);
        assertThat(fired).hasSize(1);
        assertThat(loop.timers()).isZero();
    }

    @Test
    void a_stopped_timer_does_not_fire_and_a_restarted_one_fires_later() throws Exception {
        LoopTimer stopped = timer("stopped");
        LoopTimer restarted = timer("restarted");
        start(stopped, 100);
        start(restarted, 100);
        on(() -> {
            loop.stop(stopped);
            loop.start(restarted, 1_000);
            return null;
        });
        pass(900);
        assertThat(fired).isEmpty();
        pass(108);
        assertThat(fired).containsExactly("restarted");
    }

    @Test
    void a_timer_may_start_itself_and_others_when_it_fires() throws Exception {
        LoopTimer other = timer("other");
        LoopTimer[] self = new LoopTimer[1];
        self[0] = timer("self", () -> {
            if (fired.size() < 3) {
                loop.start(self[0], 100);
                loop.start(other, 50);
            }
        });
        start(self[0], 0);
        pass(8);
        pass(58);
        pass(58);
        assertThat(fired).containsExactly("self", "other", "self");
    }

    @Test
    void a_timer_that_throws_harms_no_other() throws Exception {
        start(timer("bad", () -> {
            throw new IllegalStateException("of the test");
        }), 10);
        start(timer("good"), 20);
        pass(30);
        pass(0);
        assertThat(fired).containsExactly("bad", "good");
    }

    @Test
    void a_task_that_throws_harms_no_other() throws Exception {
        loop.execute(() -> {
            throw new IllegalStateException("of the test");
        });
        assertThat(on(() -> "alive")).isEqualTo("alive");
    }

    @Test
    void a_sleeping_loop_wakes_for_its_timer() throws Exception {
        try (NettyLoop real = new NettyLoop(1)) {
            real.execute(() -> real.start(timer("woken"), 30));
            assertThat(fired.poll(10, TimeUnit.SECONDS)).isEqualTo("woken");
        }
    }

    /** Each turn with timers reads the clock: a loop that spun for those 200 ms would read it thousands of times. */
    @Test
    void an_idle_loop_sleeps_until_its_timer_is_due() throws Exception {
        start(timer("far"), 3_600_000);
        pass(0);
        int before = readings.get();
        loop.eventLoop().schedule(() -> { }, 200, TimeUnit.MILLISECONDS).get(10, TimeUnit.SECONDS);
        assertThat(readings.get() - before).isLessThan(50);
    }

    @Test
    void tags_are_made_of_randomness() throws Exception {
        assertThat(on(() -> loop.random().longs(10_000).distinct().count())).isEqualTo(10_000);
        assertThat(loop.epochMillis()).isEqualTo(1_700_000_000_000L);
    }

    @Test
    void a_closed_loop_has_run_what_was_queued_and_takes_nothing_more() {
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            loop.execute(ran::incrementAndGet);
        }
        loop.close();
        assertThat(ran).hasValue(100);
        Assertions.assertThatThrownBy(() -> loop.execute(ran::incrementAndGet))
                .isInstanceOf(RejectedExecutionException.class);
    }
}
