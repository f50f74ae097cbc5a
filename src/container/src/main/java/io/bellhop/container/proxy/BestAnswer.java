package io.bellhop.container.proxy;

import io.bellhop.sip.message.HeaderName;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import java.util.ArrayList;
import java.util.List;

/** The best final response of the branches so far, and the challenges of the others (RFC 3261 16.7 steps 6 and 7). */
final class BestAnswer {
    private static final int UNAUTHORIZED = 401;
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;
    private static final int TIMEOUT = 408;
    private static final int TERMINATED = 487;
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    private int status;
    private SipResponse response;
    private ProxyBranchImpl branch;
    private List<SipResponse> challenges;

    /** @param candidate null where we answer for a branch that did not */
    void add(int candidateStatus, SipResponse candidate, ProxyBranchImpl from) {
        if (candidate != null && isChallenge(candidateStatus)) {
            if (challenges == null) {
                challenges = new ArrayList<>(2);
            }
            challenges.add(candidate);
        }
        if (BestResponse.isBetter(candidateStatus, status)) {
            status = candidateStatus;
            response = candidate;
            branch = from;
        }
    }

    /** The application's own final response: the best, unless there is a 6xx. */
    void own(int ownStatus, SipResponse ownResponse) {
        if (status < 600 || ownStatus >= 600) {
            status = ownStatus;
            response = ownResponse;
            branch = null;
        }
    }

    /** The branch that the best one came from; null where it is the application's or ours. */
    ProxyBranchImpl branch() {
        return branch;
    }

    /**
     * The status of the response that we make where there is none to forward.
     *
     * @param cancelled whether the search was cancelled
     */
    int status(boolean cancelled) {
        if (status == 0) {
            return cancelled ? TERMINATED : TIMEOUT;
        }
        return status == UNAVAILABLE ? SERVER_ERROR : status;
    }

    /** The response to forward, or null where we have to make one. */
    SipResponse response() {
        // "a proxy which receives a 503 SHOULD NOT forward it upstream ... SHOULD generate a 500"
        if (response == null || status == UNAVAILABLE && branch != null) {
            return null;
        }
        if (isChallenge(status) && challenges != null) {
            gather(StandardHeader.WWW_AUTHENTICATE);
            gather(StandardHeader.PROXY_AUTHENTICATE);
            challenges = null;
        }
        return response;
    }

    /** "the proxy MUST collect any WWW-Authenticate and Proxy-Authenticate ... values from all other 401 and 407". */
    private void gather(HeaderName header) {
        for (SipResponse other : challenges) {
            if (other != response) {
                for (Slice value : other.allSlices(header)) {
                    response.addLast(header, value);
                }
            }
        }
    }

    private static boolean isChallenge(int status) {
        return status == UNAUTHORIZED || status == PROXY_AUTHENTICATION_REQUIRED;
    }
}
