package io.bellhop.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class HomeLockTest {

    @TempDir
    Path home;

    @Test
    void a_home_has_one_server() throws Exception {
        try (HomeLock first = HomeLock.take(home)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> HomeLock.take(home)).isInstanceOf(StartException.class)
                    .hasMessage("a server is running in " + home + " already");
        }
        HomeLock.take(home).close();
    }

    @Test
    void the_state_is_there_while_the_server_is() throws Exception {
        ServerOptions options = new ServerOptions(home, home, 5070, 8090, "127.0.0.1", null, null);
        Path state = home.resolve("temp/bellhop.state");
        try (HomeLock lock = HomeLock.take(home)) {
            lock.tell("running", options);
            assertThat(Files.readAllLines(state)).containsExactly("pid=" + ProcessHandle.current().pid(),
                    "phase=running", "sip_port=5070", "http_port=8090", "bind=127.0.0.1");
        }
        assertThat(state).doesNotExist();
    }

    @Test
    void a_home_that_cannot_be_made_is_told() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "");
        assertThatThrownBy(() -> HomeLock.take(file)).isInstanceOf(StartException.class)
                .hasMessageStartingWith("the home directory " + file + " can't be used");
    }
}
