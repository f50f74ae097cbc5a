package io.bellhop.tomcat;

import io.bellhop.container.DeploymentException;
import io.bellhop.container.descriptor.DescriptorException;
import io.bellhop.container.descriptor.SipApplication;
import io.bellhop.container.descriptor.SipXmlReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Collectors;

/** Reads sip.xml. */
final class Descriptors {
    private Descriptors() {
    }

    /**
     * @param shown how messages name the file
     * @throws DeploymentException with file, line, column and what was expected, for each fault
     */
    static SipApplication read(InputStream in, String shown) throws DeploymentException, IOException {
        try {
            return SipXmlReader.read(in, shown);
        } catch (DescriptorException e) {
            throw new DeploymentException(e.problems().stream().map(String::valueOf)
                    .collect(Collectors.joining("; ")), e);
        }
    }
}
