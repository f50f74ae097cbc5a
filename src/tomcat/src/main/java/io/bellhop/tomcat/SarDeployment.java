package io.bellhop.tomcat;

import java.io.File;
import java.nio.file.Path;
import org.apache.catalina.util.ContextName;

/**
 * An archive that was deployed.
 *
 * @param name its context
 * @param archive the file in webapps
 * @param stamp of the file when it was unpacked
 * @param directory where it was unpacked; the application runs from there, whatever becomes of the file
 */
record SarDeployment(ContextName name, File archive, FileStamp stamp, Path directory) {}
