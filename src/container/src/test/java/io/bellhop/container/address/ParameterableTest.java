package io.bellhop.container.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.sip.Parameterable;
import jakarta.servlet.sip.ServletParseException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterableTest {
    @Test
    void valueAndParametersAreApart() throws Exception {
        ParameterableImpl type = new ParameterableImpl("multipart/mixed ; boundary=\"a;b\";charset=utf8");
        assertThat(type.getValue()).isEqualTo("multipart/mixed");
        assertThat(type.getParameter("Boundary")).isEqualTo("a;b");
        assertThat(type).hasToString("multipart/mixed ; boundary=\"a;b\";charset=utf8");
        type.setValue("multipart/related");
        type.setParameter("charset", "");
        assertThat(type).hasToString("multipart/related;boundary=\"a;b\";charset");
    }

    @Test
    void aFoldedHeaderBecomesOneLine() throws Exception {
        byte[] bytes = "SIP/2.0/UDP h\r\n ;branch=x".getBytes(StandardCharsets.US_ASCII);
        ParameterableImpl via = AddressParser.parseParameterable(bytes, 0, bytes.length);
        assertThat(via.getValue()).isEqualTo("SIP/2.0/UDP h");
        assertThat(via.getParameter("branch")).isEqualTo("x");
        assertThat(via.toString()).doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "Content-Type: text/plain;charset=utf8|text/plain", "text/plain|text/plain",
        "Via: SIP/2.0/UDP h:5060;branch=x|SIP/2.0/UDP h:5060", "120 (in a meeting);duration=60|120 (in a meeting)",
        "Contact:<sip:a@b;lr>;q=1|<sip:a@b;lr>", "To:sip:a@b;tag=1|sip:a@b", "sip:a@b;tag=1|sip:a@b",
        "\"A;B\" <sip:a@b>;x=y|\"A;B\" <sip:a@b>", "Bob <sip:a@b>;x=y|\"Bob\" <sip:a@b>",
    })
    void theFieldNameMayBeThereOrNot(String text, String value) throws Exception {
        assertThat(AddressParser.parseParameterable(text).getValue()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ";x=y", "a;", "a;b=\"c", "a\r\nVia: b", "To: ", "\"x"})
    void badValuesAreServletParseExceptions(String text) {
        assertThatThrownBy(() -> AddressParser.parseParameterable(text)).isInstanceOf(ServletParseException.class);
    }

    @Test
    void equalityIgnoresCaseAndOrder() throws Exception {
        Parameterable a = new ParameterableImpl("text/plain;a=1;b=x");
        assertThat(a).isEqualTo(new ParameterableImpl("TEXT/plain;B=X;A=1"))
                .isNotEqualTo(new ParameterableImpl("text/plain;a=1"))
                .isNotEqualTo(new ParameterableImpl("text/html;a=1;b=x"));
        assertThat(a.clone()).isEqualTo(a).isNotSameAs(a);
    }

    @Test
    void aProtectedValueRefusesChangesAndAnOpenOneTellsThem() throws Exception {
        ParameterableImpl via = new ParameterableImpl("SIP/2.0/UDP h;branch=x");
        int[] changes = {0};
        via.onChange(() -> changes[0]++);
        via.setParameter("rport", "");
        assertThat(changes[0]).isEqualTo(1);
        via.protect(Protection.SYSTEM);
        assertThatThrownBy(() -> via.setValue("x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> via.setParameter("x", "y")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> via.removeParameter("rport")).isInstanceOf(IllegalStateException.class);
    }
}
