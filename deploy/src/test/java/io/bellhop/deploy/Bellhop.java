package io.bellhop.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A server of the packaged distribution, with a home and ports of its own, driven by the launcher alone. */
final class Bellhop implements AutoCloseable {

    static final Path DISTRIBUTION = Path.of(System.getProperty("bellhop.distribution"));

    final Path directory;
    final Path home;
    final int sipPort;
    final int httpPort;

    Bellhop(Path directory) throws IOException {
        this(directory, FreePorts.sip(), FreePorts.tcp());
    }

    Bellhop(Path directory, int sipPort, int httpPort) {
        this.directory = directory;
        this.home = directory.resolve("home");
        this.sipPort = sipPort;
        this.httpPort = httpPort;
    }

    /** {@return the command line of the launcher with the options of this server} */
    List<String> command(String command, String... more) {
        List<String> line = new ArrayList<>(List.of(DISTRIBUTION.resolve("bin/bellhop").toString(), command));
        line.addAll(List.of(more));
        line.addAll(List.of("--home", home.toString()));
        if (command.equals("start") || command.equals("run")) {
            line.addAll(List.of("--sip-port", String.valueOf(sipPort), "--http-port", String.valueOf(httpPort),
                    "--bind", "127.0.0.1"));
        }
        return line;
    }

    Run call(String command, String... more) throws IOException, InterruptedException {
        return Run.of(directory, Map.of(), "", command(command, more));
    }

    Run callWithInput(String input, String command, String... more) throws IOException, InterruptedException {
        return Run.of(directory, Map.of(), input, command(command, more));
    }

    /** Starts the server; fails with what it said if it does not start. */
    Bellhop started(String... more) throws IOException, InterruptedException {
        Run run = call("start", more);
        assertThat(run.status()).as(() -> run.out() + run.err() + log()).isZero();
        return this;
    }

    long pid() throws IOException {
        Properties state = new Properties();
        try (var reader = Files.newBufferedReader(home.resolve("temp/bellhop.state"))) {
            state.load(reader);
        }
        return Long.parseLong(state.getProperty("pid"));
    }

    String address() {
        return "127.0.0.1:" + sipPort;
    }

    private String log() {
        StringBuilder text = new StringBuilder();
        try (var files = Files.list(home.resolve("logs"))) {
            for (Path file : files.toList()) {
                text.append("\n--- ").append(file.getFileName()).append('\n').append(Files.readString(file));
            }
        } catch (IOException e) {
            text.append(e);
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        call("stop");
    }
}
