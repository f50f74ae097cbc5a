package io.bellhop.sip.locate;

import io.bellhop.sip.loop.SipLoop;
import io.bellhop.sip.message.SipUri;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.transport.Transport;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Locating servers by RFC 3263 as far as addresses and A and AAAA records go; NAPTR and SRV records are not asked for
 * yet, which RFC 3263 4.1 and 4.2 treat like a domain that has none. Any loop.
 */
public final class RfcServerLocator implements ServerLocator {
    private static final int LARGEST_PORT = 65_535;

    private final NameResolver names;

    public RfcServerLocator(NameResolver names) {
        this.names = names;
    }

    @Override
    public void locate(SipUri uri, SipLoop loop, Answer answer) {
        String scheme = uri.secure() ? "sips" : "sip";
        Slice wanted = uri.parameter("transport");
        Transport transport = transport(uri.secure(), wanted);
        if (transport == null) {
            fail(answer, "No transport \"" + wanted + "\" for " + scheme);
            return;
        }
        // 4: "The maddr parameter [...] TARGET is the value of the maddr parameter, if present, otherwise the hostport"
        Slice maddr = uri.parameter("maddr");
        String target = (maddr == null || maddr.isEmpty() ? uri.host() : maddr).toString();
        int port = uri.port() < 0 ? transport.defaultPort() : uri.port();
        if (port == 0 || port > LARGEST_PORT) {
            fail(answer, "Port " + port + " of " + target + " is out of range");
            return;
        }
        InetAddress literal = literal(target);
        if (literal != null) {
            answer.located(List.of(new Hop(transport, new InetSocketAddress(literal, port))), null);
        } else if (isName(target)) {
            names.resolve(target, loop, (found, failure) -> located(found, failure, transport, port, answer));
        } else {
            fail(answer, "\"" + target + "\" is neither a host name nor an address");
        }
    }

    /**
     * 4.1: "If the URI specifies a transport protocol in the transport parameter, that transport protocol SHOULD be
     * used. Otherwise, if no transport protocol is specified, but the TARGET is a numeric IP address, the client SHOULD
     * use UDP for a SIP URI, and TCP for a SIPS URI" (which is TLS). The same where a port is given, and where there
     * are neither NAPTR nor SRV records.
     *
     * @return null for one that is unknown, or does not go with sips
     */
    private static Transport transport(boolean secure, Slice wanted) {
        if (wanted == null || wanted.isEmpty()) {
            return secure ? Transport.TLS : Transport.UDP;
        }
        if (wanted.equalsIgnoreCase("tcp") || wanted.equalsIgnoreCase("tls")) {
            return secure || wanted.equalsIgnoreCase("tls") ? Transport.TLS : Transport.TCP;
        }
        if (wanted.equalsIgnoreCase("ws") || wanted.equalsIgnoreCase("wss")) {
            return secure || wanted.equalsIgnoreCase("wss") ? Transport.WSS : Transport.WS;
        }
        return wanted.equalsIgnoreCase("udp") && !secure ? Transport.UDP : null;
    }

    /** An address without asking anybody: IPv4, or IPv6 with or without brackets; else null. */
    private static InetAddress literal(String target) {
        return NetUtil.createInetAddressFromIpAddressString(target);
    }

    /** RFC 3261 25.1 hostname, and the underscores that real networks have; what ends in a number is no name. */
    private static boolean isName(String target) {
        int last = target.length() - (target.endsWith(".") ? 2 : 1);
        boolean labels = last >= 0 && target.charAt(0) != '.' && !target.contains("..");
        for (int i = 0; labels && i < target.length(); i++) {
            char c = target.charAt(i);
            labels = isLetter(c) || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.';
        }
        int top = target.lastIndexOf('.', last) + 1;
        return labels && (isLetter(target.charAt(top)) || target.charAt(top) == '_');
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static void located(List<InetAddress> found, String failure, Transport transport, int port, Answer answer) {
        List<Hop> hops = new ArrayList<>(found.size());
        for (InetAddress address : found) {
            hops.add(new Hop(transport, new InetSocketAddress(address, port)));
        }
        answer.located(hops, hops.isEmpty() ? failure : null);
    }

    private static void fail(Answer answer, String why) {
        answer.located(List.of(), why);
    }
}
