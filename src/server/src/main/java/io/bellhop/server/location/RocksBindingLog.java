package io.bellhop.server.location;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/**
 * Bindings in RocksDB, one record an address. A put is an append to its write-ahead log: the operating system has it
 * when {@link #put} returns, so the end of the process loses nothing; with {@code sync} the disk has it too, at the
 * price of a disk flush a put. One thread at a time is let in, which RocksDB's single writer would see to anyway.
 */
public final class RocksBindingLog implements BindingLog {

    private static final Logger LOG = Logger.getLogger(RocksBindingLog.class.getPackageName());
    private static final long MEMTABLE_BYTES = 8L << 20;

    private final Path directory;
    private final RecordWriter record = new RecordWriter();
    private final Options options;
    private final WriteOptions writing;
    private final RocksDB db;
    private boolean closed;

    private RocksBindingLog(Path directory, Options options, WriteOptions writing, RocksDB db) {
        this.directory = directory;
        this.options = options;
        this.writing = writing;
        this.db = db;
    }

    /**
     * Opens the directory and takes its lock.
     *
     * @param directory is made where missing
     * @param sync      whether a put waits for the disk
     * @return the log, to be closed
     * @throws IOException if it can't be made, can't be read, or another process has it open
     */
    public static RocksBindingLog open(Path directory, boolean sync) throws IOException {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            // the message of most of these is a path and no more
            throw new IOException("the directory " + directory + " of the bindings can't be made: " + e, e);
        }
        RocksLibrary.load(directory);
        Options options = options();
        WriteOptions writing = new WriteOptions().setSync(sync);
        try {
            return new RocksBindingLog(directory, options, writing, RocksDB.open(options, directory.toString()));
        } catch (RocksDBException e) {
            writing.close();
            options.close();
            throw new IOException("the bindings in " + directory + " can't be opened: " + e.getMessage(), e);
        }
    }

    private static Options options() {
        return new Options()
                .setCreateIfMissing(true)
                .setWriteBufferSize(MEMTABLE_BYTES)
                .setMaxBackgroundJobs(2)
                .setAllowConcurrentMemtableWrite(false)
                .setInplaceUpdateSupport(true)
                .setEnableWriteThreadAdaptiveYield(false)
                .setCompressionType(CompressionType.NO_COMPRESSION)
                .setMaxOpenFiles(64)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(2);
    }

    @Override
    public synchronized void put(String aor, Bindings bindings) throws IOException {
        mustBeOpen();
        byte[] key = aor.getBytes(StandardCharsets.UTF_8);
        BindingCodec.encode(bindings, record.clear());
        try {
            db.put(writing, key, 0, key.length, record.array(), 0, record.length());
        } catch (RocksDBException e) {
            throw new IOException("RocksDB did not take the bindings of " + aor + ": " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void remove(String aor) throws IOException {
        mustBeOpen();
        try {
            db.delete(writing, aor.getBytes(StandardCharsets.UTF_8));
        } catch (RocksDBException e) {
            throw new IOException("RocksDB did not remove the bindings of " + aor + ": " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void load(BiConsumer<String, Bindings> reader) throws IOException {
        mustBeOpen();
        try (RocksIterator records = db.newIterator()) {
            for (records.seekToFirst(); records.isValid(); records.next()) {
                read(records.key(), records.value(), reader);
            }
            records.status();
        } catch (RocksDBException e) {
            throw new IOException("the bindings in " + directory + " can't be read: " + e.getMessage(), e);
        }
    }

    private void read(byte[] key, byte[] value, BiConsumer<String, Bindings> reader) {
        String aor = new String(key, StandardCharsets.UTF_8);
        try {
            Bindings bindings = BindingCodec.decode(value);
            if (!bindings.isEmpty()) {
                reader.accept(aor, bindings);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The bindings of {0} in {1} are passed over: {2}",
                    new Object[] {aor, directory, e.getMessage()});
        }
    }

    /** A closed database must never be called: RocksDB would follow a pointer to memory that is gone. */
    private void mustBeOpen() throws IOException {
        if (closed) {
            throw new IOException("the bindings in " + directory + " are closed");
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            db.close();
            writing.close();
            options.close();
        }
    }
}
