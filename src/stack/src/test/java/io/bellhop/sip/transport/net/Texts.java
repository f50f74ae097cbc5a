package io.bellhop.sip.transport.net;

import io.bellhop.sip.message.MessageLimits;
import io.bellhop.sip.message.MessageReader;
import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.Tolerance;
import java.nio.charset.StandardCharsets;

/** Messages as text. */
public final class Texts {
    private Texts() {}

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** An OPTIONS without Content-Length and without the empty line. */
    public static String head(String via, String callId) {
        return "OPTIONS sip:bob@example.com SIP/2.0\r\nVia: " + via + "\r\nMax-Forwards: 70\r\n"
                + "To: <sip:bob@example.com>\r\nFrom: <sip:alice@example.com>;tag=a1\r\nCall-ID: " + callId
                + "\r\nCSeq: 1 OPTIONS\r\n";
    }

    public static String options(String via, String callId, String body) {
        return head(via, callId) + "Content-Type: text/plain\r\nContent-Length: " + bytes(body).length + "\r\n\r\n"
                + body;
    }

    public static String options(String callId) {
        return options("SIP/2.0/TCP 127.0.0.1:9;branch=z9hG4bK" + callId, callId, "");
    }

    public static String response(String via, String callId) {
        return "SIP/2.0 200 OK\r\nVia: " + via + "\r\nTo: <sip:bob@example.com>;tag=b\r\n"
                + "From: <sip:alice@example.com>;tag=a1\r\nCall-ID: " + callId
                + "\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";
    }

    public static SipMessage message(String text) {
        byte[] bytes = bytes(text);
        return new MessageReader(MessageLimits.DEFAULT, Tolerance.STRICT).read(bytes, 0, bytes.length);
    }
}
