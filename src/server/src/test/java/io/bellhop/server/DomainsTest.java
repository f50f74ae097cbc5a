package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainsTest {

    private final Domains domains = new Domains(List.of("Example.ORG"), List.of("localhost", "127.0.0.1", "::1"),
            List.of(5060, 5070));

    @ParameterizedTest
    @CsvSource({"example.org, -1", "EXAMPLE.org, 5060", "example.org., -1", "example.org, 9999",
        "127.0.0.1, -1", "127.0.0.1, 5060", "127.0.0.1, 5070", "LocalHost, 5060",
        "[::1], 5060", "::1, -1", "[0:0:0:0:0:0:0:1], 5070", "[0000::0001], -1"})
    void isOurs(String host, int port) {
        assertThat(domains.includes(host, port)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"example.net, -1", "sub.example.org, -1", "127.0.0.1, 6001", "localhost, 6001", "[::1], 6001",
        "[::2], -1", "127.0.0.2, -1", "[x:y], -1", "'', -1", "[, -1"})
    void isNotOurs(String host, int port) {
        assertThat(domains.includes(host, port)).isFalse();
    }

    @Test
    void withoutAKnownPortEveryPortOfThisMachineIsOurs() {
        Domains early = new Domains(List.of(), List.of("127.0.0.1"), List.of());
        assertThat(early.includes("127.0.0.1", 6001)).isTrue();
    }

    @Test
    void thisMachineKnowsItselfByItsLoopbackNames() {
        assertThat(Machine.names()).contains("localhost", "127.0.0.1", "::1");
    }
}
