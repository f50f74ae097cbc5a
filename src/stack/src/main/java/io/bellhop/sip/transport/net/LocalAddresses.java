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

    private static final int LARGEST_PORT = 65_535;

    private LocalAddresses() {}

    /**
     * The sent-by of a bound address: host and port.
     *
     * @param configured a host name or address, with or without a port, that peers know us by; null for none
     * @throws IllegalArgumentException if what is configured is no such thing
     */
    static String sentBy(String configured, InetSocketAddress bound) {
        if (configured != null && !configured.isBlank()) {
            return named(configured.strip(), bound.getPort());
        }
        InetAddress address = bound.getAddress();
        if (address.isAnyLocalAddress()) {
            address = reachable(address instanceof Inet4Address);
        }
        String host = NetUtil.toAddressString(address);
        return (address instanceof Inet4Address ? host : "[" + host + "]") + ":" + bound.getPort();
    }

    /** Whether a configured sent-by, or none, is usable. @throws IllegalArgumentException if it is not */
    static void check(String configured) {
        if (configured != null && !configured.isBlank()) {
            named(configured.strip(), LARGEST_PORT);
        }
    }

    private static String named(String name, int port) {
        if (NetUtil.isValidIpV6Address(name)) {
            return (name.charAt(0) == '[' ? name : "[" + name + "]") + ":" + port;
        }
        int colon = name.lastIndexOf(':');
        boolean portGiven = colon > name.indexOf(']') && colon >= 0;
        String host = portGiven ? name.substring(0, colon) : name;
        if (!isHost(host) || portGiven && !isPort(name.substring(colon + 1))) {
            throw new IllegalArgumentException("\"" + name + "\" is no host name or address with or without a port");
        }
        return portGiven ? name : name + ":" + port;
    }

    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return NetUtil.isValidIpV6Address(host);
        }
        return !host.isEmpty() && host.chars().allMatch(c -> c == '.' || c == '-' || c == '_'
                || c < 128 && Character.isLetterOrDigit(c));
    }

    private static boolean isPort(String text) {
        return !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(text) > 0 && Integer.parseInt(text) <= LARGEST_PORT;
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
