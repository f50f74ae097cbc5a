package io.bellhop.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** Tells whether a file is still what it was: its size and CRC-32. Enough against edits, not against an adversary. */
final class Fingerprint {

    private static final int BLOCK = 1 << 16;

    private Fingerprint() {
    }

    static String of(Path file) throws IOException {
        CRC32 crc = new CRC32();
        byte[] block = new byte[BLOCK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                crc.update(block, 0, n);
            }
        }
        return Files.size(file) + "-" + Long.toHexString(crc.getValue());
    }
}
