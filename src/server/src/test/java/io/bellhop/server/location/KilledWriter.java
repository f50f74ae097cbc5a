package io.bellhop.server.location;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** The program that {@link RocksBindingLogTest} kills: binds user after user, and tells each one that is bound. */
public final class KilledWriter {

    private KilledWriter() {
    }

    public static void main(String[] arguments) throws IOException {
        OutputStream told = System.out;
        BindingLog log = RocksBindingLog.open(Path.of(arguments[0]), false);
        for (int user = 0; ; user++) {
            log.put("user" + user, RocksBindingLogTest.bindings(user));
            told.write(("user" + user + "\n").getBytes());
            told.flush();
        }
    }
}
