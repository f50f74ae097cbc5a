package io.bellhop.server.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.server.location.Binding;
import io.bellhop.server.location.Bindings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 3261 section 10.3 steps 6 and 7, on plain values. */
class RegistrationTest {

    private static final long NOW = 1_000_000;
    private static final ExpiryLimits LIMITS = new ExpiryLimits(60, 7200, 3600);
    private static final Registration.Policy POLICY =
            new Registration.Policy(LIMITS, 3, (stored, requested) -> stored.equalsIgnoreCase(requested.uri()));

    private static Registration.Origin origin(String callId, long cseq) {
        return new Registration.Origin(callId, cseq, "UDP:192.0.2.1:5060", "phone", NOW);
    }

    private static RequestedContact contact(String uri, long seconds) {
        return new RequestedContact(uri, null, Binding.NO_Q, seconds);
    }

    private static Binding bound(String uri, String callId, long cseq, long seconds) {
        return new Binding(uri, Binding.NO_Q, NOW + seconds * 1000, callId, cseq, "UDP:192.0.2.1:5060", "phone");
    }

    private static Registration registration(String callId, long cseq, RequestedContact... contacts) {
        return Registration.of(origin(callId, cseq), List.of(contacts), POLICY);
    }

    @Test
    void aNewContactIsBoundWithTheCallIdAndCSeqOfTheRequest() {
        Registration registration = registration("c1", 7, contact("sip:a@1", 600));
        assertThat(registration.apply(Bindings.NONE)).isEqualTo(Bindings.of(bound("sip:a@1", "c1", 7, 600)));
        assertThat(registration.refusal()).isNull();
    }

    @Test
    void severalContactsAreBoundAtOnceBesideThoseBoundBefore() {
        Bindings next = registration("c2", 1, contact("sip:a@2", 600), contact("sip:a@3", 700))
                .apply(Bindings.of(bound("sip:a@1", "c1", 7, 600)));
        assertThat(next).isEqualTo(Bindings.of(bound("sip:a@1", "c1", 7, 600), bound("sip:a@2", "c2", 1, 600),
                bound("sip:a@3", "c2", 1, 700)));
    }

    @Test
    void anEqualContactIsRefreshedAndNotBoundTwice() {
        Bindings next = registration("c1", 8, contact("SIP:A@1", 900)).apply(
                Bindings.of(bound("sip:a@1", "c1", 7, 600)));
        assertThat(next).isEqualTo(Bindings.of(bound("SIP:A@1", "c1", 8, 900)));
    }

    @Test
    void anExpiryOfZeroRemovesThatContactAlone() {
        Bindings next = registration("c1", 8, contact("sip:a@1", 0)).apply(
                Bindings.of(bound("sip:a@1", "c1", 7, 600), bound("sip:a@2", "c1", 7, 600)));
        assertThat(next).isEqualTo(Bindings.of(bound("sip:a@2", "c1", 7, 600)));
    }

    @Test
    void removingWhatIsNotBoundChangesNothing() {
        Bindings current = Bindings.of(bound("sip:a@1", "c1", 7, 600));
        assertThat(registration("c1", 8, contact("sip:a@9", 0)).apply(current)).isEqualTo(current);
    }

    @Test
    void anExpiryAboveTheMaximumIsShortened() {
        Bindings next = registration("c1", 1, contact("sip:a@1", 100_000)).apply(Bindings.NONE);
        assertThat(next.get(0).secondsLeft(NOW)).isEqualTo(7200);
    }

    @Test
    void theSameCallIdWithALowerOrTheSameCSeqChangesNothingAtAll() {
        Bindings current = Bindings.of(bound("sip:a@1", "c1", 7, 600));
        for (long cseq : new long[] {6, 7}) {
            for (long seconds : new long[] {0, 900}) {
                Registration late = registration("c1", cseq, contact("sip:a@2", 900), contact("sip:a@1", seconds));
                assertThat(late.apply(current)).isNull();
                assertThat(late.refusal()).isEqualTo(Registration.Refusal.OUT_OF_ORDER);
            }
        }
    }

    @Test
    void anotherCallIdUpdatesWhateverItsCSeq() {
        Bindings current = Bindings.of(bound("sip:a@1", "c1", 7, 600));
        assertThat(registration("c2", 1, contact("sip:a@1", 900)).apply(current))
                .isEqualTo(Bindings.of(bound("sip:a@1", "c2", 1, 900)));
        assertThat(registration("c2", 1, contact("sip:a@1", 0)).apply(current)).isSameAs(Bindings.NONE);
    }

    @Test
    void aContactListedTwiceIsBoundOnceAsListedLast() {
        assertThat(registration("c1", 1, contact("sip:a@1", 600), contact("sip:a@1", 900)).apply(Bindings.NONE))
                .isEqualTo(Bindings.of(bound("sip:a@1", "c1", 1, 900)));
    }

    @Test
    void moreContactsThanAllowedAreRefusedAsAWhole() {
        Bindings current = Bindings.of(bound("sip:a@1", "c1", 7, 600), bound("sip:a@2", "c1", 7, 600));
        Registration registration = registration("c1", 8, contact("sip:a@3", 600), contact("sip:a@4", 600));
        assertThat(registration.apply(current)).isNull();
        assertThat(registration.refusal()).isEqualTo(Registration.Refusal.TOO_MANY_CONTACTS);
    }

    @Test
    void aContactMayTakeThePlaceOfOneThatGoesInTheSameRequest() {
        Bindings current = Bindings.of(bound("sip:a@1", "c1", 7, 600), bound("sip:a@2", "c1", 7, 600),
                bound("sip:a@3", "c1", 7, 600));
        Bindings next = registration("c1", 8, contact("sip:a@4", 600), contact("sip:a@1", 0)).apply(current);
        assertThat(next.size()).isEqualTo(3);
    }

    @Test
    void theWildcardRemovesBindingsOfEveryCallId() {
        Bindings current = Bindings.of(bound("sip:a@1", "c1", 7, 600), bound("sip:a@2", "c9", 99, 600));
        assertThat(Registration.removeAll(origin("c1", 8), POLICY).apply(current)).isSameAs(Bindings.NONE);
    }

    @Test
    void theWildcardRemovesNothingIfOneBindingOfItsCallIdIsAsNew() {
        Bindings current = Bindings.of(bound("sip:a@2", "c9", 99, 600), bound("sip:a@1", "c1", 8, 600));
        Registration registration = Registration.removeAll(origin("c1", 8), POLICY);
        assertThat(registration.apply(current)).isNull();
        assertThat(registration.refusal()).isEqualTo(Registration.Refusal.OUT_OF_ORDER);
    }
}
