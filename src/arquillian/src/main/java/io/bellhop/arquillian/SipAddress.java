package io.bellhop.arquillian;

import java.net.InetSocketAddress;

/**
 * Where the container under test listens; injected by {@code @ArquillianResource}.
 *
 * @param udp SIP over UDP
 * @param tcp SIP over TCP
 * @param httpPort HTTP, on the same address
 */
public record SipAddress(InetSocketAddress udp, InetSocketAddress tcp, int httpPort) {}
