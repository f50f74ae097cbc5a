package io.bellhop.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

class ProbeTest {

    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    /** RFC 3261 section 13.2.2.1: a provisional response is not the last word. */
    @Test
    void a_final_response_is_waited_for_over_udp() throws Exception {
        try (DatagramSocket server = new DatagramSocket(ANY)) {
            Thread answering = answer(server, "SIP/2.0 100 Trying\r\n\r\n", "SIP/2.0 401 Unauthorized\r\n\r\n");
            assertThat(new Probe("127.0.0.1", server.getLocalPort()).udp()).isTrue();
            answering.join();
        }
        assertThat(asked).hasSize(2);
        assertThat(asked.get(0)).startsWith("OPTIONS sip:127.0.0.1:").endsWith("\r\n\r\n")
                .contains("\r\nVia: SIP/2.0/UDP 127.0.0.1:", ";branch=z9hG4bK", "\r\nMax-Forwards: 0\r\n",
                        "\r\nCSeq: 1 OPTIONS\r\n");
    }

    @Test
    void silence_is_told() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(ANY)) {
            assertThat(new Probe("127.0.0.1", silent.getLocalPort()).udp()).isFalse();
        }
    }

    @Test
    void a_final_response_is_waited_for_over_tcp() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> {
                try (Socket peer = server.accept()) {
                    asked.add(new String(peer.getInputStream().readNBytes(7), StandardCharsets.US_ASCII));
                    peer.getOutputStream().write("SIP/2.0 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    asked.add(e.toString());
                }
            });
            answering.start();
            assertThat(new Probe("0.0.0.0", server.getLocalPort()).tcp()).isTrue();
            answering.join();
        }
        assertThat(asked).containsExactly("OPTIONS");
    }

    private Thread answer(DatagramSocket server, String... answers) {
        Thread thread = new Thread(() -> {
            try {
                for (String answer : answers) {
                    DatagramPacket request = new DatagramPacket(new byte[4096], 4096);
                    server.receive(request);
                    asked.add(new String(request.getData(), 0, request.getLength(), StandardCharsets.US_ASCII));
                    byte[] bytes = answer.getBytes(StandardCharsets.US_ASCII);
                    server.send(new DatagramPacket(bytes, bytes.length, request.getSocketAddress()));
                }
            } catch (IOException e) {
                asked.add(e.toString());
            }
        });
        thread.start();
        return thread;
    }
}
