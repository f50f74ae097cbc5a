package io.bellhop.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs SIPp against a server: each call is one phone with one scenario, on a port of its own. */
final class Sipp {

    private static final Path BENCH = Path.of(System.getProperty("bellhop.bench"), "sipp");
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int PATIENCE_S = 30;

    private final Bellhop server;
    private final String transport;
    private final Path directory;

    Sipp(Bellhop server, String transport) throws IOException {
        this.server = server;
        this.transport = transport;
        this.directory = Files.createDirectories(server.directory.resolve("sipp"));
    }

    /** A SIPp process. */
    record Phone(Process process, Path output, Path errors) {

        /** Fails, with SIPp's own account, unless the scenario went through to its end. */
        void succeeds() throws InterruptedException {
            assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS)).as(this::account).isTrue();
            assertThat(process.exitValue()).as(this::account).isZero();
        }

        private String account() {
            process.destroyForcibly();
            return read(errors) + tail(read(output));
        }

        private static String tail(String text) {
            return text.substring(Math.max(0, text.length() - 2000));
        }
    }

    /** A scenario of {@code bench/sipp}: {@code field0} and {@code field1} are the ones given. */
    Phone bench(String scenario, int port, String... fields) throws IOException {
        return run(Files.readString(BENCH.resolve(scenario + ".xml")), port, fields, List.of());
    }

    /** A scenario of the tests' own, with that status in it. */
    Phone play(String scenario, int status, int port, String field0, String... options) throws IOException {
        try (var in = Sipp.class.getResourceAsStream("/sipp/" + scenario + ".xml")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return run(text.replace("STATUS", String.valueOf(status)), port, new String[] {field0}, List.of(options));
        }
    }

    private Phone run(String scenario, int port, String[] fields, List<String> options) throws IOException {
        String name = "sipp" + COUNT.incrementAndGet();
        Path file = Files.writeString(directory.resolve(name + ".xml"), scenario);
        Path users = Files.writeString(directory.resolve(name + ".csv"),
                "SEQUENTIAL\n" + String.join(";", fields) + ";\n");
        Path errors = directory.resolve(name + ".err");
        Path output = directory.resolve(name + ".out");
        List<String> command = new ArrayList<>(List.of("sipp", server.address(), "-sf", file.toString(), "-inf",
                users.toString(), "-i", "127.0.0.1", "-p", String.valueOf(port), "-t",
                transport.equals("udp") ? "u1" : "t1", "-m", "1", "-nostdin", "-timeout", PATIENCE_S + "s",
                "-timeout_error", "-trace_err", "-error_file", errors.toString(), "-mp",
                String.valueOf(FreePorts.sip())));
        command.addAll(options);
        Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(output.toFile()).start();
        return new Phone(process, output, errors);
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
