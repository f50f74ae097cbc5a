package io.bellhop.tomcat;

import io.bellhop.container.descriptor.ServletDefinition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.tomcat.util.bcel.classfile.AnnotationEntry;
import org.apache.tomcat.util.bcel.classfile.ClassFormatException;
import org.apache.tomcat.util.bcel.classfile.ClassParser;
import org.apache.tomcat.util.bcel.classfile.ElementValuePair;
import org.apache.tomcat.util.bcel.classfile.JavaClass;

/** The SIP annotations of an application's classes (JSR 289 18.2), read without loading a class. */
final class SipAnnotations {
    private static final String PACKAGE = "Ljakarta/servlet/sip/annotation/";
    private static final byte[] MARK = PACKAGE.getBytes(StandardCharsets.US_ASCII);

    private final List<ServletDefinition> servlets = new ArrayList<>();
    private final List<String> listeners = new ArrayList<>();
    private final List<Map<String, String>> applications = new ArrayList<>();
    private final List<String> keyClasses = new ArrayList<>();
    private String applicationName;

    private SipAnnotations() {
    }

    /**
     * @param application an unpacked application, or an archive
     * @throws IOException if it can't be read
     */
    static SipAnnotations of(Path application) throws IOException {
        SipAnnotations found = new SipAnnotations();
        if (!Files.exists(application)) {
            return found;
        }
        if (Files.isDirectory(application)) {
            ClassFiles.visit(application, found::read);
        } else {
            try (FileSystem archive = FileSystems.newFileSystem(application)) {
                ClassFiles.visit(archive.getPath("/"), found::read);
            }
        }
        return found;
    }

    private void read(String file, byte[] bytes) throws IOException {
        if (!ClassFiles.mentions(bytes, MARK)) {
            return;
        }
        try {
            JavaClass type = new ClassParser(new ByteArrayInputStream(bytes)).parse();
            boolean keyed = false;
            for (AnnotationEntry each : type.getAllAnnotationEntries()) {
                if (each.getAnnotationType().startsWith(PACKAGE)) {
                    keyed |= each.getAnnotationType().equals(PACKAGE + "SipApplicationKey;");
                    take(type, each);
                }
            }
            if (keyed) {
                keyClasses.add(type.getClassName());
            }
        } catch (ClassFormatException e) {
            throw new IOException(file + " is no class file: " + e.getMessage(), e);
        }
    }

    private void take(JavaClass type, AnnotationEntry annotation) {
        Map<String, String> values = new HashMap<>();
        for (ElementValuePair each : annotation.getElementValuePairs()) {
            values.put(each.getNameString(), each.getValue().stringifyValue());
        }
        String name = values.getOrDefault("applicationName", "");
        if (applicationName == null && !name.isEmpty()) {
            applicationName = name;
        }
        switch (annotation.getAnnotationType().substring(PACKAGE.length())) {
            case "SipServlet;" -> servlets.add(servlet(type.getClassName(), values));
            case "SipListener;" -> listeners.add(type.getClassName());
            case "SipApplication;" -> applications.add(values);
            default -> { }
        }
    }

    /** JSR 289 18.2.2: the name is the short name of the class where the annotation has none. */
    private static ServletDefinition servlet(String className, Map<String, String> values) {
        String name = values.getOrDefault("name", "");
        String shortName = className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
        return new ServletDefinition(name.isEmpty() ? shortName : name, null, className, Map.of(),
                Integer.parseInt(values.getOrDefault("loadOnStartup", "-1")), null, Map.of());
    }

    /** Whether they alone make an application. */
    boolean isApplication() {
        return !servlets.isEmpty() || !listeners.isEmpty() || !applications.isEmpty();
    }

    List<ServletDefinition> servlets() {
        return servlets;
    }

    Set<String> servletNames() {
        return servlets.stream().map(ServletDefinition::name).collect(Collectors.toSet());
    }

    List<String> listeners() {
        return listeners;
    }

    /** The elements of each {@code @SipApplication} that are stated. */
    List<Map<String, String>> applications() {
        return applications;
    }

    /** The first applicationName that a servlet, listener or key method states, or null. */
    String applicationName() {
        return applicationName;
    }

    /** The classes that have an {@code @SipApplicationKey} method. */
    List<String> keyClasses() {
        return keyClasses;
    }
}
