package io.bellhop.deploy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The SAR in a home's {@code webapps}, with its own {@code WEB-INF/sip.xml} or with another one in its place. While
 * another one is there, the SAR as it was waits in {@code HOME/data/original}.
 */
final class Sar {

    static final String NAME = "bellhop.sar";

    private final Path deployed;
    private final Path original;
    private final Path mark;

    Sar(Path home) {
        deployed = home.resolve("webapps").resolve(NAME);
        original = home.resolve("data").resolve("original").resolve(NAME);
        mark = original.resolveSibling("changed");
    }

    /** Puts the SAR back as it was before {@link #useRoutes}, unless the operator has put in another one since. */
    void restore() throws IOException {
        if (Files.exists(original) && Files.exists(mark)) {
            boolean ours = Files.exists(deployed) && Files.readString(mark).equals(Fingerprint.of(deployed));
            Files.delete(mark);
            if (ours) {
                Files.move(original, deployed, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.delete(original);
            }
        }
    }

    /**
     * Puts a file in the place of the SAR's sip.xml.
     *
     * @param routes the file, read now
     * @throws StartException if the file can't be read or there is no SAR
     */
    void useRoutes(Path routes) throws IOException, StartException {
        if (!Files.isRegularFile(routes) || !Files.isReadable(routes)) {
            throw new StartException("--routes " + routes + " can't be read: no such file, or no permission");
        }
        if (!Files.exists(deployed)) {
            throw new StartException("--routes needs " + deployed + ", which is not there");
        }
        Files.createDirectories(original.getParent());
        Path changed = original.resolveSibling(NAME + ".new");
        Files.copy(deployed, changed, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem archive = FileSystems.newFileSystem(changed)) {
            Files.copy(routes, archive.getPath("WEB-INF", "sip.xml"), StandardCopyOption.REPLACE_EXISTING);
        }
        // The mark is made first: whatever is cut off after it, restore() finds one of the two whole archives.
        Files.writeString(mark, Fingerprint.of(changed));
        Files.move(deployed, original, StandardCopyOption.REPLACE_EXISTING);
        Files.move(changed, deployed);
    }
}
