package io.bellhop.tomcat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Classes of an application that are compiled in the test, against an API of the test's choice. */
final class TestSource {
    private final Map<String, String> sources = new LinkedHashMap<>();

    /** @param name of the class, with its package; a last part of package-info is one */
    TestSource add(String name, String text) {
        sources.put(name, text);
        return this;
    }

    /** Compiles into a directory. @param classPath what the sources need */
    Path compile(Path directory, String classPath) throws IOException {
        Path in = Files.createDirectories(directory.resolve("source"));
        Path out = Files.createDirectories(directory.resolve("classes"));
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> each : sources.entrySet()) {
            Path file = in.resolve(each.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            files.add(Files.writeString(file, each.getValue()));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter told = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            boolean good = compiler.getTask(told, manager, null,
                    List.of("-d", out.toString(), "-classpath", classPath, "-proc:none"), null,
                    manager.getJavaFileObjectsFromPaths(files)).call();
            if (!good) {
                throw new AssertionError(told.toString());
            }
        }
        return out;
    }

    /** Compiles, and puts every class into the archive. */
    TestArchive into(TestArchive archive, Path directory, String classPath) throws IOException {
        Path out = compile(directory, classPath);
        try (Stream<Path> files = Files.walk(out)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                archive.entry("WEB-INF/classes/" + out.relativize(each).toString().replace('\\', '/'),
                        Files.readAllBytes(each));
            }
        }
        return archive;
    }
}
