package io.bellhop.sip.locate;

import io.bellhop.sip.loop.SipLoop;
import io.bellhop.sip.transport.io.NettyLoop;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.HostsFileEntriesResolver;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Host names by the hosts file and by DNS, asked on the loop itself. Each loop has its own sockets and its own
 * cache, so nothing is shared between them. Both families are asked for, IPv4 first.
 */
public final class DnsNames implements NameResolver, AutoCloseable {
    /** CNAMEs and name servers followed for one name. */
    private static final int MOST_QUERIES = 16;
    /** For so many names at a time, calls that ask for the same one share the query. */
    private static final int SHARED_QUERIES = 256;

    private final DnsSettings settings;
    private final DnsNameResolver[] resolvers;

    /** Reads the machine's own configuration, which may block: not on a loop. @param loops those that will ask */
    public DnsNames(DnsSettings settings, List<NettyLoop> loops) {
        this.settings = settings;
        resolvers = new DnsNameResolver[loops.size()];
        for (NettyLoop loop : loops) {
            resolvers[loop.index()] = resolver(loop.eventLoop());
        }
    }

    private DnsNameResolver resolver(EventLoop loop) {
        return new DnsNameResolverBuilder(loop)
                .datagramChannelType(NioDatagramChannel.class)
                .socketChannelType(NioSocketChannel.class)
                .nameServerProvider(settings.servers().isEmpty() ? DnsServerAddressStreamProviders.platformDefault()
                        : new SequentialDnsServerAddressStreamProvider(
                                settings.servers().toArray(InetSocketAddress[]::new)))
                .hostsFileEntriesResolver(HostsFileEntriesResolver.DEFAULT)
                .resolvedAddressTypes(settings.ipv6() ? ResolvedAddressTypes.IPV4_PREFERRED
                        : ResolvedAddressTypes.IPV4_ONLY)
                // with a failed IPv4 hop the IPv6 ones must still be there
                .completeOncePreferredResolved(false)
                .consolidateCacheSize(SHARED_QUERIES)
                .queryTimeoutMillis(settings.queryMillis())
                .maxQueriesPerResolve(MOST_QUERIES)
                .ttl(0, settings.longestTtl())
                .negativeTtl(settings.negativeTtl())
                // names in SIP URIs are whole: the machine's search list would lead a typing error elsewhere
                .searchDomains(List.of())
                .ndots(1)
                .build();
    }

    @Override
    public void resolve(String name, SipLoop loop, Answer answer) {
        Future<List<InetAddress>> found = resolvers[loop.index()].resolveAll(name);
        if (found.isDone()) {
            tell(name, found, answer);
        } else {
            found.addListener(done -> tell(name, found, answer));
        }
    }

    private static void tell(String name, Future<List<InetAddress>> found, Answer answer) {
        if (found.isSuccess()) {
            answer.resolved(found.getNow(), found.getNow().isEmpty() ? "No address for " + name : null);
        } else {
            answer.resolved(List.of(), "No address for " + name + ": " + found.cause().getMessage());
        }
    }

    /** Ends what is being asked. Any thread, before the loops are closed. */
    @Override
    public void close() {
        for (DnsNameResolver resolver : resolvers) {
            resolver.close();
        }
    }
}
