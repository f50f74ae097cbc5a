package io.bellhop.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.transport.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications for javax.servlet.sip, compiled against the original API, in the directory webapps-javaee. */
class MigrationTest {
    /** Says what it finds by logging it through Log4j 1.2. */
    private static final String OLD = """
            package old;
            import javax.annotation.Resource;
            import javax.servlet.ServletException;
            import javax.servlet.sip.*;
            public class Old extends SipServlet implements SipServletListener {
                private static final org.apache.log4j.Logger LOG = org.apache.log4j.Logger.getLogger("old.application");
                @Resource private SipFactory factory;
                @Override public void init() throws ServletException {
                    try {
                        LOG.info("VERSION injected=" + (factory != null)
                            + " string=" + (Class.forName("javax.servlet.sip.SipFactory").isInstance(factory))
                            + " attribute=" + (factory
                                    == getServletContext().getAttribute("javax.servlet.sip.SipFactory"))
                            + " helped=" + new help.Helper().nameOf(factory)
                            + " service=" + (Old.class.getResource("/META-INF/services/"
                                    + javax.servlet.sip.ar.spi.SipApplicationRouterProvider.class.getName()) != null));
                    } catch (ClassNotFoundException e) {
                        throw new ServletException(e);
                    }
                }
                @Override public void servletInitialized(SipServletContextEvent event) { }
                @Override protected void doOptions(SipServletRequest request) throws java.io.IOException {
                    request.createResponse(SipServletResponse.SC_OK).send();
                }
            }
            """;
    private static final String HELPER = """
            package help;
            import javax.servlet.sip.SipFactory;
            public class Helper {
                public String nameOf(SipFactory factory) { return factory.createSipURI("a", "b").toString(); }
            }
            """;
    private static final String SIP_XML = """
            <sip-app>
            \t<app-name>
            \t\told
            \t</app-name>
            \t<listener><listener-class>old.Old</listener-class></listener>
            \t<servlet>\t<servlet-name> Old </servlet-name>
            \t<servlet-class>
            old.Old
            </servlet-class></servlet>
            </sip-app>
            """;
    private static final String GOOD = "injected=true string=true attribute=true helped=sip:a@b service=true";

    @TempDir
    Path directory;

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final Logger logger = Logger.getLogger("old.application");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord each) {
            said.add(each.getMessage());
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
    private Path javaee;

    @BeforeEach
    void make() throws IOException {
        logger.addHandler(handler);
        server = new EmbeddedServer(directory.resolve("server")).listen(Transport.UDP, 0).autoDeploy();
        javaee = Files.createDirectories(directory.resolve("server/webapps-javaee"));
    }

    @AfterEach
    void stop() throws IOException {
        logger.removeHandler(handler);
        server.close();
    }

    private String next() throws InterruptedException {
        return said.poll(20, TimeUnit.SECONDS);
    }

    private TestArchive old(String version, String descriptor) throws IOException {
        String path = System.getProperty("java.class.path");
        Path work = Files.createDirectories(directory.resolve(version));
        Path help = new TestSource().add("help.Helper", HELPER).compile(work.resolve("help"), path);
        TestArchive archive = new TestArchive().entry(descriptor, SIP_XML).entry("WEB-INF/lib/help.jar", jar(Map.of(
                "help/Helper.class", Files.readAllBytes(help.resolve("help/Helper.class")),
                "META-INF/services/javax.servlet.sip.ar.spi.SipApplicationRouterProvider", new byte[0])));
        return new TestSource().add("old.Old", OLD.replace("VERSION", version)).into(archive, work,
                path + System.getProperty("path.separator") + help);
    }

    private static byte[] jar(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(each.getKey()));
                out.write(each.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private void drop(TestArchive archive, String file) throws IOException {
        Path made = archive.writeTo(directory.resolve("dropped"));
        Files.move(made, javaee.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    private String failure() throws InterruptedException {
        for (int i = 0; i < 200 && server.server().failures().isEmpty(); i++) {
            said.poll(100, TimeUnit.MILLISECONDS);
        }
        return String.join("\n", server.server().failures());
    }

    @Test
    void a_sar_that_lies_there_at_the_start_is_migrated_with_its_jars_strings_and_service_files() throws Exception {
        drop(old("one", Sar.SIP_XML), "old.sar");
        server.start();

        assertThat(next()).isEqualTo("one " + GOOD);
        assertThat(server.server().applications()).containsExactly("old");
        assertThat(server.server().failures()).isEmpty();
    }

    @Test
    void log4j_that_came_along_gives_way_to_the_bridge() throws Exception {
        Path theirs = new TestSource().add("org.apache.log4j.Logger", "package org.apache.log4j; class Logger { }")
                .compile(directory.resolve("log4j"), ".");
        drop(old("bridged", Sar.SIP_XML).entry("WEB-INF/lib/log4j-1.2.17.jar", jar(Map.of(
                "org/apache/log4j/Logger.class",
                Files.readAllBytes(theirs.resolve("org/apache/log4j/Logger.class"))))), "old.sar");
        server.start();

        assertThat(next()).isEqualTo("bridged " + GOOD);
    }

    @Test
    void a_sar_is_deployed_replaced_and_removed_while_the_server_runs() throws Exception {
        server.start();
        drop(old("one", Sar.SIP_XML), "old.sar");
        assertThat(next()).isEqualTo("one " + GOOD);

        drop(old("other", Sar.SIP_XML), "old.sar");
        assertThat(next()).isEqualTo("other " + GOOD);

        Files.delete(javaee.resolve("old.sar"));
        for (int i = 0; i < 200 && !server.server().applications().isEmpty(); i++) {
            said.poll(100, TimeUnit.MILLISECONDS);
        }
        assertThat(server.server().applications()).isEmpty();
    }

    @Test
    void a_war_and_an_expanded_directory_are_migrated_too() throws Exception {
        drop(old("war", Sar.SIP_XML), "first.war");
        Path staged = directory.resolve("staged");
        old("folder", "WEB-INF/web.xml").writeInto(staged);
        Files.writeString(staged.resolve(Sar.SIP_XML), SIP_XML.replace("old\n", "second\n"));
        Files.delete(staged.resolve("WEB-INF/web.xml"));
        Files.move(staged, javaee.resolve("second"));
        server.start();

        assertThat(new String[] {next(), next()}).containsExactlyInAnyOrder("war " + GOOD, "folder " + GOOD);
        assertThat(server.server().applications()).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void a_sip_app_in_a_file_named_web_xml_is_a_sip_descriptor() throws Exception {
        TestArchive archive = old("web", "WEB-INF/web.xml");
        archive.entry("WEB-INF/web.xml", """
                <?xml version="1.0"?>
                <!-- <web-app> of old -->
                <!DOCTYPE sip-app PUBLIC "-//Java Community Process//DTD SIP Application 1.0//EN"
                    "http://www.jcp.org/dtd/sip-app_1_0.dtd">
                """ + SIP_XML);
        drop(archive, "web.sar");
        server.start();

        assertThat(next()).isEqualTo("web " + GOOD);
    }

    @Test
    void what_cannot_be_migrated_is_refused_with_the_class_and_the_reason() throws Exception {
        drop(old("bad", Sar.SIP_XML).entry("WEB-INF/classes/old/Broken.class", "no class at all"), "old.sar");
        server.start();

        assertThat(failure()).contains("old.sar can't be migrated").contains("WEB-INF/classes/old/Broken.class: ");
        assertThat(server.server().applications()).isEmpty();
    }

    @Test
    void a_sar_that_needs_another_container_s_private_classes_is_refused_with_their_names() throws Exception {
        Path work = directory.resolve("private");
        Path theirs = new TestSource().add("org.mobicents.servlet.sip.message.Special",
                "package org.mobicents.servlet.sip.message; public class Special { public static void go() { } }")
                .compile(work, ".");
        drop(new TestSource().add("old.Needs", "package old; class Needs { void later() {"
                + " org.mobicents.servlet.sip.message.Special.go(); } }").into(old("needs", Sar.SIP_XML),
                directory.resolve("needing"), theirs.toString()), "old.sar");
        server.start();

        assertThat(failure()).contains("org.mobicents.servlet.sip.message.Special")
                .contains("neither in it nor offered here");
        assertThat(said).isEmpty();
    }
}
