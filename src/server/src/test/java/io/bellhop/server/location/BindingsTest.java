package io.bellhop.server.location;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BindingsTest {

    private static Binding binding(String contact, int q, long expiresAt) {
        return new Binding(contact, q, expiresAt, "call", 1, "", "");
    }

    @Test
    void theMostPreferredComesFirstAndEquallyPreferredOnesInTheOrderOfRegistration() {
        Binding low = binding("sip:low@h", 200, 9);
        Binding high = binding("sip:high@h", 900, 9);
        Binding second = binding("sip:second@h", 900, 9);
        Binding none = binding("sip:none@h", Binding.NO_Q, 9);
        Bindings bindings = Bindings.of(low, high, second, none);
        assertThat(new Binding[] {bindings.get(0), bindings.get(1), bindings.get(2), bindings.get(3)})
                .containsExactly(none, high, second, low);
    }

    @Test
    void aHoleIsLeftOut() {
        Binding one = binding("sip:one@h", 500, 9);
        assertThat(Bindings.of(null, one, null)).isEqualTo(Bindings.of(one));
        assertThat(Bindings.of(new Binding[] {null}, 1)).isSameAs(Bindings.NONE);
    }

    @Test
    void whatExpiresAtThisVeryMomentNoLongerCounts() {
        Binding soon = binding("sip:soon@h", 500, 1000);
        Binding later = binding("sip:later@h", 500, 1001);
        Bindings both = Bindings.of(soon, later);
        assertThat(both.live(999)).isSameAs(both);
        assertThat(both.live(1000)).isEqualTo(Bindings.of(later));
        assertThat(both.live(1001)).isSameAs(Bindings.NONE);
    }

    @Test
    void secondsLeftAreRoundedUpSoThatALiveBindingNeverReadsZero() {
        Binding binding = binding("sip:a@h", 500, 10_000);
        assertThat(binding.secondsLeft(0)).isEqualTo(10);
        assertThat(binding.secondsLeft(1)).isEqualTo(10);
        assertThat(binding.secondsLeft(9_999)).isEqualTo(1);
        assertThat(binding.secondsLeft(10_000)).isZero();
    }

    @Test
    void aContactIsWrittenWithItsPreferenceAndNoMoreDigitsThanItNeeds() {
        assertThat(written(Binding.NO_Q)).isEqualTo("<sip:a@h>");
        assertThat(written(0)).isEqualTo("<sip:a@h>;q=0");
        assertThat(written(1000)).isEqualTo("<sip:a@h>;q=1");
        assertThat(written(500)).isEqualTo("<sip:a@h>;q=0.5");
        assertThat(written(250)).isEqualTo("<sip:a@h>;q=0.25");
        assertThat(written(7)).isEqualTo("<sip:a@h>;q=0.007");
        assertThat(written(305)).isEqualTo("<sip:a@h>;q=0.305");
    }

    private static String written(int q) {
        StringBuilder text = new StringBuilder();
        binding("sip:a@h", q, 9).writeContact(text);
        return text.toString();
    }
}
