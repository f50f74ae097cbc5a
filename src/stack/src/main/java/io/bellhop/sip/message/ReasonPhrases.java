package io.bellhop.sip.message;

/** The usual reason phrases (RFC 3261 21 and the registry of response codes). */
final class ReasonPhrases {
    private static final Slice[] PHRASES = new Slice[700];

    static {
        put(100, "Trying", 180, "Ringing", 181, "Call Is Being Forwarded", 182, "Queued", 183, "Session Progress");
        put(199, "Early Dialog Terminated", 200, "OK", 202, "Accepted", 204, "No Notification");
        put(300, "Multiple Choices", 301, "Moved Permanently", 302, "Moved Temporarily", 305, "Use Proxy");
        put(380, "Alternative Service", 400, "Bad Request", 401, "Unauthorized", 402, "Payment Required");
        put(403, "Forbidden", 404, "Not Found", 405, "Method Not Allowed", 406, "Not Acceptable");
        put(407, "Proxy Authentication Required", 408, "Request Timeout", 410, "Gone");
        put(412, "Conditional Request Failed");
        put(413, "Request Entity Too Large", 414, "Request-URI Too Long", 415, "Unsupported Media Type");
        put(416, "Unsupported URI Scheme", 417, "Unknown Resource-Priority", 420, "Bad Extension");
        put(421, "Extension Required", 422, "Session Interval Too Small", 423, "Interval Too Brief");
        put(424, "Bad Location Information", 428, "Use Identity Header", 429, "Provide Referrer Identity");
        put(430, "Flow Failed", 433, "Anonymity Disallowed", 436, "Bad Identity-Info", 437, "Unsupported Certificate");
        put(438, "Invalid Identity Header", 439, "First Hop Lacks Outbound Support", 440, "Max-Breadth Exceeded");
        put(469, "Bad Info Package", 470, "Consent Needed", 480, "Temporarily Unavailable");
        put(481, "Call/Transaction Does Not Exist", 482, "Loop Detected", 483, "Too Many Hops");
        put(484, "Address Incomplete", 485, "Ambiguous", 486, "Busy Here", 487, "Request Terminated");
        put(488, "Not Acceptable Here", 489, "Bad Event", 491, "Request Pending", 493, "Undecipherable");
        put(494, "Security Agreement Required", 500, "Server Internal Error", 501, "Not Implemented");
        put(502, "Bad Gateway", 503, "Service Unavailable", 504, "Server Time-out", 505, "Version Not Supported");
        put(513, "Message Too Large", 580, "Precondition Failure", 600, "Busy Everywhere", 603, "Decline");
        put(604, "Does Not Exist Anywhere", 606, "Not Acceptable", 607, "Unwanted", 608, "Rejected");
    }

    private ReasonPhrases() {}

    private static void put(Object... statusesAndPhrases) {
        for (int i = 0; i < statusesAndPhrases.length; i += 2) {
            PHRASES[(int) statusesAndPhrases[i]] = Slice.of((String) statusesAndPhrases[i + 1]);
        }
    }

    /** That of the status, or of its class's x00. */
    static Slice of(int status) {
        if (status < 100 || status > 699) {
            throw new IllegalArgumentException("status " + status);
        }
        return PHRASES[status] != null ? PHRASES[status] : PHRASES[status / 100 * 100];
    }
}
