package io.bellhop.bench;

import java.nio.charset.StandardCharsets;

/** The messages that are measured. */
final class Samples {

    private static final String SDP = String.join("\r\n",
            "v=0",
            "o=bench 53655765 2353687637 IN IP4 127.0.0.1",
            "s=-",
            "c=IN IP4 127.0.0.1",
            "t=0 0",
            "m=audio 36000 RTP/AVP 8 0 101",
            "a=rtpmap:8 PCMA/8000",
            "a=rtpmap:0 PCMU/8000",
            "a=rtpmap:101 telephone-event/8000",
            "a=fmtp:101 0-15",
            "a=sendrecv",
            "");

    private Samples() {
    }

    /** {@return the INVITE that {@code sipp/uac.xml} sends} */
    static byte[] invite() {
        return String.join("\r\n",
                "INVITE sip:user42@127.0.0.1:5060 SIP/2.0",
                "Via: SIP/2.0/UDP 127.0.0.1:16500;rport;branch=z9hG4bK-4711-42-0",
                "Max-Forwards: 70",
                "From: \"Bench\" <sip:bench@127.0.0.1:16500>;tag=4711c42",
                "To: <sip:user42@127.0.0.1:5060>",
                "Call-ID: 42-4711@127.0.0.1",
                "CSeq: 1 INVITE",
                "Contact: <sip:bench@127.0.0.1:16500;transport=UDP>",
                "User-Agent: bench",
                "Allow: INVITE, ACK, BYE, CANCEL, OPTIONS",
                "Supported: replaces",
                "Content-Type: application/sdp",
                "Content-Length: " + SDP.length(),
                "",
                SDP).getBytes(StandardCharsets.US_ASCII);
    }
}
