package io.bellhop.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

class PackagedTest {

    @TempDir
    Path directory;
    private Path distribution;
    private Path home;

    @BeforeEach
    void a_distribution() throws IOException {
        distribution = directory.resolve("dist");
        home = Files.createDirectory(directory.resolve("home"));
        Files.createDirectories(distribution.resolve("conf"));
        Files.createDirectories(distribution.resolve("webapps"));
        pack("conf/server.xml", "first");
        pack("webapps/bellhop.sar", "sar one");
    }

    @Test
    void an_empty_home_gets_every_file_and_directory() throws IOException {
        Packaged.install(home, distribution);
        assertThat(home.resolve("conf/server.xml")).hasContent("first");
        assertThat(home.resolve("webapps/bellhop.sar")).hasContent("sar one");
        assertThat(home.resolve("logs")).isDirectory();
        assertThat(home.resolve("temp")).isDirectory();
    }

    @Test
    void the_data_directory_is_for_the_servers_user_alone() throws IOException {
        Packaged.install(home, distribution);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("data"))))
                .isEqualTo("rwx------");
    }

    @Test
    void what_nobody_touched_follows_the_package() throws IOException {
        Packaged.install(home, distribution);
        pack("conf/server.xml", "second");
        pack("webapps/bellhop.sar", "sar two");
        Packaged.install(home, distribution);
        assertThat(home.resolve("conf/server.xml")).hasContent("second");
        assertThat(home.resolve("webapps/bellhop.sar")).hasContent("sar two");
    }

    @Test
    void what_the_operator_edited_stays_through_every_upgrade() throws IOException {
        Packaged.install(home, distribution);
        Files.writeString(home.resolve("conf/server.xml"), "mine!");
        pack("conf/server.xml", "second");
        Packaged.install(home, distribution);
        pack("conf/server.xml", "third");
        Packaged.install(home, distribution);
        assertThat(home.resolve("conf/server.xml")).hasContent("mine!");
    }

    @Test
    void a_file_that_was_there_before_the_first_start_stays() throws IOException {
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(home.resolve("conf/server.xml"), "mine!");
        Packaged.install(home, distribution);
        assertThat(home.resolve("conf/server.xml")).hasContent("mine!");
    }

    @Test
    void an_application_that_the_operator_removed_does_not_come_back_but_the_configuration_does() throws IOException {
        Packaged.install(home, distribution);
        Files.delete(home.resolve("webapps/bellhop.sar"));
        Files.delete(home.resolve("conf/server.xml"));
        pack("webapps/bellhop.sar", "sar two");
        Packaged.install(home, distribution);
        assertThat(home.resolve("webapps/bellhop.sar")).doesNotExist();
        assertThat(home.resolve("conf/server.xml")).hasContent("first");
    }

    @Test
    void a_home_that_is_the_distribution_itself_is_left_as_it_is() throws IOException {
        Packaged.install(distribution, distribution);
        assertThat(distribution.resolve("conf/server.xml")).hasContent("first");
        assertThat(distribution.resolve("data/packaged.properties")).doesNotExist();
        assertThat(distribution.resolve("logs")).isDirectory();
    }

    private void pack(String name, String content) throws IOException {
        Files.writeString(distribution.resolve(name), content);
    }
}
