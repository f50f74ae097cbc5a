package io.bellhop.deploy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * One server a home: holds a lock as long as the process lives, and keeps {@code HOME/temp/bellhop.state}, which tells
 * the launcher's {@code status} and {@code stop} the process and its ports.
 */
final class HomeLock implements AutoCloseable {

    private final FileChannel channel;
    private final FileLock lock;
    private final Path state;

    private HomeLock(FileChannel channel, FileLock lock, Path state) {
        this.channel = channel;
        this.lock = lock;
        this.state = state;
    }

    /**
     * Takes the home for this process.
     *
     * @throws StartException if another server runs in this home, or the home can't be written
     */
    static HomeLock take(Path home) throws StartException {
        try {
            Path temp = Files.createDirectories(home.resolve("temp"));
            FileChannel channel = FileChannel.open(temp.resolve("bellhop.lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new StartException("a server is running in " + home + " already");
            }
            return new HomeLock(channel, lock, temp.resolve("bellhop.state"));
        } catch (IOException e) {
            throw new StartException("the home directory " + home + " can't be used: " + e, e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Tells what this process is doing: {@code starting} or {@code running}. */
    void tell(String phase, ServerOptions options) throws IOException {
        String text = "pid=" + ProcessHandle.current().pid() + "\nphase=" + phase + "\nsip_port=" + options.sipPort()
                + "\nhttp_port=" + options.httpPort() + "\nbind=" + options.bind() + "\n";
        Path written = Files.writeString(state.resolveSibling("bellhop.state.new"), text);
        Files.move(written, state, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(state);
        lock.release();
        channel.close();
    }
}
