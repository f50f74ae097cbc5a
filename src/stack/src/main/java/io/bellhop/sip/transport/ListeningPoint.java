package io.bellhop.sip.transport;

import java.net.InetSocketAddress;

/**
 * Where we listen.
 *
 * @param transport over what
 * @param address the bound address and port
 * @param sentBy what we write in Via and Record-Route: host, or host:port; an IPv6 host in brackets
 */
public record ListeningPoint(Transport transport, InetSocketAddress address, String sentBy) {}
