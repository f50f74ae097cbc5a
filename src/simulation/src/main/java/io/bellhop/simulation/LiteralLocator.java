package io.bellhop.simulation;

import io.bellhop.sip.locate.Hop;
import io.bellhop.sip.locate.ServerLocator;
import io.bellhop.sip.loop.SipLoop;
import io.bellhop.sip.message.SipUri;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.transport.Transport;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Locates servers without a resolver (RFC 3263 4): IP literals, and names that a test made known. */
public final class LiteralLocator implements ServerLocator {
    private final Map<String, List<Hop>> names = new HashMap<>();

    /** Makes a name known; it is answered later, as a resolver would. */
    public LiteralLocator name(String host, List<Hop> hops) {
        names.put(host, hops);
        return this;
    }

    @Override
    public void locate(SipUri uri, SipLoop loop, Answer answer) {
        String host = (uri.parameter("maddr") == null ? uri.host() : uri.parameter("maddr")).toString();
        List<Hop> known = names.get(host);
        if (known != null) {
            loop.execute(() -> answer.located(known, null));
            return;
        }
        try {
            Transport transport = transport(uri.parameter("transport"));
            int port = uri.port() > 0 ? uri.port() : transport.defaultPort();
            answer.located(List.of(new Hop(transport, new InetSocketAddress(SimulatedHost.literal(host), port))), null);
        } catch (IllegalArgumentException unknown) {
            loop.execute(() -> answer.located(List.of(), "unknown: " + host));
        }
    }

    private static Transport transport(Slice parameter) {
        if (parameter == null || parameter.isEmpty()) {
            return Transport.UDP;
        }
        return Transport.valueOf(parameter.toString().toUpperCase(java.util.Locale.ROOT));
    }
}
