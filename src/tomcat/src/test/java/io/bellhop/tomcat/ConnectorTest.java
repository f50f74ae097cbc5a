package io.bellhop.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.sip.transport.Transport;
import java.io.StringReader;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Server;
import org.apache.catalina.startup.Catalina;
import org.apache.tomcat.util.digester.Digester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ConnectorTest {
    @TempDir
    Path directory;

    @Test
    void a_free_port_is_taken_and_told_and_freed_again() throws Exception {
        int port;
        try (EmbeddedServer server = new EmbeddedServer(directory).listen(Transport.UDP, 0).listen(Transport.TCP, 0)
                .start()) {
            port = server.address(Transport.TCP).getPort();
            assertThat(server.address(Transport.UDP).getPort()).isPositive();
            assertThat(server.server().isOpen()).isTrue();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
            }
        }
        try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(again.isBound()).isTrue();
        }
    }

    @Test
    void a_udp_port_in_use_fails_the_start_with_one_line() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                EmbeddedServer server = new EmbeddedServer(directory).listen(Transport.UDP, taken.getLocalPort())) {
            assertThatThrownBy(server::start).hasMessage("SIP connector udp 127.0.0.1:" + taken.getLocalPort()
                    + " can't be bound: UDP 127.0.0.1:" + taken.getLocalPort() + ": address already in use");
        }
    }

    @Test
    void a_tcp_port_in_use_fails_the_start_with_one_line() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                EmbeddedServer server = new EmbeddedServer(directory).listen(Transport.TCP, taken.getLocalPort())) {
            assertThatThrownBy(server::start)
                    .hasMessageContaining("SIP connector tcp 127.0.0.1:" + taken.getLocalPort() + " can't be bound");
        }
    }

    /** Reads a server.xml as Catalina does. */
    private static final class Xml extends Catalina {
        Server server(String text, Path base) throws Exception {
            Files.createDirectories(base.resolve("webapps"));
            Digester digester = createStartDigester();
            digester.push(this);
            digester.parse(new InputSource(new StringReader(text)));
            getServer().setCatalinaHome(base.toFile());
            getServer().setCatalinaBase(base.toFile());
            return getServer();
        }
    }

    @Test
    void connectors_of_server_xml_are_found_started_and_stopped() throws Exception {
        Server server = new Xml().server("""
                <Server port="-1">
                  <Listener className="io.bellhop.tomcat.SipLifecycleListener" loops="2" t1="100"/>
                  <Service name="sip">
                    <Connector protocol="io.bellhop.tomcat.SipProtocolHandler" port="0" transport="udp"
                               address="127.0.0.1" sentBy="sip.example.org"/>
                    <Connector protocol="io.bellhop.tomcat.SipProtocolHandler" port="0" transport="tcp"
                               address="127.0.0.1"/>
                    <Engine name="sip" defaultHost="localhost">
                      <Host name="localhost" appBase="webapps"/>
                    </Engine>
                  </Service>
                </Server>
                """, directory);
        TestArchive.sar("calls").writeTo(directory.resolve("webapps/calls.sar"));
        server.init();
        server.start();
        SipServer sip = SipServer.of(server);

        assertThat(sip.listeningPoints()).extracting(point -> point.transport())
                .containsExactly(Transport.UDP, Transport.TCP);
        assertThat(sip.listeningPoints().get(0).sentBy()).startsWith("sip.example.org");
        assertThat(sip.applications()).containsExactly("calls");
        assertThat(sip.failures()).isEmpty();
        assertThat(sip.isOpen()).isTrue();
        server.stop();
        assertThat(sip.listeningPoints()).isEmpty();
        server.start();
        assertThat(sip.listeningPoints()).hasSize(2);
        assertThat(sip.applications()).containsExactly("calls");
        server.stop();
        server.destroy();
        assertThat(sip.listeningPoints()).isEmpty();
    }

    @Test
    void a_connector_without_the_listener_says_what_is_missing() throws Exception {
        Server server = new Xml().server("""
                <Server port="-1">
                  <Service name="sip">
                    <Connector protocol="io.bellhop.tomcat.SipProtocolHandler" port="0" throwOnFailure="true"/>
                  </Service>
                </Server>
                """, directory);

        assertThatThrownBy(server::init).rootCause()
                .hasMessageContaining("<Listener className=\"io.bellhop.tomcat.SipLifecycleListener\"/>");
    }

    @Test
    void an_unknown_transport_is_refused() throws LifecycleException {
        SipProtocolHandler handler = new SipProtocolHandler();
        handler.attach(new SipServer(FakeEngine::new));
        handler.setPort(0);
        for (String each : List.of("sctp", "")) {
            handler.setTransport(each);
            assertThatThrownBy(handler::init).hasMessageContaining("udp or tcp was expected");
        }
    }
}
