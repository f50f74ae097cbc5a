package io.bellhop.deploy;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Brings the packaged files into a home: what is not there is copied, what nobody touched since follows the package,
 * and what the operator edited stays as it is. {@code HOME/data/packaged.properties} remembers what each file was when
 * it came.
 */
final class Packaged {

    private final Path home;
    private final Path distribution;
    private final Path record;
    private final Properties known = new Properties();

    private Packaged(Path home, Path distribution) {
        this.home = home;
        this.distribution = distribution;
        this.record = home.resolve("data").resolve("packaged.properties");
    }

    /**
     * Installs and upgrades a home's files.
     *
     * @param home         the home; if it is the distribution itself nothing is copied
     * @param distribution where {@code conf} and {@code webapps} of this version are
     */
    static void install(Path home, Path distribution) throws IOException {
        for (String directory : List.of("conf", "logs", "temp", "webapps")) {
            Files.createDirectories(home.resolve(directory));
        }
        // What is in data is as good as a password to a server: see RFC 2617 section 4.13, Storing passwords.
        Files.createDirectories(home.resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (!Files.isSameFile(home, distribution)) {
            new Packaged(home, distribution).install();
        }
    }

    private void install() throws IOException {
        if (Files.exists(record)) {
            try (Reader reader = Files.newBufferedReader(record)) {
                known.load(reader);
            }
        }
        Properties before = (Properties) known.clone();
        for (String directory : List.of("conf", "webapps")) {
            try (Stream<Path> files = Files.walk(distribution.resolve(directory))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    install(distribution.relativize(file).toString());
                }
            }
        }
        if (!known.equals(before)) {
            try (Writer writer = Files.newBufferedWriter(record)) {
                known.store(writer, "Size and CRC-32 of the packaged files when they came into this home");
            }
        }
    }

    private void install(String name) throws IOException {
        Path from = distribution.resolve(name);
        Path to = home.resolve(name);
        String packaged = Fingerprint.of(from);
        String copy = known.getProperty(name);
        boolean there = Files.exists(to);
        boolean takenAway = !there && copy != null && name.startsWith("webapps");
        boolean untouched = there && Fingerprint.of(to).equals(copy);
        if (!takenAway && (!there || untouched && !packaged.equals(copy))) {
            Files.createDirectories(to.getParent());
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
            known.setProperty(name, packaged);
        }
    }
}
