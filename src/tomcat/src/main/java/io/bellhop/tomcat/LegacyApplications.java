package io.bellhop.tomcat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.Host;
import org.apache.catalina.util.ContextName;

/**
 * The applications for {@code javax.servlet.sip} in a host's legacyAppBase, {@code webapps-javaee}: archives and
 * directories that have a SIP side. They run from where they were unpacked and migrated; plain web applications in that
 * directory are Tomcat's own affair.
 */
final class LegacyApplications {
    private static final byte[] ANNOTATION = "Ljavax/servlet/sip/annotation/".getBytes(StandardCharsets.US_ASCII);

    private final Host host;
    private final Map<File, Seen> seen = new ConcurrentHashMap<>();

    LegacyApplications(Host host) {
        this.host = host;
    }

    /** Every file and directory that is a SIP application. */
    List<File> all() {
        List<File> found = new ArrayList<>();
        seen.keySet().removeIf(file -> !file.exists());
        File[] files = host.getLegacyAppBaseFile().listFiles();
        for (File each : files == null ? new File[0] : files) {
            if (isKnownSip(each)) {
                found.add(each);
            }
        }
        return found;
    }

    /** What was looked at once is not looked through again until it changes. */
    private boolean isKnownSip(File file) {
        FileStamp stamp = FileStamp.of(file);
        Seen known = seen.get(file);
        if (known == null || !known.stamp().equals(stamp)) {
            known = new Seen(stamp, isSip(file));
            seen.put(file, known);
        }
        return known.sip();
    }

    private record Seen(FileStamp stamp, boolean sip) {}

    /** The one of that context, or null. */
    File named(ContextName name) {
        return all().stream().filter(each -> name(each).getName().equals(name.getName())).findFirst().orElse(null);
    }

    static ContextName name(File application) {
        String file = application.getName();
        return new ContextName(application.isDirectory() ? file : file.substring(0, file.length() - 4), false);
    }

    boolean contains(File file) {
        return file.toPath().startsWith(host.getLegacyAppBaseFile().toPath());
    }

    /** False also for what is no archive yet, since it is still being copied. */
    static boolean isSip(File file) {
        if (file.isFile() && Sar.isSar(file.getName())) {
            return true;
        }
        try {
            if (file.isDirectory()) {
                return isSipRoot(file.toPath());
            }
            if (!file.getName().endsWith(".war")) {
                return false;
            }
            try (FileSystem archive = FileSystems.newFileSystem(file.toPath())) {
                return isSipRoot(archive.getPath("/"));
            }
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isSipRoot(Path root) throws IOException {
        if (Files.isRegularFile(root.resolve(Sar.SIP_XML)) || Sar.isSipAppInWebXml(root)) {
            return true;
        }
        boolean[] annotated = new boolean[1];
        ClassFiles.visit(root, (file, bytes) -> annotated[0] |= ClassFiles.mentions(bytes, ANNOTATION));
        return annotated[0];
    }
}
