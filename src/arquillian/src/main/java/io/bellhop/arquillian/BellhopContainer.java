package io.bellhop.arquillian;

import io.bellhop.sip.transaction.TimerValues;
import io.bellhop.sip.transport.Transport;
import io.bellhop.tomcat.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.arquillian.core.api.InstanceProducer;
import org.jboss.arquillian.core.api.annotation.ApplicationScoped;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.descriptor.api.Descriptor;

/** Starts Bellhop inside the test's process and deploys the test's SARs and WARs. */
public final class BellhopContainer implements DeployableContainer<BellhopConfiguration> {
    private static final String LOCALHOST = "127.0.0.1";

    @Inject
    @ApplicationScoped
    private InstanceProducer<SipAddress> address;

    private BellhopConfiguration configuration;
    private Path directory;
    private EmbeddedServer server;

    @Override
    public Class<BellhopConfiguration> getConfigurationClass() {
        return BellhopConfiguration.class;
    }

    @Override
    public void setup(BellhopConfiguration settings) {
        configuration = settings;
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Local");
    }

    @Override
    public void start() throws LifecycleException {
        try {
            directory = Files.createTempDirectory("bellhop-arquillian");
            long t1 = configuration.getT1();
            server = new EmbeddedServer(directory.resolve("server"))
                    .timers(new TimerValues(t1, 8 * t1, 10 * t1, TimerValues.RFC3261.trying()))
                    .loops(configuration.getLoops())
                    .listen(Transport.UDP, configuration.getUdpPort())
                    .listen(Transport.TCP, configuration.getTcpPort())
                    .http(configuration.getHttpPort())
                    .start();
            address.set(new SipAddress(server.address(Transport.UDP), server.address(Transport.TCP),
                    server.httpPort()));
        } catch (IOException e) {
            throw new LifecycleException(e.getMessage(), e);
        }
    }

    @Override
    public void stop() throws LifecycleException {
        try {
            server.close();
            delete(directory);
        } catch (IOException | UncheckedIOException e) {
            throw new LifecycleException(e.getMessage(), e);
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path each : all) {
                Files.deleteIfExists(each);
            }
        }
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        Path file = directory.resolve(archive.getName());
        archive.as(ZipExporter.class).exportTo(file.toFile(), true);
        try {
            server.deploy(file);
        } catch (io.bellhop.container.DeploymentException | IOException e) {
            throw new DeploymentException(e.getMessage(), e);
        }
        String path = "/" + archive.getName().substring(0, archive.getName().lastIndexOf('.'));
        HTTPContext http = new HTTPContext(LOCALHOST, server.httpPort());
        http.add(new Servlet("default", path));
        return new ProtocolMetaData().addContext(http);
    }

    @Override
    public void undeploy(Archive<?> archive) throws DeploymentException {
        try {
            server.undeploy(archive.getName());
        } catch (IOException e) {
            throw new DeploymentException(e.getMessage(), e);
        }
    }

    @Override
    public void deploy(Descriptor descriptor) {
        throw new UnsupportedOperationException("BellhopContainer.deploy(Descriptor): not in this version");
    }

    @Override
    public void undeploy(Descriptor descriptor) {
        throw new UnsupportedOperationException("BellhopContainer.undeploy(Descriptor): not in this version");
    }
}
