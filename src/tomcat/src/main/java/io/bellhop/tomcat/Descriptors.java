package io.bellhop.tomcat;

import io.bellhop.container.DeploymentException;
import io.bellhop.container.descriptor.DescriptorException;
import io.bellhop.container.descriptor.SipApplication;
import io.bellhop.container.descriptor.SipXmlReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Collectors;

/** Reads what an application says of itself: its sip.xml and its annotations. */
final class Descriptors {
    private Descriptors() {
    }

    /**
     * @param in sip.xml
     * @param shown how messages name the file
     * @throws DeploymentException with file, line, column and what was expected, for each fault
     */
    static SipApplication read(InputStream in, String shown, SipAnnotations annotations)
            throws DeploymentException, IOException {
        try {
            return AnnotatedDescriptor.merge(SipXmlReader.read(in, shown, annotations.servletNames()), annotations,
                    shown);
        } catch (DescriptorException e) {
            throw new DeploymentException(e.problems().stream().map(String::valueOf)
                    .collect(Collectors.joining("; ")), e);
        }
    }

    /**
     * An application that has annotations alone (JSR 289 18.1).
     *
     * @param shown how messages name it
     */
    static SipApplication of(SipAnnotations annotations, String shown) throws DeploymentException {
        return AnnotatedDescriptor.merge(null, annotations, shown);
    }
}
