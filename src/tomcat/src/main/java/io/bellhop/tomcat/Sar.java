package io.bellhop.tomcat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A SIP application's archive (JSR 289 9.1): a .sar, or a .war that has a sip.xml. */
final class Sar {
    /** Where the SIP descriptor lies in an archive or a directory (JSR 289 9.2). */
    static final String SIP_XML = "WEB-INF/sip.xml";

    private Sar() {
    }

    static boolean isSar(String fileName) {
        return fileName.toLowerCase(Locale.ENGLISH).endsWith(".sar");
    }

    /**
     * Whether it can be read as an archive and has a sip.xml, or SIP annotations in its classes; false for one that is
     * still being copied.
     */
    static boolean isSip(File archive) {
        try (ZipFile zip = new ZipFile(archive)) {
            return zip.getEntry(SIP_XML) != null || SipAnnotations.of(archive.toPath()).isApplication();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Unpacks an archive into a directory that is made for it.
     *
     * @throws IOException if it can't be read or written, or has an entry that would lie outside of the directory
     */
    static void unpack(File archive, Path directory) throws IOException {
        Files.createDirectories(directory);
        try (ZipFile zip = new ZipFile(archive)) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                unpack(zip, entries.nextElement(), directory);
            }
        }
    }

    private static void unpack(ZipFile zip, ZipEntry entry, Path directory) throws IOException {
        Path target = directory.resolve(entry.getName()).normalize();
        if (!target.startsWith(directory)) {
            throw new IOException("the entry " + entry.getName() + " points out of the archive");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Deletes a directory and all that is in it; nothing happens if it is not there. */
    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
