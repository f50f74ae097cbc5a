package io.bellhop.tomcat;

import java.io.File;

/**
 * What tells that a file was replaced: written anew, or another one moved into its place.
 *
 * @param modified milliseconds since 1970; 0: there is no file
 * @param bytes its length
 */
record FileStamp(long modified, long bytes) {
    static FileStamp of(File file) {
        return new FileStamp(file.lastModified(), file.length());
    }
}
