package io.bellhop.container.proxy;

import io.bellhop.container.session.SessionToken;
import io.bellhop.sip.message.HeaderName;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.transport.ListeningPoint;
import io.bellhop.sip.transport.Transport;
import jakarta.servlet.sip.SipURI;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * Our own value in the Record-Route or Path of a branch (RFC 3261 16.6 step 4, RFC 3327): where we are reached, and the
 * token of the session that later requests belong to.
 */
final class RecordRoutes {
    private static final byte[] BEGIN = "<sip:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TOKEN = (";lr;" + SessionToken.PARAMETER + "=").getBytes(StandardCharsets.US_ASCII);

    private static final List<String> OURS =
            List.of("lr", "transport", "user", "method", "ttl", "maddr", SessionToken.PARAMETER);

    private RecordRoutes() {}

    /**
     * Puts our value on top, or two of them where the request leaves by another point than it came in by, so that each
     * side finds one that it can reach (RFC 5658).
     *
     * @param own the URI whose parameters the application has set, or null
     */
    static void add(SipRequest request, HeaderName header, Slice token, SipURI own, ListeningPoint in,
            ListeningPoint out) {
        request.addFirst(header, value(in, token, own));
        if (!out.equals(in)) {
            request.addFirst(header, value(out, token, own));
        }
    }

    private static Slice value(ListeningPoint point, Slice token, SipURI own) {
        byte[] host = point.sentBy().getBytes(StandardCharsets.US_ASCII);
        byte[] more = parameters(point.transport(), own);
        byte[] value = new byte[BEGIN.length + host.length + TOKEN.length + token.length() + more.length];
        int at = put(BEGIN, 0, BEGIN.length, value, 0);
        at = put(host, 0, host.length, value, at);
        at = put(TOKEN, 0, TOKEN.length, value, at);
        at = put(token.array(), token.start(), token.length(), value, at);
        put(more, 0, more.length, value, at);
        return new Slice(value, 0, value.length);
    }

    private static int put(byte[] from, int start, int length, byte[] to, int at) {
        System.arraycopy(from, start, to, at, length);
        return at + length;
    }

    private static final byte[] PLAIN_UDP = {'>'};
    private static final byte[] PLAIN_TCP = ";transport=tcp>".getBytes(StandardCharsets.US_ASCII);

    private static byte[] parameters(Transport transport, SipURI own) {
        if (own == null) {
            return transport == Transport.UDP ? PLAIN_UDP : transport == Transport.TCP ? PLAIN_TCP : named(transport);
        }
        StringBuilder text = new StringBuilder();
        if (transport != Transport.UDP) {
            text.append(";transport=").append(transport.name().toLowerCase(Locale.ROOT));
        }
        SipURI shown = (SipURI) own.clone();
        // "Applications must not set SIP URI parameters defined in RFC 3261": those the container sets.
        for (String ours : OURS) {
            shown.removeParameter(ours);
        }
        for (Iterator<String> names = shown.getParameterNames(); names.hasNext(); ) {
            appendParameter(text, shown, names.next());
        }
        return text.append('>').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The parameter as the URI itself writes it, so that its escaping is the URI's. */
    private static void appendParameter(StringBuilder text, SipURI uri, String name) {
        SipURI one = (SipURI) uri.clone();
        for (Iterator<String> names = uri.getParameterNames(); names.hasNext(); ) {
            String other = names.next();
            if (!other.equals(name)) {
                one.removeParameter(other);
            }
        }
        String written = one.toString();
        text.append(written, written.indexOf(';'), written.length());
    }

    private static byte[] named(Transport transport) {
        return (";transport=" + transport.name().toLowerCase(Locale.ROOT) + ">").getBytes(StandardCharsets.US_ASCII);
    }
}
