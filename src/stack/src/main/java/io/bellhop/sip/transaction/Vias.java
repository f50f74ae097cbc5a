package io.bellhop.sip.transaction;

import io.bellhop.sip.message.Slice;
import io.bellhop.sip.transport.ListeningPoint;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes our Via values: "SIP/2.0/UDP sent-by;branch=...;rport". What does not change is written once a point. */
final class Vias {
    /** RFC 3581 3; on a connection it does no harm. */
    private static final byte[] RPORT = ";rport".getBytes(StandardCharsets.US_ASCII);

    private final int loop;
    private final Secret secret;
    private ListeningPoint[] points = {};
    private byte[][] prefixes = {};

    Vias(int loop, Secret secret) {
        this.loop = loop;
        this.secret = secret;
    }

    /** @param id of {@link Branches} */
    Slice via(ListeningPoint point, long id) {
        byte[] prefix = prefix(point);
        byte[] via = new byte[prefix.length + Branches.LENGTH + RPORT.length];
        System.arraycopy(prefix, 0, via, 0, prefix.length);
        int at = Branches.write(loop, id, secret, via, prefix.length);
        System.arraycopy(RPORT, 0, via, at, RPORT.length);
        return new Slice(via, 0, via.length);
    }

    /** How many bytes the header line has with that point's Via. */
    int lineLength(ListeningPoint point) {
        return "Via: \r\n".length() + prefix(point).length + Branches.LENGTH + RPORT.length;
    }

    private byte[] prefix(ListeningPoint point) {
        for (int i = 0; i < points.length; i++) {
            if (points[i] == point) {
                return prefixes[i];
            }
        }
        return learn(point);
    }

    private byte[] learn(ListeningPoint point) {
        for (int i = 0; i < points.length; i++) {
            if (points[i].equals(point)) {
                points[i] = point;
                return prefixes[i];
            }
        }
        String text = "SIP/2.0/" + point.transport() + " " + point.sentBy() + ";branch=";
        int count = points.length;
        points = Arrays.copyOf(points, count + 1);
        prefixes = Arrays.copyOf(prefixes, count + 1);
        points[count] = point;
        prefixes[count] = text.getBytes(StandardCharsets.UTF_8);
        return prefixes[count];
    }
}
