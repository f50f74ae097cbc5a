package io.bellhop.container.dispatch;

import io.bellhop.container.address.AddressParser;
import io.bellhop.sip.message.SipUri;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.ListeningPoint;
import io.bellhop.sip.transport.Network;
import io.bellhop.sip.transport.Transport;
import jakarta.servlet.sip.SipURI;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where we listen, as URIs: what is ours in a Route, what stands in a Contact. Any thread. */
public final class LocalPoints {
    /** One address that is ours: host without the brackets of IPv6, in lower case, and port. */
    private record Own(Slice host, int port) {}

    /** All own addresses of one list of points. */
    private record Known(List<ListeningPoint> list, List<ListeningPoint> points, List<Own> own) {}

    private final Network network;
    private volatile Known known = new Known(null, List.of(), List.of());

    public LocalPoints(Network network) {
        this.network = network;
    }

    private Known known() {
        List<ListeningPoint> now = network.points();
        Known before = known;
        boolean same = before.list() == now && before.points().size() == now.size();
        return same || before.points().equals(now) ? before : read(now);
    }

    private Known read(List<ListeningPoint> points) {
        Set<Own> own = new HashSet<>();
        for (ListeningPoint point : points) {
            int port = point.address().getPort();
            int colon = portColon(point.sentBy());
            own.add(new Own(host(colon < 0 ? point.sentBy() : point.sentBy().substring(0, colon)),
                    colon < 0 ? point.transport().defaultPort()
                            : Integer.parseInt(point.sentBy().substring(colon + 1))));
            for (InetAddress address : addresses(point.address().getAddress())) {
                own.add(new Own(host(address.getHostAddress()), port));
            }
        }
        Known fresh = new Known(points, List.copyOf(points), List.copyOf(own));
        known = fresh;
        return fresh;
    }

    private static int portColon(String sentBy) {
        int colon = sentBy.lastIndexOf(':');
        return colon > sentBy.lastIndexOf(']') ? colon : -1;
    }

    private static Slice host(String host) {
        String text = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int zone = text.indexOf('%');
        return Slice.of((zone < 0 ? text : text.substring(0, zone)).toLowerCase(Locale.ROOT));
    }

    /** The addresses behind one we are bound to: every one of the machine where it is the wildcard. */
    private static List<InetAddress> addresses(InetAddress bound) {
        if (!bound.isAnyLocalAddress()) {
            return List.of(bound);
        }
        List<InetAddress> all = new ArrayList<>();
        try {
            for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                all.addAll(Collections.list(each.getInetAddresses()));
            }
        } catch (SocketException e) {
            throw new IllegalStateException("the addresses of this machine can't be read", e);
        }
        return all;
    }

    /** Whether that URI names one of our listening points. Makes no String, since most Routes are asked. */
    boolean isOurs(SipUri uri) {
        Slice host = uri.host();
        boolean brackets = host.length() > 2 && host.at(0) == '[';
        Slice bare = brackets ? host.sub(1, host.length() - 1) : host;
        int port = uri.port() >= 0 ? uri.port() : (uri.secure() ? Transport.TLS : Transport.UDP).defaultPort();
        List<Own> own = known().own();
        for (int i = 0; i < own.size(); i++) {
            Own each = own.get(i);
            if (each.port() == port && equalsIgnoreCase(each.host(), bare)) {
                return true;
            }
        }
        return false;
    }

    private static boolean equalsIgnoreCase(Slice lower, Slice other) {
        if (lower.length() != other.length()) {
            return false;
        }
        for (int i = 0; i < lower.length(); i++) {
            int c = other.at(i);
            if (lower.at(i) != (c >= 'A' && c <= 'Z' ? c + 32 : c)) {
                return false;
            }
        }
        return true;
    }

    /** The value of a Contact of ours. @param point where the peer reaches us */
    static String contact(ListeningPoint point) {
        return "<" + uri(point) + ">";
    }

    private static String uri(ListeningPoint point) {
        Transport transport = point.transport();
        String scheme = transport == Transport.TLS ? "sips:" : "sip:";
        String parameter = transport == Transport.UDP || transport == Transport.TLS ? ""
                : ";transport=" + transport.name().toLowerCase(Locale.ROOT);
        return scheme + point.sentBy() + parameter;
    }

    /** The point a request of ours leaves from by default: that chosen, that of the flow, or the first one. */
    ListeningPoint pointOf(ListeningPoint preferred, Flow flow) {
        if (preferred != null) {
            return preferred;
        }
        if (flow != null) {
            return flow.point();
        }
        List<ListeningPoint> points = network.points();
        if (points.isEmpty()) {
            throw new IllegalStateException("no connector is up");
        }
        return points.get(0);
    }

    ListeningPoint find(InetAddress address, int port) {
        if (address == null) {
            throw new NullPointerException("address");
        }
        for (ListeningPoint point : network.points()) {
            boolean here = addresses(point.address().getAddress()).contains(address);
            if (here && (port == 0 || port == point.address().getPort())) {
                return point;
            }
        }
        throw new IllegalArgumentException(address + " is none of the outbound interfaces");
    }

    ListeningPoint find(InetSocketAddress address) {
        return find(address.getAddress(), address.getPort());
    }

    /** The outbound interfaces (JSR 289 14.2). */
    public List<SipURI> interfaces() {
        List<SipURI> uris = new ArrayList<>();
        for (ListeningPoint point : network.points()) {
            SipURI uri = AddressParser.createSipUri(null, point.sentBy());
            uri.setTransportParam(point.transport().name().toLowerCase(Locale.ROOT));
            uris.add(uri);
        }
        return List.copyOf(uris);
    }
}
