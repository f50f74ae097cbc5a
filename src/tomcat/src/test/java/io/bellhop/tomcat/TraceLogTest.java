package io.bellhop.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.transport.Transport;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceLogTest {
    private static final String OPTIONS = """
            OPTIONS sip:server@127.0.0.1 SIP/2.0\r
            Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKtrace;rport\r
            Max-Forwards: 70\r
            From: <sip:tester@127.0.0.1>;tag=1\r
            To: <sip:server@127.0.0.1>\r
            Call-ID: trace\r
            CSeq: 1 OPTIONS\r
            Content-Length: 0\r
            \r
            """;

    @TempDir
    Path directory;

    private final BlockingQueue<LogRecord> records = new LinkedBlockingQueue<>();
    private final Logger logger = Logger.getLogger("bellhop.trace");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord each) {
            records.add(each);
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    @BeforeEach
    void listen() {
        handler.setLevel(Level.ALL);
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
        logger.setLevel(null);
    }

    /** Sends OPTIONS, which nobody answers but the container. @return the address it came from */
    private String ask(EmbeddedServer server) throws Exception {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            byte[] request = OPTIONS.getBytes(StandardCharsets.US_ASCII);
            socket.setSoTimeout(5_000);
            socket.send(new DatagramPacket(request, request.length, server.address(Transport.UDP)));
            socket.receive(new DatagramPacket(new byte[2_000], 2_000));
            return "127.0.0.1:" + socket.getLocalPort();
        }
    }

    @Test
    void whole_messages_are_written_with_direction_transport_and_addresses() throws Exception {
        logger.setLevel(Level.FINE);
        try (EmbeddedServer server = new EmbeddedServer(directory).listen(Transport.UDP, 0).start()) {
            String peer = ask(server);
            String own = "udp 127.0.0.1:" + server.address(Transport.UDP).getPort();

            assertThat(records.poll(5, TimeUnit.SECONDS).getMessage()).startsWith("received from udp " + peer + " at "
                    + own + ", " + OPTIONS.length() + " bytes").endsWith(OPTIONS);
            assertThat(records.poll(5, TimeUnit.SECONDS).getMessage()).startsWith("sent to udp " + peer + " at " + own)
                    .contains("SIP/2.0 404").contains("Call-ID: trace");
        }
    }

    @Test
    void nothing_is_written_unless_it_is_switched_on() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer(directory).listen(Transport.UDP, 0).start()) {
            ask(server);

            assertThat(records).isEmpty();
        }
    }
}
