package io.bellhop.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Two baresip phones with passwords: they register, one calls the other, and both hear something. */
@OutsideProgram(value = "baresip", debian = "baresip-core")
class PhonesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int TALK_S = 3;
    /** A packet of sound every 20 ms, and a third of them may be missing at the beginning and end. */
    private static final int ENOUGH = TALK_S * 50 * 2 / 3;

    @TempDir
    static Path directory;
    private static Bellhop server;

    @BeforeAll
    static void a_server() throws Exception {
        server = new Bellhop(directory);
        server.call("user", "password", "alice", "--password", "wonderland");
        server.call("user", "password", "bob", "--password", "builder");
        server.started();
    }

    @AfterAll
    static void stopped() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void two_phones_register_and_talk(String transport) throws Exception {
        try (Softphone bob = new Softphone(server, "bob", "builder", transport, true, null)) {
            assertThat(bob.says("200 OK", PATIENCE)).as(bob::logText).isTrue();
            try (Softphone alice = new Softphone(server, "alice", "wonderland", transport, false,
                    "/dial sip:bob@" + server.address())) {
                assertThat(alice.says("Call established", PATIENCE)).as(alice::logText).isTrue();
                assertThat(bob.says("Call established", PATIENCE)).as(bob::logText).isTrue();
                assertThat(new CountDownLatch(1).await(TALK_S, TimeUnit.SECONDS)).as("they talk").isFalse();
                alice.hangUp();
                assertThat(bob.says("packets:", PATIENCE)).as(bob::logText).isTrue();
                assertThat(alice.received()).as(alice::logText).isGreaterThan(ENOUGH);
                assertThat(bob.received()).as(bob::logText).isGreaterThan(ENOUGH);
                assertThat(alice.log()).contains("200 OK");
            }
        }
    }
}
