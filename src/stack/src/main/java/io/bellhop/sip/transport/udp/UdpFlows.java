package io.bellhop.sip.transport.udp;

import java.net.InetSocketAddress;

/**
 * The flows of one socket to the peers heard of last, found by the peer's address; a flow that is pushed out is made
 * anew at need, so a stranger who sends from a million ports fills nothing. One thread.
 */
final class UdpFlows {
    private static final int SLOTS = 4096;

    private final UdpEndpoint endpoint;
    private final UdpFlow[] slots = new UdpFlow[SLOTS];

    UdpFlows(UdpEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    UdpFlow to(InetSocketAddress remote) {
        int hash = remote.hashCode();
        int slot = (hash ^ hash >>> 12) & SLOTS - 1;
        UdpFlow known = slots[slot];
        if (known != null && (known.remote() == remote || known.remote().equals(remote))) {
            return known;
        }
        UdpFlow made = new UdpFlow(endpoint, remote);
        slots[slot] = made;
        return made;
    }
}
