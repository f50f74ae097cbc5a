package io.bellhop.tomcat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** The classes of an unpacked application, or of an archive that is open as a file system: their bytes, unloaded. */
final class ClassFiles {
    /** Gets each class; the bytes are its own. */
    interface Visitor {
        void visit(String file, byte[] bytes) throws IOException;
    }

    private ClassFiles() {
    }

    /** Shows what is in WEB-INF/classes, then what is in the jars of WEB-INF/lib. */
    static void visit(Path application, Visitor visitor) throws IOException {
        Path classes = application.resolve("WEB-INF/classes");
        if (Files.isDirectory(classes)) {
            try (Stream<Path> files = Files.walk(classes)) {
                for (Path each : files.filter(file -> file.toString().endsWith(".class")).sorted().toList()) {
                    visitor.visit(each.toString(), Files.readAllBytes(each));
                }
            }
        }
        Path libraries = application.resolve("WEB-INF/lib");
        if (Files.isDirectory(libraries)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(libraries, "*.jar")) {
                for (Path each : jars) {
                    visitJar(each, visitor);
                }
            }
        }
    }

    private static void visitJar(Path jar, Visitor visitor) throws IOException {
        if (jar.getFileSystem() == FileSystems.getDefault()) {
            visitFile(jar, visitor);
        } else {
            visitStream(jar, visitor);
        }
    }

    /** By its directory, so that nothing but classes is inflated: some jars hold megabytes of other things. */
    private static void visitFile(Path jar, Visitor visitor) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (isClass(entry.getName())) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        visitor.visit(jar.getFileName() + "!/" + entry.getName(), in.readAllBytes());
                    }
                }
            }
        }
    }

    private static boolean isClass(String name) {
        return name.endsWith(".class") && !name.startsWith("META-INF/");
    }

    private static void visitStream(Path jar, Visitor visitor) throws IOException {
        try (InputStream file = Files.newInputStream(jar);
                ZipInputStream in = new ZipInputStream(new BufferedInputStream(file))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String name = entry.getName();
                if (isClass(name)) {
                    visitor.visit(jar.getFileName() + "!/" + name, in.readAllBytes());
                }
            }
        }
    }

    /** Whether a class file has that text in its constants; a quick look before it is parsed. */
    static boolean mentions(byte[] bytes, byte[] text) {
        int last = bytes.length - text.length;
        for (int i = 0; i <= last; i++) {
            int at = 0;
            while (at < text.length && bytes[i + at] == text[at]) {
                at++;
            }
            if (at == text.length) {
                return true;
            }
        }
        return false;
    }
}
