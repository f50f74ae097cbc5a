package io.bellhop.deploy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

class PortsTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void free_ports_are_no_trouble() throws IOException {
        assertThatCode(() -> Ports.check(options(FreePorts.sip(), FreePorts.tcp(), "127.0.0.1")))
                .doesNotThrowAnyException();
    }

    @Test
    void a_udp_port_in_use_is_told() throws IOException {
        int http = FreePorts.tcp();
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
            assertThatThrownBy(() -> Ports.check(options(taken.getLocalPort(), http, "127.0.0.1")))
                    .isInstanceOf(StartException.class)
                    .hasMessage("port " + taken.getLocalPort() + " for SIP over UDP on 127.0.0.1 is in use by another"
                            + " program");
        }
    }

    @Test
    void a_tcp_port_in_use_is_told_whichever_it_is() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
            int port = taken.getLocalPort();
            int other = FreePorts.sip();
            assertThatThrownBy(() -> Ports.check(options(port, other, "127.0.0.1")))
                    .hasMessageStartingWith("port " + port + " for SIP over TCP");
            assertThatThrownBy(() -> Ports.check(options(other, port, "127.0.0.1")))
                    .hasMessageStartingWith("port " + port + " for HTTP");
        }
    }

    @Test
    void the_same_port_twice_is_refused() throws IOException {
        int port = FreePorts.sip();
        assertThatThrownBy(() -> Ports.check(options(port, port, "127.0.0.1")))
                .hasMessage("SIP over TCP and HTTP can't both have port " + port);
    }

    /** RFC 5737: 192.0.2.0/24 is nobody's address. */
    @Test
    void an_address_of_another_machine_is_refused() throws IOException {
        int sip = FreePorts.sip();
        int http = FreePorts.tcp();
        assertThatThrownBy(() -> Ports.check(options(sip, http, "192.0.2.1")))
                .isInstanceOf(StartException.class).hasMessageContaining("on 192.0.2.1 can't be had");
    }

    private static ServerOptions options(int sip, int http, String bind) {
        return new ServerOptions(Path.of("/home"), Path.of("/dist"), sip, http, bind, null, null);
    }
}
