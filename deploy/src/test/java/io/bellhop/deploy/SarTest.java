package io.bellhop.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

class SarTest {

    @TempDir
    Path home;
    private Path deployed;
    private Path routes;
    private Sar sar;

    @BeforeEach
    void a_home_with_a_sar() throws IOException {
        deployed = Files.createDirectory(home.resolve("webapps")).resolve("bellhop.sar");
        Files.createDirectory(home.resolve("data"));
        archive(deployed, Map.of("WEB-INF/sip.xml", "packaged", "WEB-INF/lib/a.jar", "jar"));
        routes = Files.writeString(home.resolve("my.xml"), "mine");
        sar = new Sar(home);
    }

    @Test
    void the_routes_take_the_place_of_sip_xml_and_nothing_else_changes() throws Exception {
        sar.useRoutes(routes);
        assertThat(entry("WEB-INF/sip.xml")).isEqualTo("mine");
        assertThat(entry("WEB-INF/lib/a.jar")).isEqualTo("jar");
    }

    @Test
    void a_start_without_routes_goes_back_to_the_very_same_archive() throws Exception {
        byte[] before = Files.readAllBytes(deployed);
        sar.useRoutes(routes);
        sar.restore();
        assertThat(deployed).hasBinaryContent(before);
        sar.restore();
        assertThat(deployed).hasBinaryContent(before);
    }

    @Test
    void routes_can_follow_routes() throws Exception {
        sar.useRoutes(routes);
        sar.restore();
        Files.writeString(routes, "mine, changed");
        sar.useRoutes(routes);
        assertThat(entry("WEB-INF/sip.xml")).isEqualTo("mine, changed");
        sar.restore();
        assertThat(entry("WEB-INF/sip.xml")).isEqualTo("packaged");
    }

    @Test
    void an_archive_that_the_operator_put_in_since_stays() throws Exception {
        sar.useRoutes(routes);
        archive(deployed, Map.of("WEB-INF/sip.xml", "a new one"));
        sar.restore();
        assertThat(entry("WEB-INF/sip.xml")).isEqualTo("a new one");
    }

    @Test
    void routes_that_are_not_there_are_told_and_change_nothing() throws Exception {
        assertThatThrownBy(() -> sar.useRoutes(home.resolve("none.xml"))).isInstanceOf(StartException.class)
                .hasMessageContaining("none.xml").hasMessageContaining("can't be read");
        assertThat(entry("WEB-INF/sip.xml")).isEqualTo("packaged");
    }

    private String entry(String name) throws IOException {
        try (ZipFile zip = new ZipFile(deployed.toFile())) {
            return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void archive(Path file, Map<String, String> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
