package io.bellhop.tomcat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
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
    private static final String WEB_XML = "WEB-INF/web.xml";

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
            return zip.getEntry(SIP_XML) != null || hasSipAppInWebXml(archive)
                    || SipAnnotations.of(archive.toPath()).isApplication();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean hasSipAppInWebXml(File archive) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(archive.toPath())) {
            return isSipAppInWebXml(files.getPath("/"));
        }
    }

    /** Whether web.xml holds what belongs into a sip.xml, as in some applications of SIP Servlet 1.0. */
    static boolean isSipAppInWebXml(Path root) throws IOException {
        Path webXml = root.resolve(WEB_XML);
        if (!Files.isRegularFile(webXml)) {
            return false;
        }
        String text = new String(Files.readAllBytes(webXml), StandardCharsets.UTF_8);
        int rootElement = text.indexOf('<');
        while (rootElement >= 0 && rootElement + 1 < text.length() && "?!".indexOf(text.charAt(rootElement + 1)) >= 0) {
            String end = text.startsWith("<!--", rootElement) ? "-->" : ">";
            rootElement = text.indexOf('<', Math.max(rootElement + 1, text.indexOf(end, rootElement)));
        }
        return rootElement >= 0 && text.substring(rootElement + 1).matches("(?s)(\\w+:)?sip-app[\\s>/].*");
    }

    /** Gives a descriptor that lies in web.xml its own name, in a directory that is ours. */
    static void nameDescriptor(Path directory) throws IOException {
        if (!Files.exists(directory.resolve(SIP_XML)) && isSipAppInWebXml(directory)) {
            Files.move(directory.resolve(WEB_XML), directory.resolve(SIP_XML));
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
