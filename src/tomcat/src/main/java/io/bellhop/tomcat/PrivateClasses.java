package io.bellhop.tomcat;

import io.bellhop.container.DeploymentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Classes of other containers that applications have got used to and that are not offered here. An application that
 * needs one must bring it along; otherwise it is told at its deployment, not at its first call.
 */
final class PrivateClasses {
    private static final List<String> PREFIXES = List.of("org.mobicents.", "org.restcomm.", "gov.nist.javax.sip.",
            "javax.sip.", "com.bea.wcp.sip.", "com.ericsson.ssa.");
    private static final List<byte[]> MARKS = PREFIXES.stream()
            .map(each -> each.replace('.', '/').getBytes(StandardCharsets.US_ASCII)).toList();

    private PrivateClasses() {
    }

    /**
     * @param shown how messages name the application
     * @param application the unpacked application
     * @param parent the loader of what all applications share
     * @throws DeploymentException naming every class that is missing
     */
    static void check(String shown, Path application, ClassLoader parent) throws DeploymentException, IOException {
        Set<String> wanted = new TreeSet<>();
        ClassFiles.visit(application, (file, bytes) -> {
            if (MARKS.stream().anyMatch(mark -> ClassFiles.mentions(bytes, mark))) {
                ClassReferences.collect(bytes, wanted);
            }
        });
        List<String> missing = new ArrayList<>();
        for (String each : wanted) {
            if (PREFIXES.stream().anyMatch(each::startsWith) && !SarClasses.isThere(each, application, parent)) {
                missing.add(each);
            }
        }
        if (!missing.isEmpty()) {
            throw new DeploymentException(shown + " needs classes of another container that are neither in it nor"
                    + " offered here: " + String.join(", ", missing), null);
        }
    }
}
