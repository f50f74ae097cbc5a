package io.bellhop.deploy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;

/** Ports of the loopback interface that nobody has at the moment. */
final class FreePorts {

    private static final int TRIES = 100;

    private FreePorts() {
    }

    static int tcp() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** {@return a port that is free for UDP and TCP} */
    static int sip() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = tcp();
            try (DatagramSocket socket = new DatagramSocket(null)) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (SocketException taken) {
                if (i == TRIES - 1) {
                    throw taken;
                }
            }
        }
        throw new IOException("no port is free");
    }
}
