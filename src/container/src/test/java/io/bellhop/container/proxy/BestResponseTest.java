package io.bellhop.container.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RFC 3261 16.7 step 6: choosing the best response")
class BestResponseTest {
    @Test
    void anyResponseIsBetterThanNone() {
        assertThat(BestResponse.isBetter(503, 0)).isTrue();
    }

    @Test
    void sixHundredsWinOverEverything() {
        assertThat(BestResponse.isBetter(603, 302)).isTrue();
        assertThat(BestResponse.isBetter(302, 603)).isFalse();
    }

    @Test
    void theLowestClassWins() {
        assertThat(BestResponse.isBetter(302, 486)).isTrue();
        assertThat(BestResponse.isBetter(486, 500)).isTrue();
        assertThat(BestResponse.isBetter(500, 486)).isFalse();
    }

    @Test
    void whatHelpsResubmissionWinsAmongTheFourHundreds() {
        for (int status : new int[] {401, 407, 415, 420, 484}) {
            assertThat(BestResponse.isBetter(status, 486)).isTrue();
            assertThat(BestResponse.isBetter(486, status)).isFalse();
        }
    }

    @Test
    void theFirstOfEqualsStays() {
        assertThat(BestResponse.isBetter(486, 480)).isFalse();
        assertThat(BestResponse.isBetter(603, 600)).isFalse();
    }

    @Test
    void anAnswerWinsOverATimeOut() {
        assertThat(BestResponse.isBetter(486, 408)).isTrue();
        assertThat(BestResponse.isBetter(408, 486)).isFalse();
    }

    @Test
    void anotherServerErrorWinsOverServiceUnavailable() {
        assertThat(BestResponse.isBetter(500, 503)).isTrue();
        assertThat(BestResponse.isBetter(503, 500)).isFalse();
    }
}
