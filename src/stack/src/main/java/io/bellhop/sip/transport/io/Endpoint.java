package io.bellhop.sip.transport.io;

import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.ListeningPoint;
import io.netty.util.concurrent.Future;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A listening point that is bound, of any transport. */
public interface Endpoint {
    ListeningPoint point();

    /** Begins to read or to accept. Any thread; done when the future is. */
    Future<?> start();

    /** Takes nothing more in, sends what waits as far as it goes, and closes. Any thread; done when the future is. */
    Future<?> stop();

    /** The connection to that peer that is open or being opened, or null. On a loop. */
    Flow existing(InetSocketAddress remote);

    /** A flow to that peer, whom it {@link #reaches}. Never blocks. On a loop. */
    Flow flow(InetSocketAddress remote);

    /**
     * Whether a peer of that address family can be reached from here: IPv4 from an IPv4 address and from the IPv6
     * wildcard, which stands for both; IPv6 from any IPv6 address.
     */
    default boolean reaches(InetSocketAddress remote) {
        InetAddress local = point().address().getAddress();
        InetAddress peer = remote.getAddress();
        if (peer == null) {
            return false;
        }
        boolean sameFamily = local instanceof Inet4Address == peer instanceof Inet4Address;
        return sameFamily || !(local instanceof Inet4Address) && local.isAnyLocalAddress();
    }
}
