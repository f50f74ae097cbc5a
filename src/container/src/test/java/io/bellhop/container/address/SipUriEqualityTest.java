package io.bellhop.container.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 3261, 19.1.4: its rules, and each of its examples. */
class SipUriEqualityTest {
    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "sip:%61lice@atlanta.com;transport=TCP sip:alice@AtLanTa.CoM;Transport=tcp",
        "sip:carol@chicago.com sip:carol@chicago.com;newparam=5",
        "sip:carol@chicago.com sip:carol@chicago.com;security=on",
        "sip:carol@chicago.com;newparam=5 sip:carol@chicago.com;security=on",
        "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com "
            + "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com",
        "sip:alice@atlanta.com?subject=project%20x&priority=urgent "
            + "sip:alice@atlanta.com?priority=urgent&subject=project%20x",
    })
    void theRfcsEquivalentPairsAreEqual(String a, String b) throws Exception {
        assertThat(new SipURIImpl(a)).isEqualTo(new SipURIImpl(b)).hasSameHashCodeAs(new SipURIImpl(b));
        assertThat(new SipURIImpl(b)).isEqualTo(new SipURIImpl(a));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "SIP:ALICE@AtLanTa.CoM;Transport=udp sip:alice@AtLanTa.CoM;Transport=UDP",
        "sip:bob@biloxi.com sip:bob@biloxi.com:5060",
        "sip:bob@biloxi.com sip:bob@biloxi.com;transport=udp",
        "sip:bob@biloxi.com sip:bob@biloxi.com:6000;transport=tcp",
        "sip:carol@chicago.com sip:carol@chicago.com?Subject=next%20meeting",
        "sip:bob@phone21.boxesbybob.com sip:bob@192.0.2.4",
        "sip:carol@chicago.com;security=on sip:carol@chicago.com;security=off",
    })
    void theRfcsOtherPairsAreNotEqual(String a, String b) throws Exception {
        assertThat(new SipURIImpl(a)).isNotEqualTo(new SipURIImpl(b));
        assertThat(new SipURIImpl(b)).isNotEqualTo(new SipURIImpl(a));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "sip:bob@biloxi.com sips:bob@biloxi.com",
        "sip:biloxi.com sip:bob@biloxi.com",
        "sip:bob@biloxi.com sip:bob:secret@biloxi.com",
        "sip:bob:Secret@biloxi.com sip:bob:secret@biloxi.com",
        "sip:b@h sip:b@h;user=phone",
        "sip:b@h sip:b@h;ttl=1",
        "sip:b@h sip:b@h;method=INVITE",
        "sip:b@h sip:b@h;maddr=h",
        "sip:b@h;maddr=1.2.3.4 sip:b@h;maddr=1.2.3.5",
        "sip:b@h?a=1 sip:b@h?a=2",
        "sip:b@h?a=1&a=1 sip:b@h?a=1&b=1",
    })
    void whatTheRulesTellApartIsNotEqual(String a, String b) throws Exception {
        assertThat(new SipURIImpl(a)).isNotEqualTo(new SipURIImpl(b));
        assertThat(new SipURIImpl(b)).isNotEqualTo(new SipURIImpl(a));
    }

    @Test
    void anEscapedReservedCharacterIsNotTheCharacterItself() throws Exception {
        assertThat(new SipURIImpl("sip:a%3Bb@h")).isNotEqualTo(new SipURIImpl("sip:a;b@h"));
        assertThat(new SipURIImpl("sip:a%2Db@h")).isEqualTo(new SipURIImpl("sip:a-b@h"));
        assertThat(new SipURIImpl("sip:a%3bb@h")).isEqualTo(new SipURIImpl("sip:a%3Bb@h"));
        assertThat(new SipURIImpl("sip:J%C3%BCrgen@h")).isEqualTo(new SipURIImpl("sip:J\u00fcrgen@h"));
    }

    @Test
    void theRelationIsNotTransitiveAsTheRfcSays() throws Exception {
        SipURIImpl plain = new SipURIImpl("sip:carol@chicago.com");
        SipURIImpl on = new SipURIImpl("sip:carol@chicago.com;security=on");
        SipURIImpl off = new SipURIImpl("sip:carol@chicago.com;security=off");
        assertThat(plain).isEqualTo(on).isEqualTo(off);
        assertThat(on).isNotEqualTo(off);
    }

    // RFC 5118, 4.5
    @ParameterizedTest
    @CsvSource({"sip:a@[2001:db8::9:1],sip:a@[2001:DB8:0:0:0:0:9:01],true",
        "sip:a@[::ffff:192.0.2.1],sip:a@[::ffff:c000:201],true", "sip:a@[2001:db8::9:1],sip:a@[2001:db8:9::1],false",
        "sip:a@[::1],sip:a@1,false"})
    void ipv6AddressesAreComparedAsAddresses(String a, String b, boolean equal) throws Exception {
        assertThat(new SipURIImpl(a).equals(new SipURIImpl(b))).isEqualTo(equal);
        if (equal) {
            assertThat(new SipURIImpl(a)).hasSameHashCodeAs(new SipURIImpl(b));
        }
    }
}
