package io.bellhop.tomcat;

import io.bellhop.container.DeploymentException;
import io.bellhop.container.descriptor.ServletDefinition;
import io.bellhop.container.descriptor.SipApplication;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipFile;

/** Whether the classes that a sip.xml names are there, before anything is stopped for them. */
final class SarClasses {
    private SarClasses() {
    }

    /**
     * @param shown how messages name the descriptor
     * @param application the unpacked application
     * @param parent the loader of what all applications share
     * @throws DeploymentException naming the first class that is missing
     */
    static void check(SipApplication descriptor, String shown, Path application, ClassLoader parent)
            throws DeploymentException, IOException {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (ServletDefinition each : descriptor.servlets()) {
            wanted.put(each.className(), "servlet " + each.name());
        }
        for (String each : descriptor.listeners()) {
            wanted.put(each, "listener");
        }
        for (Map.Entry<String, String> each : wanted.entrySet()) {
            if (!isThere(each.getKey(), application, parent)) {
                throw new DeploymentException(shown + ": class " + each.getKey() + " of " + each.getValue()
                        + " was not found in WEB-INF/classes or WEB-INF/lib", null);
            }
        }
    }

    static boolean isThere(String className, Path application, ClassLoader parent) throws IOException {
        String file = className.replace('.', '/') + ".class";
        return Files.isRegularFile(application.resolve("WEB-INF/classes").resolve(file))
                || parent.getResource(file) != null || isInLibrary(file, application.resolve("WEB-INF/lib"));
    }

    private static boolean isInLibrary(String file, Path libraries) throws IOException {
        if (!Files.isDirectory(libraries)) {
            return false;
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(libraries, "*.jar")) {
            for (Path each : jars) {
                try (ZipFile jar = new ZipFile(each.toFile())) {
                    if (jar.getEntry(file) != null) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
