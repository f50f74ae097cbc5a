package io.bellhop.sip.transport.io;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.Via;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.ListeningPoint;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A flow that knows its peer's address as text, so that marking a request with it costs no formatting. */
public abstract class PeerFlow implements Flow {
    private final ListeningPoint point;
    private final InetSocketAddress remote;
    /** The address without brackets. */
    private final String address;

    /** @param remote resolved */
    protected PeerFlow(ListeningPoint point, InetSocketAddress remote) {
        this.point = point;
        this.remote = remote;
        address = NetUtil.toAddressString(remote.getAddress());
    }

    @Override
    public final ListeningPoint point() {
        return point;
    }

    @Override
    public final InetSocketAddress remote() {
        return remote;
    }

    /**
     * Marks a request with where it really came from. RFC 3261 18.2.1: "If the host portion of the sent-by parameter
     * contains a domain name, or if it contains an IP address that differs from the packet source address, the server
     * MUST add a received parameter". RFC 3581 4: where rport is asked for, both are put in. A received that the sender
     * wrote itself is never believed.
     */
    public final void markSource(SipRequest request) {
        Via via = request.topVia();
        if (via == null) {
            return;
        }
        boolean rport = via.hasRport();
        if (rport || via.received() != null || !isAt(via.host())) {
            Slice marked = via.with(address, rport ? remote.getPort() : -1);
            request.replaceFirst(StandardHeader.VIA, marked);
        }
    }

    /** Whether the host of a sent-by is this peer's address. */
    private boolean isAt(Slice host) {
        if (host.equalsIgnoreCase(address)) {
            return true;
        }
        if (host.isEmpty() || host.at(0) != '[') {
            return false;
        }
        // the same IPv6 address has many spellings
        InetAddress literal = NetUtil.createInetAddressFromIpAddressString(host.toString());
        return literal != null && literal.equals(remote.getAddress());
    }

    @Override
    public final String toString() {
        return transport() + " " + NetUtil.toSocketAddressString(remote);
    }
}
