package io.bellhop.sip.transaction;

import io.bellhop.sip.message.HeaderName;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;

/**
 * The requests that the transactions make themselves out of an INVITE. They keep bytes of their own: the INVITE goes.
 */
final class Requests {
    private Requests() {}

    /**
     * The ACK for a non-2xx (RFC 3261 17.1.1.3): "MUST contain values for the Call-ID, From, and Request-URI that are
     * equal to the values of those header fields in the [INVITE]. The To header field in the ACK MUST equal the To
     * header field in the response being acknowledged ... MUST contain a single Via header field, and this MUST be
     * equal to the top Via header field of the original request."
     */
    static SipRequest ack(SipRequest invite, SipResponse response) {
        return sibling(invite, StandardMethod.ACK, response.firstSlice(StandardHeader.TO));
    }

    /**
     * The CANCEL of an INVITE (RFC 3261 9.1): "The Request-URI, Call-ID, To, the numeric part of CSeq, and From header
     * fields in the CANCEL request MUST be identical to those in the request being cancelled, including tags ... MUST
     * have only a single Via header field value matching the top Via value in the request being cancelled."
     *
     * @param reason for a Reason header (RFC 3326), or null
     */
    static SipRequest cancel(SipRequest invite, String reason) {
        SipRequest cancel = sibling(invite, StandardMethod.CANCEL, invite.firstSlice(StandardHeader.TO));
        if (reason != null) {
            cancel.addLast(StandardHeader.REASON, reason);
        }
        return cancel;
    }

    private static SipRequest sibling(SipRequest invite, StandardMethod method, Slice to) {
        SipRequest request = SipRequest.of(method, invite.requestUri().toString());
        request.addLast(StandardHeader.VIA, invite.topVia().text().detach());
        for (Slice route : invite.allSlices(StandardHeader.ROUTE)) {
            request.addLast(StandardHeader.ROUTE, route.detach());
        }
        request.maxForwards(invite.maxForwards() < 0 ? 70 : invite.maxForwards());
        copy(invite, StandardHeader.FROM, request);
        request.addLast(StandardHeader.TO, to.detach());
        copy(invite, StandardHeader.CALL_ID, request);
        request.addLast(StandardHeader.CSEQ, invite.cseq() + " " + method.name());
        return request;
    }

    private static void copy(SipRequest from, HeaderName header, SipRequest to) {
        to.addLast(header, from.firstSlice(header).detach());
    }
}
