package io.bellhop.container.router;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reads the router's file again when it has changed, on a thread of its own. Where the new one is wrong or gone, the
 * former rules stay.
 */
final class DarWatch {
    private static final Logger LOG = Logger.getLogger(DarWatch.class.getPackageName());
    private static final long SECOND = 1_000;

    /** What tells one version of a file from the next. */
    private record Stamp(Object modified, long size, Object key) {}

    /** Reads the file. */
    interface Reload {
        void from(Path file) throws IOException;
    }

    private final Path file;
    private final Reload reload;
    private Stamp loaded;
    private Stamp seen;
    private ScheduledExecutorService thread;

    /** A watch of that file as it is now; it need not exist. */
    DarWatch(Path file, Reload reload) {
        this.file = file;
        this.reload = reload;
        loaded = stamp();
        seen = loaded;
    }

    void start() {
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "bellhop-dar");
            made.setDaemon(true);
            return made;
        });
        thread.scheduleWithFixedDelay(this::look, SECOND, SECOND, TimeUnit.MILLISECONDS);
    }

    void stop() {
        if (thread != null) {
            thread.shutdownNow();
        }
    }

    /** Loads the file if it has changed, and did not change any more since the last look: it may be half written. */
    synchronized void look() {
        Stamp now = stamp();
        boolean still = now != null && now.equals(seen);
        seen = now;
        if (!still || now.equals(loaded)) {
            return;
        }
        loaded = now;
        try {
            reload.from(file);
            LOG.log(Level.INFO, "The application router has read {0} again", file);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "The application router goes on with its former rules: {0}", e.getMessage());
        }
    }

    private Stamp stamp() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException e) {
            // there is none at this moment
            return null;
        }
    }
}
