package io.bellhop.server.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class RocksBindingLogTest {

    @TempDir
    private Path directory;

    static Bindings bindings(int user) {
        return Bindings.of(new Binding("sip:user" + user + "@192.0.2.1", 500, 1_795_000_000_000L, "call" + user, user,
                "UDP:192.0.2.1:5060", "phone"));
    }

    @Test
    void bindingsAreThereAfterClosingAndOpening() throws IOException {
        try (BindingLog log = RocksBindingLog.open(directory, true)) {
            log.put("alice", bindings(1));
            log.put("bob", bindings(2));
            log.put("alice", bindings(3));
            log.put("carol", bindings(4));
            log.remove("carol");
        }
        assertThat(read(directory)).containsOnly(Map.entry("alice", bindings(3)), Map.entry("bob", bindings(2)));
    }

    @Test
    void aDirectoryThatCannotBeMadeIsTold() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "in the way");
        assertThatThrownBy(() -> RocksBindingLog.open(file, false)).isInstanceOf(IOException.class)
                .hasMessageContaining("the directory " + file + " of the bindings can't be made");
    }

    @Test
    void everyBindingThatWasAcknowledgedOutlivesAKill() throws Exception {
        Process writer = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), KilledWriter.class.getName(), directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String last = null;
        try (BufferedReader told = new BufferedReader(new InputStreamReader(writer.getInputStream()))) {
            for (int i = 0; i < 20_000; i++) {
                last = told.readLine();
            }
            writer.toHandle().destroyForcibly();
            for (String more = told.readLine(); more != null; more = told.readLine()) {
                last = more.startsWith("user") ? more : last;
            }
        }
        assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(writer.exitValue()).as("died by SIGKILL").isEqualTo(128 + 9);
        int users = Integer.parseInt(last.substring("user".length()));
        Map<String, Bindings> kept = read(directory);
        for (int user = 0; user < users; user++) {
            assertThat(kept.get("user" + user)).isEqualTo(bindings(user));
        }
    }

    @Test
    void aDirectoryThatIsOpenCannotBeOpenedTwiceAndCanOnceItIsClosed() throws IOException {
        BindingLog first = RocksBindingLog.open(directory, false);
        assertThatThrownBy(() -> RocksBindingLog.open(directory, false)).isInstanceOf(IOException.class)
                .hasMessageContaining(directory.toString());
        first.close();
        RocksBindingLog.open(directory, false).close();
    }

    @Test
    void aClosedLogRefusesInsteadOfTouchingFreedMemory() throws IOException {
        BindingLog log = RocksBindingLog.open(directory, false);
        log.close();
        log.close();
        assertThatThrownBy(() -> log.put("alice", bindings(1))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> log.remove("alice")).isInstanceOf(IOException.class);
    }

    @Test
    void aRecordThatCannotBeReadIsPassedOver() throws IOException, RocksDBException {
        try (BindingLog log = RocksBindingLog.open(directory, false)) {
            log.put("alice", bindings(1));
        }
        try (RocksDB raw = RocksDB.open(directory.toString())) {
            raw.put("mallory".getBytes(), new byte[] {99, 1, 2});
        }
        assertThat(read(directory)).containsOnlyKeys("alice");
    }

    @Test
    void nothingIsLeftOfTheNativeLibrarysCopy() throws IOException {
        RocksBindingLog.open(directory, false).close();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("native"))).isEmpty();
        }
    }

    private static Map<String, Bindings> read(Path directory) throws IOException {
        Map<String, Bindings> kept = new HashMap<>();
        try (BindingLog log = RocksBindingLog.open(directory, false)) {
            log.load(kept::put);
        }
        return kept;
    }
}
