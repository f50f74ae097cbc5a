package io.bellhop.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.HttpURLConnection;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The launcher's contract, on the packaged distribution. */
class LauncherIT {

    private static final int STOPPED = 3;

    @TempDir
    Path directory;

    @Test
    void start_status_and_stop_tell_the_truth_by_their_exit_status() throws Exception {
        Bellhop server = new Bellhop(directory);
        assertThat(server.call("status").status()).isEqualTo(STOPPED);
        server.started();
        Run status = server.call("status");
        assertThat(status.status()).isZero();
        assertThat(status.out()).contains("running", "pid " + server.pid(), ":" + server.sipPort, "" + server.httpPort);
        assertThat(new Probe("127.0.0.1", server.sipPort).udp()).isTrue();
        assertThat(new Probe("127.0.0.1", server.sipPort).tcp()).isTrue();
        long pid = server.pid();
        assertThat(server.call("stop").status()).isZero();
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(server.call("status").status()).isEqualTo(STOPPED);
        assertThat(server.call("stop").status()).isZero();
    }

    @Test
    void the_first_start_tells_where_it_listens_what_is_deployed_and_two_passwords_and_the_next_one_no_password()
            throws Exception {
        try (Bellhop server = new Bellhop(directory)) {
            Run first = server.call("start");
            assertThat(first.status()).as(first.err()).isZero();
            assertThat(first.out()).contains("127.0.0.1:" + server.sipPort + ";transport=udp",
                    "127.0.0.1:" + server.sipPort + ";transport=tcp", "http://127.0.0.1:" + server.httpPort, "bellhop",
                    "ready in ");
            assertThat(password(first.out(), "alice")).isNotEqualTo(password(first.out(), "bob"));
            server.call("stop");
            Run second = server.call("start");
            assertThat(second.out()).contains("ready in ").doesNotContain("alice", "bob");
        }
    }

    @Test
    void run_ends_within_two_seconds_of_an_interrupt() throws Exception {
        Bellhop server = new Bellhop(directory);
        Path out = directory.resolve("run.out");
        // Whoever runs this in the background of a shell without job control hands an ignored SIGINT down to it.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(server.command("run"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(out.toFile()).start();
        assertThat(Wait.until(Duration.ofSeconds(60), () -> Files.readString(out).contains("ready in ")))
                .as(() -> "ready").isTrue();
        assertThat(process.pid()).isEqualTo(server.pid());
        long began = System.nanoTime();
        Run.of(directory, Map.of(), "", List.of("kill", "-INT", String.valueOf(process.pid())));
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
        assertThat(server.call("status").status()).isEqualTo(STOPPED);
    }

    @Test
    void it_listens_on_ipv6_where_it_is_told_to() throws Exception {
        assumeTrue(NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                .anyMatch(address -> address instanceof Inet6Address && address.isLoopbackAddress()), "IPv6 is there");
        try (Bellhop server = new Bellhop(directory)) {
            List<String> command = server.command("start").stream()
                    .map(word -> word.equals("127.0.0.1") ? "::1" : word).toList();
            Run run = Run.of(directory, Map.of(), "", command);
            assertThat(run.status()).as(run.err()).isZero();
            assertThat(run.out()).contains("sip:[::1]:" + server.sipPort + ";transport=udp",
                    "sip:[::1]:" + server.sipPort + ";transport=tcp", "http://[::1]:" + server.httpPort);
            assertThat(new Probe("::1", server.sipPort).udp()).isTrue();
            assertThat(new Probe("::1", server.sipPort).tcp()).isTrue();
            assertThatThrownBy(() -> new Probe("127.0.0.1", server.sipPort).tcp()).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void a_port_in_use_is_one_clear_line_and_a_failed_start() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (DatagramSocket udp = new DatagramSocket(new InetSocketAddress(loopback, 0))) {
            Run run = new Bellhop(directory, udp.getLocalPort(), FreePorts.tcp()).call("start");
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err().strip()).isEqualTo("bellhop: port " + udp.getLocalPort()
                    + " for SIP over UDP on 127.0.0.1 is in use by another program");
        }
        try (ServerSocket tcp = new ServerSocket(0, 1, loopback)) {
            Run run = new Bellhop(directory, FreePorts.sip(), tcp.getLocalPort()).call("run");
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err().strip()).isEqualTo("bellhop: port " + tcp.getLocalPort()
                    + " for HTTP on 127.0.0.1 is in use by another program");
        }
    }

    @Test
    void a_home_runs_one_server_and_homes_run_side_by_side() throws Exception {
        try (Bellhop one = new Bellhop(directory.resolve("one")).started();
                Bellhop two = new Bellhop(directory.resolve("two")).started()) {
            assertThat(one.pid()).isNotEqualTo(two.pid());
            Run again = one.call("start");
            assertThat(again.status()).isEqualTo(1);
            assertThat(again.err()).contains("is running in " + one.home + " already");
            one.call("stop");
            assertThat(two.call("status").status()).isZero();
        }
    }

    @Test
    void accounts_are_managed_on_a_running_and_on_a_stopped_server() throws Exception {
        try (Bellhop server = new Bellhop(directory).started()) {
            assertThat(server.call("user", "add", "carol", "--password", "x").status()).isZero();
            assertThat(server.callWithInput("from input\n", "user", "add", "dave").status()).isZero();
            assertThat(server.call("user", "list").out().lines()).containsExactly("alice", "bob", "carol", "dave");
        }
        Bellhop stopped = new Bellhop(directory);
        assertThat(stopped.call("user", "list").out().lines()).containsExactly("alice", "bob", "carol", "dave");
        assertThat(stopped.call("user", "password", "carol", "--password", "y").status()).isZero();
        assertThat(stopped.call("user", "remove", "dave").status()).isZero();
        assertThat(stopped.call("user", "list").out().lines()).containsExactly("alice", "bob", "carol");
    }

    @Test
    void the_user_command_tells_its_failures_apart() throws Exception {
        Bellhop stopped = new Bellhop(directory);
        assertThat(stopped.call("user", "add", "carol", "--password", "x").status()).isZero();
        assertFailed(stopped.call("user", "add", "carol", "--password", "x"), 3, "account carol exists already");
        assertFailed(stopped.call("user", "remove", "nobody"), 4, "account nobody does not exist");
        assertFailed(stopped.call("user", "password", "nobody", "--password", "x"), 4, "account nobody does not exist");
        assertFailed(stopped.call("user", "add", "a:b", "--password", "x"), 2, "':'");
        assertFailed(stopped.call("user", "add", "dave"), 2, "the password is empty");
        assertFailed(stopped.call("user", "add"), 2, "needs a NAME");
        assertFailed(stopped.call("user", "frobnicate", "x"), 2, "frobnicate");
    }

    @Test
    void wrong_arguments_are_refused() throws Exception {
        Bellhop server = new Bellhop(directory);
        assertFailed(server.call("start", "--sip-port", "0"), 2, "--sip-port 0 is not a port");
        assertFailed(server.call("start", "--http-port", "70000"), 2, "--http-port 70000 is not a port");
        assertFailed(server.call("start", "--colour", "red"), 2, "--colour is not an option of start");
        assertFailed(server.call("dance"), 2, "there is no command dance");
        assertFailed(server.call("start", "--routes", "/nowhere/sip.xml"), 1, "/nowhere/sip.xml can't be read");
        Run java = Run.of(directory, Map.of("JAVA_HOME", "/nowhere"), "", server.command("start"));
        assertFailed(java, 1, "JAVA_HOME is /nowhere, where there is no bin/java");
    }

    @Test
    void a_home_whose_data_cannot_be_used_is_one_clear_line() throws Exception {
        Path data = Files.createDirectories(directory.resolve("home/data"));
        Bellhop server = new Bellhop(directory);
        Path accounts = Files.write(data.resolve("accounts.mv.db"), new byte[30_000]);
        assertOneLine(server.call("start"), "the accounts in " + data);
        Files.delete(accounts);
        Path location = Files.writeString(data.resolve("location"), "in the way");
        assertOneLine(server.call("start"), location + " of the bindings can't be made");
        Path other = Files.createDirectories(directory.resolve("other"));
        Path file = Files.writeString(other.resolve("home"), "in the way");
        assertOneLine(new Bellhop(other).call("start"), "the home directory " + file + " can't be made");
    }

    private static void assertOneLine(Run run, String reason) {
        assertFailed(run, 1, reason);
        assertThat(run.err().strip()).doesNotContain("\n");
    }

    @Test
    void a_sip_xml_that_cannot_be_used_is_one_clear_line_and_the_next_start_without_it_is_good() throws Exception {
        try (Bellhop server = new Bellhop(directory)) {
            Path broken = Files.writeString(directory.resolve("broken.xml"), "<sip-app><app-name>x</sip-app>");
            Run run = server.call("start", "--routes", broken.toString());
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err().strip()).startsWith("bellhop: ").contains("sip.xml").doesNotContain("\n");
            Path missing = Files.writeString(directory.resolve("missing.xml"),
                    "<sip-app><app-name>x</app-name><servlet><servlet-name>s</servlet-name>"
                    + "<servlet-class>no.such.Servlet</servlet-class></servlet></sip-app>");
            run = server.call("start", "--routes", missing.toString());
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err().strip()).startsWith("bellhop: ").contains("no.such.Servlet").doesNotContain("\n");
            server.started();
        }
    }

    @Test
    void http_answers_on_its_port() throws Exception {
        try (Bellhop server = new Bellhop(directory).started()) {
            assertThat(get(server, "/metrics")).isEqualTo(HttpURLConnection.HTTP_OK);
            assertThat(get(server, "/nothing-here")).isEqualTo(HttpURLConnection.HTTP_NOT_FOUND);
        }
    }

    private static int get(Bellhop server, String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI
                .create("http://127.0.0.1:" + server.httpPort + path).toURL().openConnection();
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    private static String password(String text, String name) {
        Matcher matcher = Pattern.compile("^\\s+" + name + "\\s+(\\S{12,})$", Pattern.MULTILINE).matcher(text);
        assertThat(matcher.find()).as("the password of " + name + " in " + text).isTrue();
        return matcher.group(1);
    }

    private static void assertFailed(Run run, int status, String reason) {
        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(status);
        assertThat(run.err()).startsWith("bellhop: ").contains(reason);
    }
}
