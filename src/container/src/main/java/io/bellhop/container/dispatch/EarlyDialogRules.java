package io.bellhop.container.dispatch;

import io.bellhop.container.session.SipSessionImpl;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ServerTransaction;

/** What a user agent refuses before its application sees it: PRACK (RFC 3262 3) and UPDATE (RFC 3311 5.2). */
final class EarlyDialogRules {
    private static final int MOST_SECONDS = 10;

    private EarlyDialogRules() {}

    /** Answers a PRACK or UPDATE that must not go on. @return whether it did */
    static boolean refuse(SipSessionImpl session, SipRequest request, ServerTransaction transaction) {
        if (request.method() == StandardMethod.PRACK) {
            // RFC 3262 3: "If a PRACK request is received by the UA core that does not match any unacknowledged
            // reliable provisional response, the UAS MUST respond to the PRACK with a 481 response."
            if (ReliableResponses.acknowledged(session, request)) {
                return false;
            }
            RequestDispatcher.reject(request, transaction, 481, null);
            return true;
        }
        return request.method() == StandardMethod.UPDATE && refuseUpdate(session, request, transaction);
    }

    /**
     * RFC 3311 5.2: "A UAS that receives an UPDATE before it has generated a final response to a previous UPDATE on the
     * same dialog MUST return a 500 response to the new UPDATE, and MUST include a Retry-After header field with a
     * randomly chosen value between 0 and 10 seconds."
     */
    private static boolean refuseUpdate(SipSessionImpl session, SipRequest request, ServerTransaction transaction) {
        if (session.extensions().update() instanceof ServerTransaction before && !before.isFinal()) {
            SipResponse response = SipResponse.to(request, 500, null, null);
            int seconds = session.owner().loop().random().nextInt(MOST_SECONDS + 1);
            response.set(StandardHeader.RETRY_AFTER, String.valueOf(seconds));
            transaction.respond(response);
            return true;
        }
        session.extensions().update(transaction);
        return false;
    }
}
