package io.bellhop.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.SipServlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the build made of the javax API: JSR 289's types and constants, all of them in jakarta.servlet.sip. */
class JakartaApiTest {
    private static final Path CLASSES = classes();

    @Test
    void everyTypeOfJsr289IsThere() throws IOException {
        assertThat(classFiles()).hasSize(57);
    }

    @Test
    void theFourPackagesAreThereAndNoOther() throws IOException {
        Map<String, Long> counts = classFiles().stream().collect(Collectors.groupingBy(
                file -> CLASSES.relativize(file.getParent()).toString().replace('\\', '/'), TreeMap::new,
                Collectors.counting()));
        assertThat(counts).containsExactlyInAnyOrderEntriesOf(Map.of(
                "jakarta/servlet/sip", 44L,
                "jakarta/servlet/sip/annotation", 4L,
                "jakarta/servlet/sip/ar", 8L,
                "jakarta/servlet/sip/ar/spi", 1L));
    }

    @Test
    void everyTypeLoadsAgainstJakartaServlet() throws Exception {
        for (Path file : classFiles()) {
            Class<?> type = Class.forName(className(file));
            assertThat(type.getMethods()).as(type.getName()).isNotNull();
        }
    }

    @Test
    void noClassFileSpeaksOfJavaxServlet() throws IOException {
        for (Path file : classFiles()) {
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertThat(bytes.contains("javax")).as(file.getFileName().toString()).isFalse();
        }
    }

    @Test
    void theNamesOfContextAttributesAreJakartaNames() {
        assertThat(SipServlet.OUTBOUND_INTERFACES).isEqualTo("jakarta.servlet.sip.outboundInterfaces");
        assertThat(SipServlet.SIP_FACTORY).isEqualTo("jakarta.servlet.sip.SipFactory");
        assertThat(SipServlet.SIP_SESSIONS_UTIL).isEqualTo("jakarta.servlet.sip.SipSessionsUtil");
        assertThat(SipServlet.SUPPORTED).isEqualTo("jakarta.servlet.sip.supported");
        assertThat(SipServlet.SUPPORTED_RFCs).isEqualTo("jakarta.servlet.sip.supportedRfcs");
        assertThat(prackSupported()).isEqualTo("jakarta.servlet.sip.100rel");
        assertThat(SipServlet.TIMER_SERVICE).isEqualTo("jakarta.servlet.sip.TimerService");
    }

    @Test
    void everyStringConstantOfEveryTypeIsFreeOfJavax() throws Exception {
        int seen = 0;
        for (Path file : classFiles()) {
            for (Field field : Class.forName(className(file)).getFields()) {
                if (field.getType() == String.class) {
                    assertThat((String) field.get(null)).as(field.toString()).doesNotContain("javax");
                    seen++;
                }
            }
        }
        assertThat(seen).isGreaterThanOrEqualTo(7);
    }

    @Test
    void theLicenseOfTheClassesGoesWithThem() throws IOException {
        assertThat(CLASSES.resolve("META-INF/LICENSE-LGPL")).content().contains("GNU LESSER GENERAL PUBLIC LICENSE");
        assertThat(CLASSES.resolve("META-INF/NOTICE")).content()
                .contains("org.mobicents.servlet.sip:sip-servlets-spec:4.0.128", "renamed");
    }

    @SuppressWarnings("deprecation")
    private static String prackSupported() {
        return SipServlet.PRACK_SUPPORTED;
    }

    private static String className(Path file) {
        String path = CLASSES.relativize(file).toString().replace('\\', '/');
        return path.substring(0, path.length() - ".class".length()).replace('/', '.');
    }

    private static List<Path> classFiles() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }

    private static Path classes() {
        try {
            return Path.of(Address.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
