package io.bellhop.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.transport.Transport;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing of an application stays in the real container once it is gone. */
class UndeploymentTest {
    private static final String OPTIONS = """
            OPTIONS sip:server@127.0.0.1 SIP/2.0\r
            Via: SIP/2.0/UDP 127.0.0.1:%d;branch=z9hG4bK1;rport\r
            Max-Forwards: 70\r
            From: <sip:tester@127.0.0.1>;tag=1\r
            To: <sip:server@127.0.0.1>\r
            Call-ID: undeployment\r
            CSeq: 1 OPTIONS\r
            Content-Length: 0\r
            \r
            """;

    @TempDir
    Path directory;

    private static String answer(InetSocketAddress server) throws Exception {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            byte[] request = OPTIONS.formatted(socket.getLocalPort()).getBytes(StandardCharsets.US_ASCII);
            socket.setSoTimeout(5_000);
            socket.send(new DatagramPacket(request, request.length, server));
            DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
            socket.receive(packet);
            return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void the_class_loader_of_an_application_that_had_a_request_is_gone_after_undeployment() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer(directory.resolve("server")).listen(Transport.UDP, 0).start()) {
            server.deploy(TestArchive.sar("calls").writeTo(directory.resolve("calls.sar")));
            assertThat(answer(server.address(Transport.UDP))).startsWith("SIP/2.0 ");
            ReferenceQueue<ClassLoader> queue = new ReferenceQueue<>();
            WeakReference<ClassLoader> loader =
                    new WeakReference<>(server.context("calls").getLoader().getClassLoader(), queue);

            server.undeploy("calls.sar");

            for (int i = 0; i < 100 && !loader.refersTo(null); i++) {
                System.gc();
                queue.remove(100);
            }
            assertThat(loader.refersTo(null)).isTrue();
        }
    }
}
