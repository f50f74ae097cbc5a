package io.bellhop.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is put into webapps while the server runs is seen within a few seconds. */
class AutoDeployTest {
    @TempDir
    Path directory;

    private final FakeEngine engine = new FakeEngine();
    private final BlockingQueue<LogRecord> logged = new LinkedBlockingQueue<>();
    private final Logger logger = Logger.getLogger("io.bellhop.tomcat");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord each) {
            logged.add(each);
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };
    private EmbeddedServer server;

    @BeforeEach
    void start() throws Exception {
        logger.addHandler(handler);
        server = new EmbeddedServer(directory.resolve("server"), new SipLifecycleListener(() -> engine)).autoDeploy()
                .start();
        assertThat(next()).isEqualTo("open");
    }

    @AfterEach
    void stop() throws IOException {
        logger.removeHandler(handler);
        server.close();
    }

    private String next() throws InterruptedException {
        return engine.events.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void a_sar_is_deployed_redeployed_and_undeployed_as_its_file_comes_changes_and_goes() throws Exception {
        Path sar = server.webapps().resolve("calls.sar");
        TestArchive.sar("first").writeTo(sar);
        assertThat(next()).isEqualTo("deployed first");

        Path fresh = TestArchive.sar("second").writeTo(directory.resolve("fresh"));
        Files.move(fresh, sar, StandardCopyOption.REPLACE_EXISTING);
        assertThat(next()).isEqualTo("undeployed first");
        assertThat(next()).isEqualTo("deployed second");

        Files.delete(sar);
        assertThat(next()).isEqualTo("undeployed second");
    }

    @Test
    void a_directory_is_reloaded_when_its_descriptor_changes_but_not_for_a_broken_one() throws Exception {
        Path application = directory.resolve("staged");
        TestArchive.sar("first").writeInto(application);
        Path deployed = server.webapps().resolve("calls");
        Files.move(application, deployed);
        assertThat(next()).isEqualTo("deployed first");

        Path sipXml = deployed.resolve(Sar.SIP_XML);
        Files.writeString(sipXml, "<sip-app><broken");
        assertThat(failure()).contains("calls/WEB-INF/sip.xml:1:").contains("the old deployment keeps running");
        assertThat(server.server().applications()).containsExactly("calls");
        assertThat(engine.events).isEmpty();

        Files.writeString(sipXml, "<sip-app><app-name>second</app-name></sip-app>");
        assertThat(next()).isEqualTo("undeployed first");
        assertThat(next()).isEqualTo("deployed second");
        assertThat(server.server().failures()).isEmpty();
    }

    private String failure() throws InterruptedException {
        LogRecord record;
        do {
            record = logged.poll(20, TimeUnit.SECONDS);
        } while (record != null && record.getLevel() != Level.SEVERE);
        return record == null ? "nothing was logged" : record.getMessage();
    }
}
