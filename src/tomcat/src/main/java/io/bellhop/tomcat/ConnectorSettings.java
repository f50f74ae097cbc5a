package io.bellhop.tomcat;

import io.bellhop.sip.transport.Transport;
import java.net.InetSocketAddress;
import java.util.Locale;

/**
 * What one SIP connector asks for.
 *
 * @param transport over what
 * @param address where; port 0 takes a free one
 * @param sentBy host or host:port for Via and Record-Route, or null: the bound address
 */
record ConnectorSettings(Transport transport, InetSocketAddress address, String sentBy) {
    /** As a log line names it: {@code udp 127.0.0.1:5060}. */
    String name() {
        return name(transport, address);
    }

    static String name(Transport transport, InetSocketAddress address) {
        String host = address.getAddress() == null ? address.getHostString() : address.getAddress().getHostAddress();
        String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return transport.name().toLowerCase(Locale.ROOT) + " " + shown + ":" + address.getPort();
    }
}
