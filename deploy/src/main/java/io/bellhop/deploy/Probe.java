package io.bellhop.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Asks a SIP port for its capabilities (RFC 3261 section 11) the way a stranger would: any final response shows that
 * the server answers requests.
 */
final class Probe {

    private static final Logger LOG = System.getLogger(Probe.class.getPackageName());
    private static final int TRIES = 20;
    private static final int PATIENCE_MS = 250;

    private final InetAddress address;
    private final int port;

    Probe(String bind, int port) throws IOException {
        InetAddress bound = InetAddress.getByName(bind);
        this.address = bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
        this.port = port;
    }

    /** {@return whether a final response came over UDP} Waits up to five seconds. */
    boolean udp() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address, 0))) {
            socket.setSoTimeout(PATIENCE_MS);
            byte[] request = options("UDP", socket.getLocalPort());
            byte[] buffer = new byte[65536];
            for (int i = 0; i < TRIES; i++) {
                socket.send(new DatagramPacket(request, request.length, address, port));
                try {
                    DatagramPacket answer = new DatagramPacket(buffer, buffer.length);
                    socket.receive(answer);
                    if (isFinal(new String(buffer, 0, answer.getLength(), StandardCharsets.ISO_8859_1))) {
                        return true;
                    }
                } catch (SocketTimeoutException e) {
                    LOG.log(Level.DEBUG, "no answer yet, asked again as by Timer E (RFC 3261 section 17.1.2.2)");
                }
            }
            return false;
        }
    }

    /** {@return whether a final response came over TCP} Waits up to five seconds. */
    boolean tcp() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), TRIES * PATIENCE_MS);
            socket.setSoTimeout(TRIES * PATIENCE_MS);
            socket.getOutputStream().write(options("TCP", socket.getLocalPort()));
            InputStream in = socket.getInputStream();
            byte[] start = in.readNBytes("SIP/2.0 200".length());
            return isFinal(new String(start, StandardCharsets.ISO_8859_1));
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private byte[] options(String transport, int localPort) {
        String host = address.getHostAddress();
        String us = host.indexOf(':') < 0 ? host : "[" + host + "]";
        String random = Long.toHexString(ThreadLocalRandom.current().nextLong()).toLowerCase(Locale.ROOT);
        return ("OPTIONS sip:" + us + ":" + port + ";transport=" + transport.toLowerCase(Locale.ROOT) + " SIP/2.0\r\n"
                + "Via: SIP/2.0/" + transport + " " + us + ":" + localPort + ";rport;branch=z9hG4bK" + random + "\r\n"
                + "Max-Forwards: 0\r\n"
                + "From: <sip:launcher@" + us + ":" + localPort + ">;tag=" + random + "\r\n"
                + "To: <sip:" + us + ":" + port + ">\r\n"
                + "Call-ID: " + random + "@" + us + "\r\n"
                + "CSeq: 1 OPTIONS\r\n"
                + "Contact: <sip:" + us + ":" + localPort + ";transport=" + transport.toLowerCase(Locale.ROOT) + ">\r\n"
                + "Content-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean isFinal(String answer) {
        return answer.startsWith("SIP/2.0 ") && answer.length() > 8 && answer.charAt(8) > '1' && answer.charAt(8) < '7';
    }
}
