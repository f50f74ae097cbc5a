package io.bellhop.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 3261 7.3.1 and 7.3.3: names are the same in any case and in their compact form. */
class HeaderNamesTest {
    private static HeaderName read(String name) {
        return Messages.read(Messages.inviteWith("X-Colour: a\r\n" + name + ": b")).name(9);
    }

    @ParameterizedTest
    @EnumSource(StandardHeader.class)
    void everyKnownNameIsFoundInTheBytesInAnyCase(StandardHeader header) {
        assertThat(read(header.text())).isSameAs(header);
        assertThat(read(header.text().toLowerCase(Locale.ROOT))).isSameAs(header);
        assertThat(read(header.text().toUpperCase(Locale.ROOT))).isSameAs(header);
        assertThat(HeaderName.of(header.text().toUpperCase(Locale.ROOT))).isSameAs(header);
        if (header.compact() != 0) {
            assertThat(read(String.valueOf(header.compact()))).isSameAs(header);
            assertThat(read(String.valueOf(header.compact()).toUpperCase(Locale.ROOT))).isSameAs(header);
        }
    }

    @ParameterizedTest
    @EnumSource(StandardHeader.class)
    void aNameThatIsAlmostKnownIsUnknown(StandardHeader header) {
        assertThat(read(header.text() + "x")).isInstanceOf(ExtensionHeader.class);
        assertThat(read("x" + header.text())).isInstanceOf(ExtensionHeader.class);
        assertThat(read(header.text().replace('-', '_') + "_")).isInstanceOf(ExtensionHeader.class);
    }

    @Test
    void anUnknownNameIsTheSameInAnyCase() {
        assertThat(read("X-New")).isEqualTo(HeaderName.of("x-new")).hasSameHashCodeAs(HeaderName.of("x-new"));
        assertThatThrownBy(() -> new ExtensionHeader("v")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HeaderName.of("a b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HeaderName.of("")).isInstanceOf(IllegalArgumentException.class);
    }

    /** RFC 3261 7.1: methods are case-sensitive. */
    @Test
    void methodsAreCaseSensitive() {
        assertThat(Method.of("INVITE")).isSameAs(StandardMethod.INVITE);
        assertThat(Method.of("Invite")).isEqualTo(new ExtensionMethod("Invite")).isNotEqualTo(Method.of("invite"));
        assertThatThrownBy(() -> new ExtensionMethod("INVITE")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Method.of("IN VITE")).isInstanceOf(IllegalArgumentException.class);
    }
}
