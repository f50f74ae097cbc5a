package io.bellhop.tomcat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A SAR made for a test. */
final class TestArchive {
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    static TestArchive sar(String appName) {
        return new TestArchive().sipXml("""
                <sip-app>
                  <app-name>%s</app-name>
                  <servlet>
                    <servlet-name>main</servlet-name>
                    <servlet-class>%s</servlet-class>
                  </servlet>
                </sip-app>
                """.formatted(appName, Quiet.class.getName())).classes(Quiet.class);
    }

    TestArchive sipXml(String text) {
        return entry(Sar.SIP_XML, text);
    }

    TestArchive entry(String name, String text) {
        entries.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    TestArchive entry(String name, byte[] bytes) {
        entries.put(name, bytes);
        return this;
    }

    TestArchive without(String name) {
        entries.remove(name);
        return this;
    }

    TestArchive classes(Class<?>... classes) {
        for (Class<?> each : classes) {
            String file = each.getName().replace('.', '/') + ".class";
            try (InputStream in = each.getClassLoader().getResourceAsStream(file)) {
                entries.put("WEB-INF/classes/" + file, in.readAllBytes());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return this;
    }

    Path writeTo(Path file) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(each.getKey()));
                out.write(each.getValue());
                out.closeEntry();
            }
        }
        return file;
    }

    void writeInto(Path directory) throws IOException {
        for (Map.Entry<String, byte[]> each : entries.entrySet()) {
            Path file = directory.resolve(each.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, each.getValue());
        }
    }
}
