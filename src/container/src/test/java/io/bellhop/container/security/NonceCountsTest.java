package io.bellhop.container.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NonceCountsTest {
    private final NonceCounts counts = new NonceCounts(2);

    @Test
    void eachCountOfANonceIsGoodOnce() {
        for (int count = 1; count < 1000; count++) {
            assertThat(counts.isFresh(0, count)).isTrue();
            assertThat(counts.use(0, count)).isTrue();
            assertThat(counts.use(0, count)).isFalse();
            assertThat(counts.isFresh(0, count)).isFalse();
        }
    }

    @Test
    void countsMayOvertakeEachOtherAllowedOnceEach() {
        assertThat(counts.use(1, 5)).isTrue();
        assertThat(counts.use(1, 3)).isTrue();
        assertThat(counts.use(1, 4)).isTrue();
        assertThat(counts.use(1, 3)).isFalse();
        assertThat(counts.use(1, 9)).isTrue();
        assertThat(counts.use(1, 4)).isFalse();
        assertThat(counts.use(1, 8)).isTrue();
        assertThat(counts.use(1, 5)).isFalse();
    }

    @Test
    void aCountFarBehindIsNotTakenSinceNobodyRemembersIt() {
        assertThat(counts.use(1, 100)).isTrue();
        assertThat(counts.use(1, 84)).isFalse();
        assertThat(counts.use(1, 85)).isTrue();
        assertThat(counts.use(1, 85)).isFalse();
    }

    @Test
    void countsThatAreNoneAreNotTaken() {
        for (int count : new int[] {0, -1, Integer.MIN_VALUE, 1 << 24}) {
            assertThat(counts.use(0, count)).isFalse();
        }
        assertThat(counts.use(0, (1 << 24) - 1)).isTrue();
    }

    @Test
    void aYoungerNonceTakesTheSlotAndTheOlderOneIsForgottenNotForgiven() {
        assertThat(counts.use(0, 1)).isTrue();
        assertThat(counts.use(4, 1)).isTrue();
        assertThat(counts.isFresh(0, 1)).isFalse();
        assertThat(counts.use(0, 2)).isFalse();
        assertThat(counts.use(1, 1)).as("another slot").isTrue();
        assertThat(counts.use(4, 2)).isTrue();
    }

    @Test
    void noUseIsEverTakenTwice() {
        Random random = new Random(7);
        Set<Long> taken = new HashSet<>();
        int accepted = 0;
        for (int i = 0; i < 200_000; i++) {
            long serial = i / 1000 + random.nextInt(12);
            int count = 1 + random.nextInt(40);
            if (counts.use(serial, count)) {
                accepted++;
                assertThat(taken.add(serial << 32 | count)).isTrue();
            }
        }
        assertThat(accepted).isGreaterThan(500);
    }
}
