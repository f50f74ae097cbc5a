package io.bellhop.sip.transport.io;

import io.bellhop.sip.message.Via;
import io.bellhop.sip.transport.ListeningPoint;

/** What a listening point writes into its Via headers, to know its responses again (RFC 3261 18.1.2). */
public record SentBy(String host, int port) {
    /** Takes {@link ListeningPoint#sentBy()} apart; without a port it is the transport's own. */
    public static SentBy of(ListeningPoint point) {
        String text = point.sentBy();
        int colon = text.lastIndexOf(':');
        if (colon < 0 || text.indexOf(']') > colon) {
            return new SentBy(text, point.transport().defaultPort());
        }
        return new SentBy(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    /** @param defaultPort the port meant where the Via has none */
    public boolean matches(Via via, int defaultPort) {
        int viaPort = via.port() < 0 ? defaultPort : via.port();
        return viaPort == port && via.host().equalsIgnoreCase(host);
    }
}
