package io.bellhop.tomcat;

import io.bellhop.container.DeploymentException;
import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Engine;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Server;
import org.apache.catalina.startup.HostConfig;
import org.apache.catalina.util.ContextName;

/**
 * Tomcat's deployer for webapps, taught SARs: a .sar, or a .war with a sip.xml or SIP annotations, is unpacked into a
 * directory of its own and runs from there, so that a file that is replaced by a broken one harms nothing; a new one is looked through
 * before the old one is stopped, and the old one is started again if the new one does not start. A directory with a
 * changed sip.xml is reloaded once that sip.xml can be read. What is wrong is told once a file, in one log record.
 */
public class SipHostConfig extends HostConfig {
    private static final Logger LOG = Logger.getLogger(SipHostConfig.class.getPackageName());
    /** A file younger than that may still be written to, in milliseconds: Tomcat's own measure for archives. */
    private static final long SETTLED_MILLIS = FILE_MODIFICATION_RESOLUTION_MS;

    private final Map<String, SarDeployment> sars = new ConcurrentHashMap<>();
    private final Map<File, FileStamp> refused = new HashMap<>();
    private SarDeployer deployer;
    private LegacyApplications legacy;

    @Override
    public void lifecycleEvent(LifecycleEvent event) {
        super.lifecycleEvent(event);
        if (deployer == null && host != null) {
            deployer = new SarDeployer(this, host);
            legacy = new LegacyApplications(host);
        }
    }

    @Override
    public void beforeStart() {
        super.beforeStart();
        // A host that was stopped keeps its contexts, and starts them again from where they were unpacked.
        if (sars.isEmpty()) {
            new SarDeployer(this, host).clean();
        }
    }

    /** The SIP side of the server that this host belongs to; null without a {@link SipLifecycleListener}. */
    SipServer sipServer() {
        Server server = ((Engine) host.getParent()).getService().getServer();
        return server == null ? null : SipServer.of(server);
    }

    @Override
    protected void deployWARs(File appBase, String[] files) {
        if (files != null) {
            forgetMended(appBase);
            deploySars(appBase, files);
        }
        super.deployWARs(appBase, files);
    }

    @Override
    protected void deployApps(String name) {
        ContextName context = new ContextName(name, false);
        File sar = new File(host.getAppBaseFile(), context.getBaseName() + ".sar");
        if (sar.isFile() && !deploymentExists(context.getName())) {
            deploySar(context, sar);
        }
        File javax = legacy.named(context);
        if (javax != null && !deploymentExists(context.getName())) {
            deploySar(context, javax);
        }
        super.deployApps(name);
    }

    /** Applications for javax.servlet.sip are migrated and deployed from where they lie. */
    @Override
    protected void migrateLegacyApps() {
        super.migrateLegacyApps();
        forgetMended(host.getLegacyAppBaseFile());
        List<Future<?>> started = new ArrayList<>();
        for (File each : legacy.all()) {
            deployLater(LegacyApplications.name(each), each, started);
        }
        started.forEach(SipHostConfig::await);
    }

    /** Tomcat's own migration is for those without a SIP side. */
    @Override
    protected void migrateLegacyApp(File source, File destination) {
        if (!LegacyApplications.isSip(source)) {
            super.migrateLegacyApp(source, destination);
        }
    }

    private void deploySars(File appBase, String[] files) {
        List<Future<?>> started = new ArrayList<>();
        for (String each : files) {
            File file = new File(appBase, each);
            if (Sar.isSar(each) && file.isFile()) {
                deployLater(new ContextName(each.substring(0, each.length() - 4), false), file, started);
            }
        }
        started.forEach(SipHostConfig::await);
    }

    private void deployLater(ContextName name, File file, List<Future<?>> started) {
        if (!isBeingCopied(file) && !deploymentExists(name.getName()) && tryAddServiced(name.getName())) {
            started.add(host.getStartStopExecutor().submit(() -> deployServiced(name, file)));
        }
    }

    /** What lies there at the start is taken as it is; what comes later once nobody writes to it any more. */
    private boolean isBeingCopied(File file) {
        return host.getState() == LifecycleState.STARTED && !isSettled(FileStamp.of(file));
    }

    private void deployServiced(ContextName name, File file) {
        try {
            deploySar(name, file);
        } finally {
            removeServiced(name.getName());
        }
    }

    private static void await(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.log(Level.SEVERE, "A SAR could not be deployed", e.getCause());
        }
    }

    @Override
    protected void deployWAR(ContextName name, File war) {
        if (Sar.isSip(war)) {
            deploySar(name, war);
        } else {
            super.deployWAR(name, war);
        }
    }

    /** The first deployment of an archive. */
    private void deploySar(ContextName name, File archive) {
        FileStamp stamp = FileStamp.of(archive);
        if (isRefused(archive, stamp)) {
            return;
        }
        try {
            SarDeployment sar = deployer.prepare(name, archive, stamp);
            start(sar);
            LOG.info("SIP application " + archive.getName() + " deployed");
        } catch (DeploymentException e) {
            refuse(name, archive, stamp, e.getMessage());
        }
    }

    private void start(SarDeployment sar) throws DeploymentException {
        deployer.start(sar);
        DeployedApplication application = new DeployedApplication(sar.name().getName(), false);
        deployed.put(sar.name().getName(), application);
        sars.put(sar.name().getName(), sar);
        mended(sar.archive());
    }

    @Override
    protected void deployDirectory(ContextName name, File directory) {
        File sipXml = new File(directory, Sar.SIP_XML);
        if (!sipXml.isFile()) {
            super.deployDirectory(name, directory);
            return;
        }
        FileStamp stamp = FileStamp.of(sipXml);
        if (isRefused(sipXml, stamp)) {
            return;
        }
        try {
            deployer.check(sipXml.toPath(), name.getBaseName() + "/" + Sar.SIP_XML, directory.toPath());
        } catch (DeploymentException e) {
            refuse(name, sipXml, stamp, e.getMessage());
            return;
        }
        super.deployDirectory(name, directory);
        deployed.get(name.getName()).reloadResources.put(sipXml.getAbsolutePath(), stamp.modified());
        mended(sipXml);
    }

    @Override
    protected void checkResources(DeployedApplication application, boolean evenIfYoung) {
        SarDeployment sar = sars.get(application.name);
        if (sar != null) {
            check(sar, evenIfYoung);
        } else if (!hasBrokenSipXml(application)) {
            super.checkResources(application, evenIfYoung);
        }
    }

    private void check(SarDeployment sar, boolean evenIfYoung) {
        File archive = sar.archive();
        FileStamp now = FileStamp.of(archive);
        if (!archive.exists()) {
            undeploy(sar);
        } else if (!now.equals(sar.stamp()) && (evenIfYoung || isSettled(now)) && !isRefused(archive, now)) {
            replace(sar, now);
        }
    }

    private static boolean isSettled(FileStamp stamp) {
        return stamp.modified() + SETTLED_MILLIS < System.currentTimeMillis();
    }

    private void undeploy(SarDeployment sar) {
        remove(sar);
        deployer.delete(sar.directory());
        LOG.info("SIP application " + sar.archive().getName() + " undeployed");
    }

    private void remove(SarDeployment sar) {
        deployer.stop(sar);
        deployed.remove(sar.name().getName());
        sars.remove(sar.name().getName());
    }

    private void replace(SarDeployment old, FileStamp stamp) {
        SarDeployment fresh;
        try {
            fresh = deployer.prepare(old.name(), old.archive(), stamp);
        } catch (DeploymentException e) {
            refuse(old.name(), old.archive(), stamp, e.getMessage() + "; the old deployment keeps running");
            return;
        }
        remove(old);
        try {
            start(fresh);
            deployer.delete(old.directory());
            LOG.info("SIP application " + old.archive().getName() + " redeployed");
        } catch (DeploymentException e) {
            refuse(old.name(), old.archive(), stamp, e.getMessage() + "; the old deployment is started again");
            restore(old);
        }
    }

    private void restore(SarDeployment old) {
        try {
            deployer.start(old);
            deployed.put(old.name().getName(), new DeployedApplication(old.name().getName(), false));
            sars.put(old.name().getName(), old);
        } catch (DeploymentException e) {
            LOG.severe(e.getMessage());
            deployer.delete(old.directory());
        }
    }

    private boolean hasBrokenSipXml(DeployedApplication application) {
        for (Map.Entry<String, Long> each : application.reloadResources.entrySet()) {
            File file = new File(each.getKey());
            if (each.getKey().endsWith(Sar.SIP_XML) && file.isFile() && file.lastModified() != each.getValue()
                    && isBroken(application, file)) {
                return true;
            }
        }
        return false;
    }

    private boolean isBroken(DeployedApplication application, File sipXml) {
        FileStamp stamp = FileStamp.of(sipXml);
        if (isRefused(sipXml, stamp)) {
            return true;
        }
        ContextName name = new ContextName(application.name, false);
        try {
            deployer.check(sipXml.toPath(), name.getBaseName() + "/" + Sar.SIP_XML,
                    sipXml.toPath().getParent().getParent());
            mended(sipXml);
            return false;
        } catch (DeploymentException e) {
            refuse(name, sipXml, stamp, e.getMessage() + "; the old deployment keeps running");
            return true;
        }
    }

    private synchronized boolean isRefused(File file, FileStamp stamp) {
        return stamp.equals(refused.get(file));
    }

    private void refuse(ContextName name, File file, FileStamp stamp, String reason) {
        synchronized (this) {
            refused.put(file, stamp);
        }
        SipServer server = sipServer();
        String line = "SIP application " + name.getBaseName() + ": " + reason;
        if (server == null) {
            LOG.severe(line);
        } else {
            server.failed(file.getPath(), line);
        }
    }

    private void mended(File file) {
        synchronized (this) {
            refused.remove(file);
        }
        SipServer server = sipServer();
        if (server != null) {
            server.mended(file.getPath());
        }
    }

    /** What was refused and is gone now is no failure any more. */
    private synchronized void forgetMended(File appBase) {
        for (Iterator<File> files = refused.keySet().iterator(); files.hasNext();) {
            File file = files.next();
            if (!file.exists() && file.toPath().startsWith(appBase.toPath())) {
                files.remove();
                SipServer server = sipServer();
                if (server != null) {
                    server.mended(file.getPath());
                }
            }
        }
    }
}
