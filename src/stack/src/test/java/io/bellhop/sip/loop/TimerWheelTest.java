package io.bellhop.sip.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimerWheelTest {
    private static final long BEGIN = 12_345;

    private final TimerWheel wheel = new TimerWheel(BEGIN);
    private long now = BEGIN;

    private final class Alarm extends LoopTimer {
        final List<Long> rings = new ArrayList<>();
        long due;
        Runnable then = () -> {};

        Alarm in(long delay) {
            due = now + delay;
            wheel.start(this, now, delay);
            return this;
        }

        @Override
        protected void expired() {
            rings.add(now);
            then.run();
        }
    }

    private void jump(long to) {
        now = to;
        wheel.advance(to);
    }

    @Test
    void firesOnceAndNeverEarlier() {
        Alarm alarm = new Alarm().in(500);
        jump(BEGIN + 499);
        assertThat(alarm.rings).isEmpty();
        assertThat(alarm.isRunning()).isTrue();
        jump(BEGIN + 500);
        jump(BEGIN + 100_000);
        assertThat(alarm.rings).containsExactly(BEGIN + 500);
        assertThat(alarm.isRunning()).isFalse();
        assertThat(wheel.size()).isZero();
    }

    @Test
    void aStoppedTimerDoesNotFireAndStoppingTwiceIsNothing() {
        Alarm alarm = new Alarm().in(100);
        wheel.stop(alarm);
        wheel.stop(alarm);
        jump(BEGIN + 200);
        assertThat(alarm.rings).isEmpty();
        assertThat(wheel.size()).isZero();
    }

    @Test
    void aTimerStartedAnewForgetsItsFirstDelay() {
        Alarm alarm = new Alarm().in(100);
        alarm.in(300);
        assertThat(wheel.size()).isEqualTo(1);
        jump(BEGIN + 250);
        assertThat(alarm.rings).isEmpty();
        jump(BEGIN + 300);
        assertThat(alarm.rings).hasSize(1);
    }

    @Test
    void aTimerMayStartItselfAndOthersWhileItFires() {
        Alarm other = new Alarm();
        Alarm alarm = new Alarm().in(10);
        alarm.then = () -> {
            if (alarm.rings.size() < 3) {
                alarm.in(0);
            }
            other.in(5);
        };
        for (int i = 0; i < 40; i++) {
            jump(now + 1);
        }
        assertThat(alarm.rings).hasSize(3);
        assertThat(other.rings).hasSize(1);
    }

    @Test
    void aTimerMayStopAnotherThatIsDueAtTheSameTime() {
        Alarm victim = new Alarm();
        Alarm alarm = new Alarm();
        alarm.then = () -> wheel.stop(victim);
        victim.then = () -> wheel.stop(alarm);
        alarm.in(50);
        victim.in(50);
        jump(BEGIN + 60);
        assertThat(alarm.rings.size() + victim.rings.size()).isEqualTo(1);
        assertThat(wheel.size()).isZero();
    }

    @Test
    void aTimerBeyondARevolutionWaitsForItsOwn() {
        Alarm alarm = new Alarm().in(100_000);
        jump(BEGIN + 32_768);
        jump(BEGIN + 65_536);
        jump(BEGIN + 99_999);
        assertThat(alarm.rings).isEmpty();
        jump(BEGIN + 100_000);
        assertThat(alarm.rings).hasSize(1);
    }

    @Test
    void aNegativeDelayIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Alarm().in(-1));
    }

    @Test
    void withoutTimersThereIsNoDeadline() {
        assertThat(wheel.nextDeadline(now)).isEqualTo(Long.MAX_VALUE);
        jump(BEGIN + 5_000_000);
        Alarm alarm = new Alarm().in(7);
        assertThat(wheel.nextDeadline(now)).isEqualTo(now + 7);
        wheel.stop(alarm);
        assertThat(wheel.nextDeadline(now)).isEqualTo(Long.MAX_VALUE);
    }

    /** Any mix of starts, stops and jumps: each fires at the first look after it is due, none is lost or early. */
    @Test
    void whateverIsStartedFiresExactlyOnceAndTheNextDeadlineIsNeverTooLate() {
        SplittableRandom random = new SplittableRandom(20261123);
        List<Alarm> running = new ArrayList<>();
        int fired = 0;
        for (int step = 0; step < 50_000; step++) {
            int what = random.nextInt(10);
            if (what < 5) {
                running.add(new Alarm().in(random.nextLong(random.nextBoolean() ? 1_000 : 80_000)));
            } else if (what == 5 && !running.isEmpty()) {
                wheel.stop(running.remove(random.nextInt(running.size())));
            } else if (what == 6 && !running.isEmpty()) {
                running.get(random.nextInt(running.size())).in(random.nextLong(40_000));
            } else {
                fired += jumpAndCheck(running, now + random.nextLong(random.nextInt(50) == 0 ? 40_000 : 200));
            }
            assertThat(wheel.size()).isEqualTo(running.size());
        }
        jumpAndCheck(running, now + 80_000);
        assertThat(running).isEmpty();
        assertThat(fired).isGreaterThan(10_000);
    }

    private int jumpAndCheck(List<Alarm> running, long to) {
        long earliest = running.stream().mapToLong(alarm -> alarm.due).min().orElse(Long.MAX_VALUE);
        assertThat(wheel.nextDeadline(now)).isLessThanOrEqualTo(Math.max(now, earliest));
        if (earliest > now && earliest < Long.MAX_VALUE) {
            assertThat(wheel.nextDeadline(now)).isGreaterThan(now);
        }
        jump(to);
        int before = running.size();
        for (Alarm alarm : running) {
            assertThat(alarm.rings).hasSize(alarm.due <= to ? 1 : 0);
        }
        running.removeIf(alarm -> alarm.due <= to);
        return before - running.size();
    }
}
