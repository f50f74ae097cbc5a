package io.bellhop.sip.locate;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * How host names are asked for.
 *
 * @param servers name servers in the order to be asked; empty for the machine's own
 * @param queryMillis how long one query to one server may take, ms
 * @param ipv6 whether AAAA records are asked for too
 * @param longestTtl for how long an answer is kept at most, seconds, whatever its TTL
 * @param negativeTtl for how long it is remembered that a name has no address, seconds
 */
public record DnsSettings(List<InetSocketAddress> servers, int queryMillis, boolean ipv6, int longestTtl,
        int negativeTtl) {
    public static final DnsSettings DEFAULT = new DnsSettings(List.of(), 2_000, true, 86_400, 10);
}
