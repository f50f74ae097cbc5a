package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.server.routing.Fork;
import io.bellhop.server.routing.Relay;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private final Settings settings = new Settings("init-param", Map.of("number", " 7 ", "word", "seven",
            "flag", "true", "list", " auto,example.org\n example.com ", "blank", " ")::get);

    @Test
    void whatIsGivenIsReadWithoutTheWhiteSpaceAroundIt() {
        assertThat(settings.number("number", 1, 1, 10)).isEqualTo(7);
        assertThat(settings.flag("flag", false)).isTrue();
        assertThat(settings.words("list", "")).containsExactly("auto", "example.org", "example.com");
    }

    @Test
    void whatIsNotGivenIsAsUsual() {
        assertThat(settings.number("none", 3, 1, 10)).isEqualTo(3);
        assertThat(settings.flag("none", true)).isTrue();
        assertThat(settings.text("blank", "usual")).isEqualTo("usual");
        assertThat(settings.words("none", "auto")).containsExactly("auto");
    }

    @Test
    void whatIsWrongIsToldWithItsNameWhatWasExpectedAndWhatWasFound() {
        assertThatThrownBy(() -> settings.number("word", 3, 1, 10)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("init-param word: expected a whole number from 1 to 10, found \"seven\"");
        assertThatThrownBy(() -> settings.number("number", 3, 1, 6)).hasMessageContaining("from 1 to 6");
        assertThatThrownBy(() -> settings.flag("word", true)).hasMessageContaining("true or false");
        assertThatThrownBy(() -> Fork.parse("serial")).hasMessageContaining("parallel or sequential");
        assertThatThrownBy(() -> Relay.parse("loopback friends")).hasMessageContaining("\"friends\"");
    }
}
