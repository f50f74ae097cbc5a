package io.bellhop.tomcat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What tells that a file or a directory was replaced: written anew, or another one moved into its place.
 *
 * @param modified milliseconds since 1970; 0: there is no file. Of a directory: that of the youngest file in it
 * @param bytes its length; of a directory: those of its files together, and their number
 */
record FileStamp(long modified, long bytes) {
    static FileStamp of(File file) {
        return file.isDirectory() ? ofDirectory(file) : new FileStamp(file.lastModified(), file.length());
    }

    private static FileStamp ofDirectory(File directory) {
        try (Stream<Path> walk = Files.walk(directory.toPath())) {
            List<File> files = walk.map(Path::toFile).toList();
            long youngest = 0;
            long bytes = files.size();
            for (File each : files) {
                youngest = Math.max(youngest, each.lastModified());
                bytes += each.isFile() ? each.length() : 0;
            }
            return new FileStamp(youngest, bytes);
        } catch (IOException | UncheckedIOException e) {
            // Something in it is being deleted; a stamp of now waits for the next look.
            return new FileStamp(System.currentTimeMillis(), -1);
        }
    }
}
