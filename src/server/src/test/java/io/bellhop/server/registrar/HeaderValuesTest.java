package io.bellhop.server.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.server.location.Binding;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderValuesTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "60, 60", "' 60 ', 60", "4294967295, 4294967295", "4294967296, 4294967295",
        "99999999999999999999999999, 4294967295", "-1, 3600", "soon, 3600", "60s, 3600", "'', 3600", "1.5, 3600"})
    void anExpiryIsReadAndAMalformedOneCountsAsAnHour(String text, long seconds) {
        assertThat(DeltaSeconds.parse(text)).isEqualTo(seconds);
    }

    @Test
    void aCSeqIsReadUpToItsMethod() {
        assertThat(DeltaSeconds.leading("4711 REGISTER")).isEqualTo(4711);
        assertThat(DeltaSeconds.leading("2147483647 REGISTER")).isEqualTo(2147483647);
        assertThat(DeltaSeconds.leading("REGISTER")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1000", "0.5, 500", "0.25, 250", "0.007, 7", "1.000, 1000", "1., 1000", "0., 0"})
    void aPreferenceIsReadInThousandths(String text, int thousandths) {
        assertThat(Preference.parse(text)).isEqualTo(thousandths);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.001", "2", "0.1234", "x", "0,5", "-1", ".5", "0.x", "10"})
    void whatIsNoPreferenceIsToldApart(String text) {
        assertThat(Preference.parse(text)).isEqualTo(Preference.MALFORMED);
    }

    @Test
    void noPreferenceIsNoPreference() {
        assertThat(Preference.parse(null)).isEqualTo(Binding.NO_Q);
    }

    @Test
    void aDateHasTwoDigitsForTheDayAndIsInGmt() {
        SipDate date = new SipDate();
        long then = Instant.parse("2010-11-03T23:29:00.999Z").toEpochMilli();
        assertThat(date.at(then)).isEqualTo("Wed, 03 Nov 2010 23:29:00 GMT");
        assertThat(date.at(then)).isSameAs(date.at(then - 999));
        assertThat(date.at(then + 1)).isEqualTo("Wed, 03 Nov 2010 23:29:01 GMT");
    }

    @Test
    void limitsThatContradictOneAnotherAreRefused() {
        assertThatThrownBy(() -> new ExpiryLimits(60, 30, 30)).hasMessageContaining("min-expires");
        assertThatThrownBy(() -> new ExpiryLimits(60, 600, 3600)).hasMessageContaining("max-expires");
        assertThatThrownBy(() -> new ExpiryLimits(0, 600, 60)).hasMessageContaining("min-expires");
    }

    @Test
    void anIntervalIsTooBriefOnlyBelowTheMinimumAndBelowAnHourAndAboveZero() {
        ExpiryLimits limits = new ExpiryLimits(7200, 7200, 7200);
        assertThat(limits.tooBrief(0)).isFalse();
        assertThat(limits.tooBrief(1)).isTrue();
        assertThat(limits.tooBrief(3599)).isTrue();
        assertThat(limits.tooBrief(3600)).isFalse();
    }
}
