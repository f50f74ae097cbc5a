package io.bellhop.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;

/** SIPp against a server as it comes: subscribers with passwords. */
@OutsideProgram(value = "sipp", debian = "sip-tester")
class SippDigestIT {

    @TempDir
    static Path directory;
    private static Bellhop server;

    @BeforeAll
    static void a_server_with_carol_and_dave() throws Exception {
        server = new Bellhop(directory);
        assertThat(server.call("user", "add", "carol", "--password", "let me in").status()).isZero();
        assertThat(server.call("user", "add", "dave", "--password", "sesame").status()).isZero();
        server.started();
    }

    @AfterAll
    static void stopped() throws Exception {
        server.close();
    }

    /** RFC 3261 sections 10.3 and 22.4. */
    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void the_right_password_registers(String transport) throws Exception {
        digest(transport, "register-digest", 200, "carol", "carol", "let me in");
    }

    @Test
    void a_wrong_password_and_an_unknown_user_are_challenged_again() throws Exception {
        digest("udp", "register-digest", 401, "carol", "carol", "sesame");
        digest("udp", "register-digest", 401, "nobody", "nobody", "let me in");
    }

    /** RFC 3261 section 21.4.18. */
    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void a_subscriber_without_a_phone_is_480(String transport) throws Exception {
        digest(transport, "call-digest", 480, "dave", "carol", "let me in");
    }

    /** RFC 3261 section 21.4.5. */
    @Test
    void nobody_of_that_name_is_404() throws Exception {
        digest("udp", "call-digest", 404, "nobody", "carol", "let me in");
    }

    @Test
    void an_account_that_is_added_while_the_server_runs_can_register() throws Exception {
        assertThat(server.call("user", "add", "erin", "--password", "new").status()).isZero();
        digest("udp", "register-digest", 200, "erin", "erin", "new");
        assertThat(server.call("user", "password", "erin", "--password", "newer").status()).isZero();
        digest("udp", "register-digest", 401, "erin", "erin", "new");
        digest("udp", "register-digest", 200, "erin", "erin", "newer");
    }

    private static void digest(String transport, String scenario, int status, String callee, String user,
            String password) throws Exception {
        new Sipp(server, transport).play(scenario, status, FreePorts.sip(), callee, "-s", user, "-au", user, "-ap",
                password).succeeds();
    }
}
