package io.bellhop.sip.transport.net;

import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What we call ourselves in Via and Record-Route. */
final class LocalAddresses {
    private static final Logger LOG = Logger.getLogger(LocalAddresses.class.getPackageName());

    private LocalAddresses() {}

    /**
     * The sent-by of a bound address: host and port.
     *
     * @param configured a host name or address, with or without a port, that peers know us by; null for none
     */
    static String sentBy(String configured, InetSocketAddress bound) {
        if (configured != null && !configured.isBlank()) {
            String name = configured.strip();
            return hasPort(name) ? name : name + ":" + bound.getPort();
        }
        InetAddress address = bound.getAddress();
        if (address.isAnyLocalAddress()) {
            address = reachable(address instanceof Inet4Address);
        }
        String host = NetUtil.toAddressString(address);
        return (address instanceof Inet4Address ? host : "[" + host + "]") + ":" + bound.getPort();
    }

    private static boolean hasPort(String name) {
        return name.lastIndexOf(':') > name.indexOf(']') && name.indexOf(':') >= 0;
    }

    /** An address of this machine that others may reach: none of the loopback or of the link if there is any other. */
    private static InetAddress reachable(boolean ipv4) {
        try {
            Enumeration<NetworkInterface> all = NetworkInterface.getNetworkInterfaces();
            for (NetworkInterface card : Collections.list(all)) {
                InetAddress address = card.isUp() && !card.isLoopback() ? addressOf(card, ipv4) : null;
                if (address != null) {
                    return address;
                }
            }
        } catch (SocketException e) {
            LOG.log(Level.WARNING, "The network interfaces cannot be listed; the loopback address goes into Via", e);
        }
        return ipv4 ? NetUtil.LOCALHOST4 : NetUtil.LOCALHOST6;
    }

    private static InetAddress addressOf(NetworkInterface card, boolean ipv4) {
        for (InetAddress address : Collections.list(card.getInetAddresses())) {
            boolean fits = address instanceof Inet4Address == ipv4;
            if (fits && !address.isLoopbackAddress() && !address.isLinkLocalAddress()) {
                return address;
            }
        }
        return null;
    }
}
