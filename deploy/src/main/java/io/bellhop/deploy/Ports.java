package io.bellhop.deploy;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.UnknownHostException;

/**
 * Tries the ports before anything else is started, so that the usual mistake is told at once and in plain words. A port
 * that somebody takes in between, and those of an edited {@code server.xml}, are found by {@link StartCheck}.
 */
final class Ports {

    private Ports() {
    }

    static void check(ServerOptions options) throws StartException {
        InetAddress address;
        try {
            address = InetAddress.getByName(options.bind());
        } catch (UnknownHostException e) {
            throw new StartException("--bind " + options.bind() + " is not an address of this machine", e);
        }
        if (options.sipPort() == options.httpPort()) {
            throw new StartException("SIP over TCP and HTTP can't both have port " + options.sipPort());
        }
        try (DatagramSocket udp = new DatagramSocket(null)) {
            udp.setReuseAddress(false);
            udp.bind(new InetSocketAddress(address, options.sipPort()));
        } catch (SocketException e) {
            throw taken("SIP over UDP", options.sipPort(), options, e);
        }
        checkTcp("SIP over TCP", address, options.sipPort(), options);
        checkTcp("HTTP", address, options.httpPort(), options);
    }

    private static void checkTcp(String use, InetAddress address, int port, ServerOptions options)
            throws StartException {
        try (ServerSocket tcp = new ServerSocket()) {
            // As Tomcat and Netty do it: connections of an earlier server that are in TIME_WAIT are no obstacle.
            tcp.setReuseAddress(true);
            tcp.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw taken(use, port, options, e);
        }
    }

    private static StartException taken(String use, int port, ServerOptions options, IOException e) {
        String what = "port " + port + " for " + use + " on " + options.bind();
        if (e instanceof BindException && String.valueOf(e.getMessage()).contains("in use")) {
            return new StartException(what + " is in use by another program", e);
        }
        return new StartException(what + " can't be had: " + e.getMessage(), e);
    }
}
