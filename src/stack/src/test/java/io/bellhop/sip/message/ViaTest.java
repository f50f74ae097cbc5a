package io.bellhop.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** RFC 3261 20.42, RFC 3581. */
class ViaTest {
    private static Via via(String text) {
        return Via.parse(Slice.of(text));
    }

    @Test
    void allPartsAreRead() {
        Via via = via("SIP/2.0/UDP first.example.com:4000;ttl=16;maddr=224.2.0.1;branch=z9hG4bKa7c6a8dlze.1;"
                + "received=192.0.2.9;rport=1234");
        assertThat(via.transport()).hasToString("UDP");
        assertThat(via.host()).hasToString("first.example.com");
        assertThat(via.port()).isEqualTo(4000);
        assertThat(via.maddr()).hasToString("224.2.0.1");
        assertThat(via.branch()).hasToString("z9hG4bKa7c6a8dlze.1");
        assertThat(via.received()).hasToString("192.0.2.9");
        assertThat(via.hasRport()).isTrue();
        assertThat(via.rport()).isEqualTo(1234);
        assertThat(via.hasCookie()).isTrue();
    }

    @Test
    void whatIsNotThereIsNull() {
        Via via = via("SIP/2.0/TCP a");
        assertThat(via.port()).isEqualTo(-1);
        assertThat(via.branch()).isNull();
        assertThat(via.branchStart()).isEqualTo(-1);
        assertThat(via.maddr()).isNull();
        assertThat(via.received()).isNull();
        assertThat(via.hasRport()).isFalse();
        assertThat(via.rport()).isEqualTo(-1);
        assertThat(via.hasCookie()).isFalse();
    }

    /** RFC 3261 7.3.1: parameter names in any case; 8.1.1.7: the cookie too. */
    @Test
    void namesAndTheCookieAreReadInAnyCase() {
        Via via = via("sip/2.0/tls a;BRANCH=Z9HG4BKx;Rport");
        assertThat(via.branch()).hasToString("Z9HG4BKx");
        assertThat(via.hasCookie()).isTrue();
        assertThat(via.hasRport()).isTrue();
        assertThat(via.rport()).isEqualTo(-1);
        assertThat(via("SIP/2.0/UDP a;branch=z9hG4b").hasCookie()).isFalse();
    }

    @Test
    void anIpv6HostKeepsItsBrackets() {
        Via via = via("SIP/2.0/UDP [2001:db8::9:1]:5061;received=2001:db8::9:255;branch=z9hG4bKas3");
        assertThat(via.host()).hasToString("[2001:db8::9:1]");
        assertThat(via.port()).isEqualTo(5061);
        assertThat(via.received()).hasToString("2001:db8::9:255");
    }

    /** RFC 3261 18.2.1, RFC 3581 4. */
    @Test
    void theSourceIsPutIn() {
        assertThat(via("SIP/2.0/UDP a:5060;rport;branch=z9hG4bK1").with("192.0.2.1", 5070))
                .hasToString("SIP/2.0/UDP a:5060;branch=z9hG4bK1;received=192.0.2.1;rport=5070");
        assertThat(via("SIP/2.0/UDP a;branch=z9hG4bK1").with("192.0.2.1", 5070))
                .hasToString("SIP/2.0/UDP a;branch=z9hG4bK1;received=192.0.2.1");
        assertThat(via("SIP/2.0/UDP a ; rport ; x").with(null, 1)).hasToString("SIP/2.0/UDP a ; x;rport=1");
        assertThat(via("SIP/2.0/UDP a;rport=9;x").with(null, -1)).hasToString("SIP/2.0/UDP a;rport=9;x");
    }

    /** A sender that writes its own received or rport does not get through with it. */
    @Test
    void aFalseSourceIsReplaced() {
        assertThat(via("SIP/2.0/UDP a;received=198.51.100.1;rport=9;branch=1").with("192.0.2.1", 5070))
                .hasToString("SIP/2.0/UDP a;branch=1;received=192.0.2.1;rport=5070");
        assertThat(via("SIP/2.0/UDP a;received=1;x=\"a;received=2\";received=3").with("192.0.2.1", 5070))
                .hasToString("SIP/2.0/UDP a;x=\"a;received=2\";received=192.0.2.1");
    }

    @Test
    void onlyTheFirstOfAListIsRead() {
        Via via = via("SIP/2.0/UDP a;branch=1 , SIP/2.0/UDP b;branch=2");
        assertThat(via.text()).hasToString("SIP/2.0/UDP a;branch=1");
        assertThat(via.branch()).hasToString("1");
    }

    @Test
    void theIndexesAreThoseOfTheSlices() {
        Via via = via("SIP/2.0/UDP host;branch=z9hG4bK1");
        assertThat(new Slice(via.array(), via.branchStart(), via.branchEnd())).isEqualTo(via.branch());
        assertThat(new Slice(via.array(), via.hostStart(), via.hostEnd())).isEqualTo(via.host());
    }

    @Test
    void garbageIsMalformed() {
        assertThatThrownBy(() -> via("SIP/2.0/UDP")).isInstanceOf(MalformedHeaderException.class);
    }
}
