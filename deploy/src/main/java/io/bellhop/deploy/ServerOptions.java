package io.bellhop.deploy;

import java.nio.file.Path;

/**
 * What one server is started with.
 *
 * @param home         where conf, logs, data, temp and webapps live; absolute
 * @param distribution where the packaged conf and webapps are; absolute, may be the home itself
 * @param sipPort      the port of SIP over UDP and TCP, 1 to 65535
 * @param httpPort     the port of HTTP, 1 to 65535
 * @param bind         the address that the connectors listen on
 * @param routes       the file to be the SAR's sip.xml, or null for the SAR as it is
 * @param readyFile    where to tell that the server is ready, or null for the standard output
 */
record ServerOptions(Path home, Path distribution, int sipPort, int httpPort, String bind, Path routes,
        Path readyFile) {

    /** What Tomcat and {@code conf/server.xml} read as {@code ${...}}. */
    void toSystemProperties() {
        System.setProperty("catalina.home", home.toString());
        System.setProperty("catalina.base", home.toString());
        System.setProperty("java.io.tmpdir", home.resolve("temp").toString());
        System.setProperty("bellhop.home", home.toString());
        System.setProperty("bellhop.sip.port", String.valueOf(sipPort));
        System.setProperty("bellhop.http.port", String.valueOf(httpPort));
        System.setProperty("bellhop.bind", bind);
    }
}
