package io.bellhop.tomcat;

import io.bellhop.container.DeploymentException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.tomcat.jakartaee.ClassConverter;
import org.apache.tomcat.jakartaee.EESpecProfiles;
import org.apache.tomcat.jakartaee.Migration;

/**
 * Moves an unpacked application from {@code javax} to {@code jakarta} by Tomcat's migration tool: classes with the
 * strings in them, descriptors and other texts, service files, jars and jars inside of jars. The tool knows an archive
 * by its suffix and would copy a .sar as it is, so it gets the application unpacked.
 */
final class JavaxMigration {
    private JavaxMigration() {
    }

    /**
     * @param shown how messages name the application
     * @param source the unpacked application
     * @param target a directory that is made for the migrated one
     * @throws DeploymentException with the class and the reason if it can't be migrated
     */
    static void migrate(String shown, Path source, Path target) throws DeploymentException {
        Migration migration = new Migration();
        migration.setEESpecProfile(EESpecProfiles.TOMCAT);
        // Reading archives as streams fails for some that were written as streams.
        migration.setZipInMemory(true);
        migration.setSource(source.toFile());
        migration.setDestination(target.toFile());
        try {
            migration.execute();
            dropLog4j(target);
        } catch (IOException | RuntimeException e) {
            throw new DeploymentException(shown + " can't be migrated from javax to jakarta: " + culprit(source)
                    + reason(e), e);
        }
    }

    /** Tool and reader of class files tell what is wrong, but not where. */
    private static String culprit(Path source) {
        StringBuilder found = new StringBuilder();
        ClassConverter converter = new ClassConverter(EESpecProfiles.TOMCAT);
        try {
            ClassFiles.visit(source, (file, bytes) -> {
                if (found.length() == 0 && !isConvertible(converter, file, bytes)) {
                    int from = file.indexOf("WEB-INF");
                    found.append(from < 0 ? file : file.substring(from)).append(": ");
                }
            });
        } catch (IOException e) {
            found.append(e.getMessage()).append(": ");
        }
        return found.toString();
    }

    private static boolean isConvertible(ClassConverter converter, String file, byte[] bytes) {
        try {
            converter.convert(file, new ByteArrayInputStream(bytes), OutputStream.nullOutputStream(),
                    EESpecProfiles.TOMCAT);
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static String reason(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    /** Log4j 1.2 is offered as a bridge to the server's log; a copy that came along would write past it. */
    private static void dropLog4j(Path application) throws IOException {
        Path libraries = application.resolve("WEB-INF/lib");
        if (!Files.isDirectory(libraries)) {
            return;
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(libraries, "*.jar")) {
            for (Path each : jars) {
                String name = each.getFileName().toString().toLowerCase(Locale.ENGLISH);
                if (name.equals("log4j.jar") || name.startsWith("log4j-1.") || name.startsWith("reload4j-")) {
                    Files.delete(each);
                }
            }
        }
    }
}
