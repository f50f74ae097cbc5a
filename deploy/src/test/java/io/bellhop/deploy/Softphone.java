package io.bellhop.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A baresip phone without a sound card: it sends a tone, and counts the packets that it gets. */
final class Softphone implements AutoCloseable {

    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    /** baresip prints these when a call ends: sent, then received. */
    private static final Pattern PACKETS = Pattern.compile("^packets:\\s+(\\d+)\\s+(\\d+)", Pattern.MULTILINE);

    private final Process process;
    private final Path log;

    /**
     * Starts a phone that registers.
     *
     * @param server   where
     * @param user     as whom
     * @param password its password
     * @param over     udp or tcp
     * @param answers  whether it takes calls by itself
     * @param command  a command to carry out at once, such as {@code /dial sip:bob@...}, or null
     */
    Softphone(Bellhop server, String user, String password, String over, boolean answers, String command)
            throws IOException {
        int media = FreePorts.sip();
        Path directory = Files.createTempDirectory(server.directory, user);
        log = directory.resolve("log");
        Files.writeString(directory.resolve("contacts"), "");
        Files.writeString(directory.resolve("accounts"), "<sip:" + user + "@" + server.address() + ">;outbound=\"sip:"
                + server.address() + ";transport=" + over + "\";auth_user=" + user + ";auth_pass=" + password
                + ";regint=600;answermode=" + (answers ? "auto" : "manual") + ";audio_codecs=PCMU\n");
        Files.writeString(directory.resolve("config"), String.join("\n",
                "poll_method epoll",
                "sip_listen 127.0.0.1:" + FreePorts.sip(),
                "net_interface 127.0.0.1",
                "audio_player aubridge," + user,
                "audio_source ausine,440",
                "audio_alert aubridge,alert-" + user,
                "audio_level no", "audio_buffer 20-160", "ausrc_srate 48000", "ausrc_channels 2",
                "auenc_format s16", "audec_format s16", "ausrc_format s16", "auplay_format s16",
                "rtp_ports " + media + "-" + (media + 20),
                "rtp_stats yes",
                "module_path " + modules(),
                "module g711.so", "module ausine.so", "module aubridge.so",
                "module_tmp uuid.so", "module_tmp account.so",
                "module_app contact.so", "module_app menu.so", ""));
        List<String> line = new ArrayList<>(List.of("baresip", "-4", "-f", directory.toString(), "-t", "60"));
        if (command != null) {
            line.addAll(List.of("-e", command));
        }
        process = new ProcessBuilder(line).redirectErrorStream(true).redirectInput(new java.io.File("/dev/null"))
                .redirectOutput(log.toFile()).start();
    }

    private static Path modules() throws IOException {
        try (var found = Files.find(Path.of("/usr/lib"), 4, (path, info) -> path.endsWith("baresip/modules"))) {
            return found.findFirst().orElseThrow(() -> new IOException("no baresip/modules below /usr/lib"));
        }
    }

    /** {@return whether it says that within a time} */
    boolean says(String words, Duration patience) throws Exception {
        return Wait.until(patience, () -> log().contains(words));
    }

    /** Hangs up and ends. */
    void hangUp() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /** {@return how many packets of sound came in during its last call; 0 if it had none} */
    int received() throws IOException {
        int received = 0;
        Matcher matcher = PACKETS.matcher(log());
        while (matcher.find()) {
            received = Integer.parseInt(matcher.group(2));
        }
        return received;
    }

    /** The log, for the description of a failure. */
    String logText() {
        try {
            return log();
        } catch (IOException e) {
            return e.toString();
        }
    }

    String log() throws IOException {
        return COLOUR.matcher(Files.readString(log, StandardCharsets.ISO_8859_1)).replaceAll("");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
