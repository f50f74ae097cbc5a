package io.bellhop.container.session;

import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a user agent keeps of a dialog beside its ids (RFC 3261 12): sequence numbers, remote target, route set. */
public final class DialogState {
    /** No request was received yet ("empty" in RFC 3261 12.1.2). */
    private static final long EMPTY = -1;

    private long localSequence;
    private long remoteSequence = EMPTY;
    private Slice remoteTarget;
    private List<Slice> routes = List.of();
    private boolean routesFixed;

    /** The next number for a request of ours. */
    public long nextSequence() {
        return ++localSequence;
    }

    public void localSequence(long number) {
        localSequence = Math.max(localSequence, number);
    }

    /** Notes the number of a request received: false if it is out of order (RFC 3261 12.2.2). */
    public boolean inOrder(long number) {
        // "If the remote sequence number was not empty, but the sequence number of the request is lower than the remote
        // sequence number, the request is out of order and MUST be rejected with a 500 (Server Internal Error)".
        if (number < remoteSequence) {
            return false;
        }
        remoteSequence = number;
        return true;
    }

    /** As the UAS (RFC 3261 12.1.1): the route set is the Record-Route of the request in order. */
    public void uas(SipRequest request) {
        remoteSequence = Math.max(remoteSequence, request.cseq());
        if (!routesFixed) {
            routes = detached(request);
            routesFixed = true;
        }
        refresh(request);
    }

    /**
     * As the UAC (RFC 3261 12.1.2): the route set is the Record-Route of the response in reverse order. A 2xx fixes it
     * (13.2.2.4), an early response may be replaced.
     */
    public void uac(SipResponse response) {
        if (!routesFixed) {
            List<Slice> reversed = detached(response);
            Collections.reverse(reversed);
            routes = reversed;
            routesFixed = response.status() >= 200;
        }
        refresh(response);
    }

    /** A target refresh (RFC 3261 12.2): Contact replaces the remote target. */
    public void refresh(SipMessage message) {
        Slice contact = message.firstSlice(StandardHeader.CONTACT);
        if (contact != null) {
            Slice uri = uriOf(contact);
            if (!uri.isEmpty()) {
                remoteTarget = uri.detach();
            }
        }
    }

    private static List<Slice> detached(SipMessage message) {
        List<Slice> values = new ArrayList<>();
        if (message.has(StandardHeader.RECORD_ROUTE)) {
            for (Slice value : message.allSlices(StandardHeader.RECORD_ROUTE)) {
                values.add(value.detach());
            }
        }
        return values;
    }

    /** The URI inside a name-addr, or an addr-spec without the header parameters behind it. */
    static Slice uriOf(Slice address) {
        boolean quoted = false;
        int semicolon = -1;
        for (int i = 0; i < address.length(); i++) {
            byte c = address.at(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '<') {
                int end = i + 1;
                while (end < address.length() && address.at(end) != '>') {
                    end++;
                }
                return address.sub(i + 1, end);
            } else if (!quoted && c == ';' && semicolon < 0) {
                semicolon = i;
            }
        }
        return semicolon < 0 ? address : address.sub(0, semicolon);
    }

    /** The URI that requests of ours go to, or null while there is none. */
    public Slice remoteTarget() {
        return remoteTarget;
    }

    /** The Route values of a request of ours, in order; not to be changed. */
    public List<Slice> routes() {
        return routes;
    }
}
