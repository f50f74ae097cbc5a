package io.bellhop.container.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.sip.ServletParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherUriTest {
    @Test
    void aGlobalNumberHasNoPlusAndItsSeparators() throws Exception {
        TelURLImpl tel = new TelURLImpl("tel:+1-201-555-0123;isub=1%2341");
        assertThat(tel.isGlobal()).isTrue();
        assertThat(tel.isSipURI()).isFalse();
        assertThat(tel.getPhoneNumber()).isEqualTo("1-201-555-0123");
        assertThat(tel.getPhoneContext()).isNull();
        assertThat(tel.getParameter("isub")).isEqualTo("1#41");
        assertThat(tel).hasToString("tel:+1-201-555-0123;isub=1%2341");
    }

    @Test
    void aLocalNumberHasItsContext() throws Exception {
        TelURLImpl tel = new TelURLImpl("tel:7042;phone-context=example.com");
        assertThat(tel.isGlobal()).isFalse();
        assertThat(tel.getPhoneNumber()).isEqualTo("7042");
        assertThat(tel.getPhoneContext()).isEqualTo("example.com");
    }

    // RFC 3966, 5
    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "tel:+1-201-555-0123 TEL:+1(201)555.0123",
        "tel:7042;phone-context=example.com tel:70-42;PHONE-CONTEXT=Example.COM",
        "tel:7042;phone-context=+1-201 tel:7042;phone-context=+1201",
        "tel:+12;a=1;b=2 tel:+12;B=2;A=1",
        "tel:863-aF tel:863AF",
    })
    void sameDigitsAndSameParametersAreEqual(String a, String b) throws Exception {
        assertThat(new TelURLImpl(a)).isEqualTo(new TelURLImpl(b)).hasSameHashCodeAs(new TelURLImpl(b));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "tel:+12 tel:12", "tel:+12 tel:+13", "tel:+12;a=1 tel:+12", "tel:+12;a=1 tel:+12;a=2",
        "tel:12;phone-context=a.com tel:12;phone-context=b.com",
    })
    void otherNumbersAreNot(String a, String b) throws Exception {
        assertThat(new TelURLImpl(a)).isNotEqualTo(new TelURLImpl(b));
        assertThat(new TelURLImpl(b)).isNotEqualTo(new TelURLImpl(a));
    }

    @Test
    void aNewNumberIsWritten() throws Exception {
        TelURLImpl tel = new TelURLImpl("tel:+1;x=y");
        tel.setPhoneNumber("7042", "example.com");
        assertThat(tel).hasToString("tel:7042;x=y;phone-context=example.com");
        tel.setPhoneNumber("+1-201-555-0123");
        assertThat(tel).hasToString("tel:+1-201-555-0123;x=y");
        assertThatThrownBy(() -> tel.setPhoneNumber("7042")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tel.setPhoneNumber("+7", "a.b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tel.setPhoneNumber("7", "a b")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tel:", "tel:+", "tel:--", "tel:+1 2", "tel:alice", "tel:+1;", "tel:+1;=x", "tel:+1;x=%2",
        "tel:+1;x=a@b"})
    void badNumbersAreRefused(String text) {
        assertThatThrownBy(() -> AddressParser.parseUri(text)).isInstanceOf(ServletParseException.class);
    }

    @Test
    void anyOtherSchemeIsCarriedAsItIs() throws Exception {
        for (String text : new String[] {"urn:service:sos", "http://www.example.com/a;b=c?d=e#f", "im:bob@x.com",
            "mailto:a@b", "X-y+z.1:opaque", "urn:a;;"}) {
            assertThat(AddressParser.parseUri(text)).isInstanceOf(URIImpl.class).hasToString(text);
            assertThat(AddressParser.parseUri(text).clone()).isEqualTo(AddressParser.parseUri(text));
        }
        assertThat(AddressParser.parseUri("URN:x").getScheme()).isEqualTo("urn");
        assertThat(AddressParser.parseUri("URN:x")).isEqualTo(AddressParser.parseUri("urn:x"));
        assertThat(AddressParser.parseUri("urn:X")).isNotEqualTo(AddressParser.parseUri("urn:x"));
    }

    @Test
    void parametersOfAnotherSchemeCanBeChanged() throws Exception {
        var uri = AddressParser.parseUri("http://h/a;b=c?d");
        assertThat(uri.getParameter("b")).isEqualTo("c");
        uri.setParameter("e", "f");
        uri.removeParameter("b");
        assertThat(uri).hasToString("http://h/a;e=f?d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alice", ":x", "1a:x", "urn:", "urn:a b", "u n:a", "urn:<a>"})
    void whatIsNoUriIsRefused(String text) {
        assertThatThrownBy(() -> AddressParser.parseUri(text)).isInstanceOf(ServletParseException.class);
    }

    @Test
    void nullIsRefusedAsBadInput() {
        assertThatThrownBy(() -> AddressParser.parseUri(null)).isInstanceOf(ServletParseException.class);
        assertThatThrownBy(() -> AddressParser.parseAddress(null)).isInstanceOf(ServletParseException.class);
        assertThatThrownBy(() -> AddressParser.parseParameterable((String) null))
                .isInstanceOf(ServletParseException.class);
    }
}
