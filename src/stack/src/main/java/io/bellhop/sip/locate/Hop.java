package io.bellhop.sip.locate;

import io.bellhop.sip.transport.Transport;
import java.net.InetSocketAddress;

/** One address to try (RFC 3263): resolved. */
public record Hop(Transport transport, InetSocketAddress address) {}
