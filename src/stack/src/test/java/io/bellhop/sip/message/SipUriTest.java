package io.bellhop.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3261 19.1. */
class SipUriTest {
    private static SipUri uri(String text) {
        return SipUri.parse(Slice.of(text));
    }

    /** RFC 3261 19.1.3. */
    @Test
    void theExamplesOfTheRfcAreRead() {
        assertThat(uri("sip:alice@atlanta.com").user()).hasToString("alice");
        assertThat(uri("sip:alice:secretword@atlanta.com;transport=tcp").user()).hasToString("alice");
        assertThat(uri("sip:alice:secretword@atlanta.com;transport=tcp").parameter("Transport")).hasToString("tcp");
        assertThat(uri("sips:alice@atlanta.com?subject=project%20x&priority=urgent").secure()).isTrue();
        assertThat(uri("sip:+1-212-555-1212:1234@gateway.com;user=phone").parameter("user")).hasToString("phone");
        assertThat(uri("sips:1212@gateway.com").host()).hasToString("gateway.com");
        assertThat(uri("sip:alice@192.0.2.4").host()).hasToString("192.0.2.4");
        assertThat(uri("sip:atlanta.com;method=REGISTER?to=alice%40atlanta.com").user()).isNull();
        assertThat(uri("sip:alice;day=tuesday@atlanta.com").user()).hasToString("alice;day=tuesday");
    }

    @Test
    void hostPortAndParametersAreRead() {
        SipUri uri = uri("SIP:[2001:db8::10]:5070;lr;maddr=192.0.2.1;ob=");
        assertThat(uri.host()).hasToString("[2001:db8::10]");
        assertThat(uri.port()).isEqualTo(5070);
        assertThat(uri.looseRouting()).isTrue();
        assertThat(uri.parameter("lr").isEmpty()).isTrue();
        assertThat(uri.parameter("MADDR")).hasToString("192.0.2.1");
        assertThat(uri.parameter("ob").isEmpty()).isTrue();
        assertThat(uri.parameter("l")).isNull();
        assertThat(uri.secure()).isFalse();
        assertThat(uri("sip:a").port()).isEqualTo(-1);
        assertThat(uri("sip:a;lrx").looseRouting()).isFalse();
        assertThat(uri("sip:a;LR=on").looseRouting()).isTrue();
        assertThat(uri).hasToString("SIP:[2001:db8::10]:5070;lr;maddr=192.0.2.1;ob=");
    }

    @Test
    void headersAreNoParameters() {
        SipUri uri = uri("sip:a;x=1?y=2;z=3");
        assertThat(uri.hasHeaders()).isTrue();
        assertThat(uri.parameter("x")).hasToString("1");
        assertThat(uri.parameter("z")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sip:bob#1@a", "sip:bób@a", "sip:my_host", "sip:bob:p#w@a", "sip:bob@a;x={1}"})
    void whatShouldBeEscapedIsLoose(String text) {
        assertThat(uri(text).isLoose()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sip", "sip:", "tel:1", "sipx:a", "sip:a b", "sip:a:b", "sip:-a", "sip:a-", "sip:.a",
            "sip:[::1", "sip:[]", "sip:[1]", "sip:a@b@c", "sip:@a", "sip::p@a", "sip:a;=1", "sip:a;", "sip:a?",
            "sip:a%", "sip:a%4@b", "sip:a%4g@b", "sip:a\u0000@b", "sip:a<@b", "sip:a;x=<", "sip:a:99999",
            "sip:a/b", "sip:a:5060x"})
    void whatIsNoSipUriIsRefused(String text) {
        assertThatThrownBy(() -> uri(text)).isInstanceOf(MalformedHeaderException.class);
    }
}
