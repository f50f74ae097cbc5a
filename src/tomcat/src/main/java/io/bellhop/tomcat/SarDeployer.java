package io.bellhop.tomcat;

import io.bellhop.container.DeploymentException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Host;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.startup.Constants;
import org.apache.catalina.util.ContextName;
import org.apache.tomcat.util.digester.Digester;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.xml.sax.SAXException;

/** Unpacks, looks through, starts and stops the SARs of one host. Tomcat's deployment threads call. */
final class SarDeployer {
    private static final Logger LOG = Logger.getLogger(SarDeployer.class.getPackageName());

    private final SipHostConfig config;
    private final Host host;
    private final LegacyApplications legacy;
    private final AtomicInteger unpacked = new AtomicInteger();

    SarDeployer(SipHostConfig config, Host host) {
        this.config = config;
        this.host = host;
        legacy = new LegacyApplications(host);
    }

    private Path base() {
        return host.getCatalinaBase().toPath().toAbsolutePath().resolve("work").resolve("sar").resolve(host.getName());
    }

    /** Deletes what a process that was killed left unpacked. */
    void clean() {
        delete(base());
    }

    void delete(Path directory) {
        try {
            Sar.delete(directory);
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "Can't delete " + directory, e);
        }
    }

    /**
     * Unpacks an archive and looks it through.
     *
     * @throws DeploymentException with the reason if it can't be deployed; nothing of it stays
     */
    SarDeployment prepare(ContextName name, File archive, FileStamp stamp) throws DeploymentException {
        Path directory = base().resolve(name.getBaseName() + "-" + unpacked.incrementAndGet());
        try {
            if (legacy.contains(archive)) {
                migrate(archive, directory);
            } else {
                Sar.unpack(archive, directory);
            }
            Sar.nameDescriptor(directory);
            check(directory.resolve(Sar.SIP_XML), archive.getName() + "!/" + Sar.SIP_XML, directory);
            return new SarDeployment(name, archive, stamp, directory);
        } catch (IOException e) {
            delete(directory);
            throw new DeploymentException(archive.getName() + " can't be unpacked: " + e.getMessage(), e);
        } catch (DeploymentException e) {
            delete(directory);
            throw e;
        }
    }

    /** Unpacks an application for javax beside the directory, and migrates it into that. */
    private void migrate(File application, Path directory) throws DeploymentException, IOException {
        Path unpacked = application.isDirectory() ? application.toPath()
                : directory.resolveSibling(directory.getFileName() + "-javax");
        try {
            if (application.isFile()) {
                Sar.unpack(application, unpacked);
            }
            Files.createDirectories(directory.getParent());
            JavaxMigration.migrate(application.getName(), unpacked, directory);
        } finally {
            if (application.isFile()) {
                delete(unpacked);
            }
        }
    }

    /**
     * Reads a sip.xml, and looks whether the classes that it names are there.
     *
     * @param shown how messages name the file
     * @param application the unpacked application
     */
    void check(Path sipXml, String shown, Path application) throws DeploymentException {
        SipAnnotations annotations = annotations(application, shown);
        try {
            PrivateClasses.check(shown.substring(0, shown.indexOf('/')).replace("!", ""), application, parent());
        } catch (IOException e) {
            throw new DeploymentException(shown + ": the classes can't be read: " + e.getMessage(), e);
        }
        if (!Files.isRegularFile(sipXml)) {
            if (!annotations.isApplication()) {
                throw new DeploymentException(shown + " is missing, and no class has a SIP annotation", null);
            }
            Descriptors.of(annotations, shown);
            return;
        }
        try (InputStream in = Files.newInputStream(sipXml)) {
            SarClasses.check(Descriptors.read(in, shown, annotations), shown, application, parent());
        } catch (IOException e) {
            throw new DeploymentException(shown + " can't be read: " + e.getMessage(), e);
        }
    }

    private ClassLoader parent() {
        return config.getClass().getClassLoader();
    }

    private static SipAnnotations annotations(Path application, String shown) throws DeploymentException {
        try {
            return SipAnnotations.of(application);
        } catch (IOException e) {
            throw new DeploymentException(shown + ": the classes can't be read: " + e.getMessage(), e);
        }
    }

    /**
     * Starts a context for it.
     *
     * @throws DeploymentException if it does not start; the context is gone then
     */
    void start(SarDeployment sar) throws DeploymentException {
        Context context = context(sar);
        StartFailure failure = new StartFailure();
        context.addLifecycleListener(failure);
        Throwable cause = null;
        try {
            host.addChild(context);
        } catch (IllegalStateException | IllegalArgumentException e) {
            cause = e;
        }
        if (!context.getState().isAvailable()) {
            removeChild(sar.name().getName());
            throw new DeploymentException(sar.archive().getName() + ": " + (failure.reason() == null
                    ? "its context did not start, Tomcat's log tells why" : failure.reason()), cause);
        }
    }

    private Context context(SarDeployment sar) throws DeploymentException {
        try {
            Context context = newContext(sar);
            context.addLifecycleListener((LifecycleListener) Class.forName(host.getConfigClass())
                    .getConstructor().newInstance());
            context.setName(sar.name().getName());
            context.setPath(sar.name().getPath());
            context.setWebappVersion(sar.name().getVersion());
            context.setDocBase(sar.directory().toString());
            return context;
        } catch (ReflectiveOperationException | IOException | SAXException e) {
            throw new DeploymentException(sar.archive().getName() + ": no context can be made: " + e, e);
        }
    }

    private Context newContext(SarDeployment sar) throws ReflectiveOperationException, IOException, SAXException {
        File contextXml = sar.directory().resolve(Constants.ApplicationContextXml).toFile();
        if (!config.isDeployXML() || !contextXml.isFile()) {
            Context context = (Context) Class.forName(config.getContextClass()).getConstructor().newInstance();
            scanOnlyTheArchive(context);
            return context;
        }
        Digester digester = new Digester();
        digester.setValidating(false);
        digester.addObjectCreate("Context", config.getContextClass(), "className");
        digester.addSetProperties("Context");
        Context context = (Context) digester.parse(contextXml);
        context.setConfigFile(contextXml.toURI().toURL());
        return context;
    }

    /** The server's own jars hold no web fragments, and looking through them takes most of the time of a deployment. */
    private static void scanOnlyTheArchive(Context context) {
        if (context.getJarScanner() instanceof StandardJarScanner scanner) {
            scanner.setScanClassPath(false);
        }
    }

    void stop(SarDeployment sar) {
        removeChild(sar.name().getName());
    }

    private void removeChild(String name) {
        Container context = host.findChild(name);
        if (context != null) {
            host.removeChild(context);
        }
    }
}
