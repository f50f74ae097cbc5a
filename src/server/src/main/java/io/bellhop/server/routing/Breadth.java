package io.bellhop.server.routing;

import jakarta.servlet.sip.SipServletRequest;

/**
 * How many branches a request may have at the same time, all proxies taken together: the Max-Breadth header field of
 * RFC 5393 section 5.3.3. Without it, a user whose two contacts lead back to this server would make 2 to the power of
 * 70 requests of one. Any thread may call.
 */
final class Breadth {

    /** What a request has that says nothing: "The default Max-Breadth value is 60." */
    static final int USUAL = 60;

    private static final String HEADER = "Max-Breadth";

    private Breadth() {
    }

    /**
     * The breadth of a request.
     *
     * @param request as it came in
     * @return 0 to {@link #USUAL}; what is no number counts as 0, since whoever wrote it does not keep a limit
     */
    static int of(SipServletRequest request) {
        String text = request.getHeader(HEADER);
        if (text == null) {
            return USUAL;
        }
        String digits = text.trim();
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            value = Math.min(USUAL, value * 10 + digit);
        }
        return value;
    }

    /**
     * Gives each branch its share, so that "the sum of the Max-Breadth values ... on all outstanding branches" is no
     * more than what the request had. One branch has all of it, and then nothing is written.
     *
     * @param request  whose header is set
     * @param breadth  what it had
     * @param branches 1 to {@code breadth}
     */
    static void share(SipServletRequest request, int breadth, int branches) {
        if (branches > 1) {
            request.setHeader(HEADER, Integer.toString(breadth / branches));
        }
    }
}
