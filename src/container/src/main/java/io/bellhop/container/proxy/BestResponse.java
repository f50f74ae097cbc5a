package io.bellhop.container.proxy;

/**
 * The choice of the final response to be forwarded when no 2xx came (RFC 3261 16.7 step 6). Statuses only: what carries
 * them is the caller's.
 */
final class BestResponse {
    private BestResponse() {}

    /**
     * Whether a candidate is to be preferred to the best one so far.
     *
     * @param candidate a final status, 300 to 699 (a 2xx is never kept: it is forwarded at once)
     * @param best the best so far, or 0 for none
     */
    static boolean isBetter(int candidate, int best) {
        return best == 0 || rank(candidate) < rank(best);
    }

    /** The lower, the better; equal for what the RFC does not tell apart, so that the first one to come stays. */
    private static int rank(int status) {
        // "It MUST choose from the 6xx class responses if any exist in the context."
        if (status >= 600) {
            return 0;
        }
        // "If no 6xx class responses are present, the proxy SHOULD choose from the lowest response class."
        int rank = (status / 100) * 10;
        if (status / 100 == 4 && givesInformation(status)) {
            return rank - 1;
        }
        // A 503 is no reason for the caller to avoid us; any other 5xx tells more.
        return status == 503 ? rank + 2 : timedOut(status) ? rank + 1 : rank;
    }

    /**
     * "If a proxy chooses from the 4xx class, it SHOULD give preference to responses that provide information affecting
     * resubmission of this request, such as 401, 407, 415, 420, and 484".
     */
    private static boolean givesInformation(int status) {
        return status == 401 || status == 407 || status == 415 || status == 420 || status == 484;
    }

    /** A branch that never answered says less than one that did. */
    private static boolean timedOut(int status) {
        return status == 408;
    }
}
