package io.bellhop.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;

/** SIPp's calls through a server with {@code bench/open.sip.xml}; each test calls a user of its own, with one phone. */
@OutsideProgram(value = "sipp", debian = "sip-tester")
class SippCallIT {

    @TempDir
    static Path directory;
    private static Bellhop server;

    @BeforeAll
    static void an_open_server() throws Exception {
        server = new Bellhop(directory).started("--routes", Path.of(System.getProperty("bellhop.bench"))
                .resolve("open.sip.xml").toString());
    }

    @AfterAll
    static void stopped() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void a_call_is_set_up_and_ended(String transport) throws Exception {
        Sipp sipp = new Sipp(server, transport);
        int phone = FreePorts.sip();
        sipp.bench("register", FreePorts.sip(), "bob-" + transport, "" + phone).succeeds();
        Sipp.Phone called = sipp.bench("uas", phone);
        sipp.bench("uac", FreePorts.sip(), "bob-" + transport).succeeds();
        called.succeeds();
    }

    /** RFC 3261 section 9: CANCEL goes hop by hop, 487 ends the INVITE. */
    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void a_call_that_rings_can_be_cancelled(String transport) throws Exception {
        Sipp sipp = new Sipp(server, transport);
        int phone = FreePorts.sip();
        sipp.bench("register", FreePorts.sip(), "carol-" + transport, "" + phone).succeeds();
        Sipp.Phone called = sipp.play("ring-until-cancelled", 0, phone, "");
        sipp.play("call-cancelled", 0, FreePorts.sip(), "carol-" + transport).succeeds();
        called.succeeds();
    }

    @ParameterizedTest
    @ValueSource(ints = {486, 603})
    void a_refused_call_is_told_to_the_caller(int status) throws Exception {
        Sipp sipp = new Sipp(server, "udp");
        int phone = FreePorts.sip();
        sipp.bench("register", FreePorts.sip(), "dave-" + status, "" + phone).succeeds();
        Sipp.Phone called = sipp.play("refuse", status, phone, "");
        sipp.play("call-refused", status, FreePorts.sip(), "dave-" + status).succeeds();
        called.succeeds();
    }

    @Test
    void a_user_without_a_phone_is_480() throws Exception {
        new Sipp(server, "udp").play("call-refused", 480, FreePorts.sip(), "erin").succeeds();
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void the_server_tells_what_it_can_do(String transport) throws Exception {
        new Sipp(server, transport).play("options", 0, FreePorts.sip(), "").succeeds();
    }

    /** RFC 3261 section 8.3; the same servlets with other rules in sip.xml. */
    @Test
    void a_redirecting_server_answers_302() throws Exception {
        Path routes = Path.of(System.getProperty("bellhop.bench")).resolve("redirect.sip.xml");
        try (Bellhop redirecting = new Bellhop(directory.resolve("redirect")).started("--routes", routes.toString())) {
            Sipp sipp = new Sipp(redirecting, "udp");
            sipp.bench("register", FreePorts.sip(), "bob", "" + FreePorts.sip()).succeeds();
            sipp.bench("redirected", FreePorts.sip(), "bob").succeeds();
        }
    }

    /** What a phone registered before the kill is called by after it, without another REGISTER. */
    @Test
    void a_killed_server_knows_the_phones_when_it_is_back() throws Exception {
        try (Bellhop killed = new Bellhop(directory.resolve("killed"))) {
            String[] routes = {"--routes", Path.of(System.getProperty("bellhop.bench")).resolve("open.sip.xml")
                    .toString()};
            killed.started(routes);
            Sipp sipp = new Sipp(killed, "udp");
            int phone = FreePorts.sip();
            sipp.bench("register", FreePorts.sip(), "bob", "" + phone).succeeds();
            ProcessHandle process = ProcessHandle.of(killed.pid()).orElseThrow();
            process.destroyForcibly();
            assertThat(Wait.until(Duration.ofSeconds(10), () -> killed.call("status").status() == 3)).isTrue();
            killed.started(routes);
            Sipp.Phone called = sipp.bench("uas", phone);
            sipp.bench("uac", FreePorts.sip(), "bob").succeeds();
            called.succeeds();
        }
    }
}
