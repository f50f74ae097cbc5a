package io.bellhop.simulation;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;

/** Requests as a user agent makes them, without a Via: that is the transaction's. */
final class Messages {
    private Messages() {}

    static SipRequest request(StandardMethod method, String uri, String callId, long cseq) {
        SipRequest request = SipRequest.of(method, uri);
        request.maxForwards(70);
        request.addLast(StandardHeader.FROM, "<sip:caller@sim.example>;tag=f" + callId);
        request.addLast(StandardHeader.TO, "<sip:callee@sim.example>");
        request.addLast(StandardHeader.CALL_ID, callId);
        request.addLast(StandardHeader.CSEQ, cseq + " " + method.name());
        return request;
    }
}
