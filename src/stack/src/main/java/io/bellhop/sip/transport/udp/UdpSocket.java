package io.bellhop.sip.transport.udp;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

/** Opens datagram sockets as a SIP server needs them. */
public final class UdpSocket {
    /** A burst of some ten thousand messages: the kernel's usual 200 KB lose calls under load. */
    private static final int BUFFER_BYTES = 4 << 20;

    private static final Logger LOG = Logger.getLogger(UdpSocket.class.getPackageName());
    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private UdpSocket() {}

    /**
     * Opens and binds a socket that does not block.
     *
     * @param address where; port 0 for any
     * @throws IOException if it is taken or not ours
     */
    public static DatagramChannel open(InetSocketAddress address) throws IOException {
        boolean ipv4 = address.getAddress() instanceof Inet4Address;
        DatagramChannel channel = DatagramChannel.open(
                ipv4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        try {
            channel.configureBlocking(false);
            enlarge(channel, StandardSocketOptions.SO_RCVBUF);
            enlarge(channel, StandardSocketOptions.SO_SNDBUF);
            channel.bind(address);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void enlarge(DatagramChannel channel, SocketOption<Integer> option) throws IOException {
        channel.setOption(option, BUFFER_BYTES);
        int given = channel.getOption(option);
        if (given < BUFFER_BYTES && WARNED.compareAndSet(false, true)) {
            LOG.warning(() -> "The kernel gives UDP sockets " + given + " bytes of buffer instead of " + BUFFER_BYTES
                    + "; bursts may be lost. Raise net.core.rmem_max and net.core.wmem_max");
        }
    }
}
