package io.bellhop.sip.message;

import java.nio.charset.StandardCharsets;

/** Messages for the tests. */
final class Messages {
    static final MessageReader INTEROP = new MessageReader(MessageLimits.DEFAULT, Tolerance.INTEROP);
    static final MessageReader STRICT = new MessageReader(MessageLimits.DEFAULT, Tolerance.STRICT);

    static final String INVITE = lines(
            "INVITE sip:bob@biloxi.example.com SIP/2.0",
            "Via: SIP/2.0/UDP pc33.atlanta.example.com:5066;branch=z9hG4bK776asdhds;rport",
            "Max-Forwards: 70",
            "Route: <sip:p1.example.com;lr>, <sip:p2.example.com;lr>",
            "To: Bob <sip:bob@biloxi.example.com>",
            "From: \"Alice, of Atlanta\" <sip:alice@atlanta.example.com>;tag=1928301774",
            "Call-ID: a84b4c76e66710@pc33.atlanta.example.com",
            "CSeq: 314159 INVITE",
            "Contact: <sip:alice@pc33.atlanta.example.com>",
            "X-Colour: Blue",
            "Content-Type: application/sdp",
            "Content-Length: 5",
            "",
            "v=0\r\n");

    private Messages() {}

    /** Those lines with CRLF between them. */
    static String lines(String... lines) {
        return String.join("\r\n", lines);
    }

    static SipMessage read(String text) {
        return read(INTEROP, text);
    }

    static SipMessage read(MessageReader reader, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return reader.read(bytes, 0, bytes.length);
    }

    static SipRequest request(String text) {
        SipRequest request = (SipRequest) read(text);
        if (request.fault() != null) {
            throw new AssertionError(request.fault() + "\n" + text);
        }
        return request;
    }

    static SipResponse response(String text) {
        SipResponse response = (SipResponse) read(text);
        if (response.fault() != null) {
            throw new AssertionError(response.fault() + "\n" + text);
        }
        return response;
    }

    /** The INVITE of the tests, with that line in place of the one that begins alike up to its colon. */
    static String inviteWith(String line) {
        String name = line.substring(0, line.indexOf(':') + 1);
        StringBuilder text = new StringBuilder();
        for (String old : INVITE.split("\r\n", -1)) {
            text.append(text.length() == 0 ? "" : "\r\n").append(old.startsWith(name) ? line : old);
        }
        return text.toString();
    }

    /** The INVITE of the tests without the lines of that header. */
    static String inviteWithout(String name) {
        StringBuilder text = new StringBuilder();
        for (String old : INVITE.split("\r\n", -1)) {
            if (!old.startsWith(name + ":")) {
                text.append(text.length() == 0 ? "" : "\r\n").append(old);
            }
        }
        return text.toString();
    }

    /** The INVITE of the tests with that start line. */
    static String inviteStarting(String startLine) {
        return startLine + INVITE.substring(INVITE.indexOf("\r\n"));
    }
}
