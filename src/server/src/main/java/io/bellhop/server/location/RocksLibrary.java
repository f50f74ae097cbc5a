package io.bellhop.server.location;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/**
 * Loads RocksDB's native part. RocksDB's own way leaves a copy of 15 MB in the temporary directory after every
 * {@code kill -9}; here the copy is removed as soon as it is mapped. Each class loader needs a copy of its own, since
 * the JVM lets only one of them load a given file.
 */
final class RocksLibrary {

    private static boolean loaded;

    private RocksLibrary() {
    }

    /**
     * Loads it, once for this class loader.
     *
     * @param directory where the copy lies for a moment; exists and can be written
     * @throws IOException if there is none for this machine or it can't be loaded
     */
    static synchronized void load(Path directory) throws IOException {
        if (loaded) {
            return;
        }
        String name = Environment.getJniLibraryFileName("rocksdb");
        Path copyDirectory = Files.createTempDirectory(directory, "native");
        // the name that loadLibrary(List) looks for in a directory, which is not the one in the archive
        Path copy = copyDirectory.resolve(Environment.getJniLibraryFileName("rocksdbjni"));
        try (InputStream library = RocksDB.class.getClassLoader().getResourceAsStream(name)) {
            if (library == null) {
                throw new IOException("RocksDB has no native library " + name + " for this machine");
            }
            Files.copy(library, copy, StandardCopyOption.REPLACE_EXISTING);
            RocksDB.loadLibrary(List.of(copyDirectory.toString()));
            loaded = true;
        } catch (UnsatisfiedLinkError e) {
            throw new IOException("RocksDB's native library does not load: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(copyDirectory);
        }
    }
}
