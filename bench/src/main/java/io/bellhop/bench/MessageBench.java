package io.bellhop.bench;

import io.bellhop.sip.message.MessageLimits;
import io.bellhop.sip.message.MessageReader;
import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.Tolerance;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a message costs on its way through a proxy: reading, forwarding, answering, writing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MessageBench {
    private static final byte[] INVITE = bytes(
            "INVITE sip:bob@biloxi.example.com SIP/2.0",
            "Via: SIP/2.0/UDP pc33.atlanta.example.com:5066;branch=z9hG4bK776asdhds;rport",
            "Max-Forwards: 70",
            "Route: <sip:proxy.atlanta.example.com;lr>",
            "To: Bob <sip:bob@biloxi.example.com>",
            "From: Alice <sip:alice@atlanta.example.com>;tag=1928301774",
            "Call-ID: a84b4c76e66710@pc33.atlanta.example.com",
            "CSeq: 314159 INVITE",
            "Contact: <sip:alice@pc33.atlanta.example.com>",
            "Content-Type: application/sdp",
            "Content-Length: 97",
            "",
            "v=0",
            "o=alice 1 1 IN IP4 192.0.2.1",
            "s=-",
            "c=IN IP4 192.0.2.1",
            "t=0 0",
            "m=audio 6000 RTP/AVP 0 8 101",
            "");

    private static final byte[] OK = bytes(
            "SIP/2.0 200 OK",
            "Via: SIP/2.0/UDP proxy.atlanta.example.com;branch=z9hG4bKpGk2f.0.7.1",
            "Via: SIP/2.0/UDP pc33.atlanta.example.com:5066;branch=z9hG4bK776asdhds;rport=5066;received=192.0.2.1",
            "Record-Route: <sip:proxy.atlanta.example.com;lr>",
            "To: Bob <sip:bob@biloxi.example.com>;tag=a6c85cf",
            "From: Alice <sip:alice@atlanta.example.com>;tag=1928301774",
            "Call-ID: a84b4c76e66710@pc33.atlanta.example.com",
            "CSeq: 314159 INVITE",
            "Contact: <sip:bob@192.0.2.4>",
            "Content-Length: 0",
            "",
            "");

    private final MessageReader reader = new MessageReader(MessageLimits.DEFAULT, Tolerance.INTEROP);
    private final SipRequest invite = (SipRequest) read(INVITE);
    private final SipMessage ok = read(OK);
    private final Slice via = Slice.of("SIP/2.0/UDP proxy.atlanta.example.com;branch=z9hG4bKpGk2f.0.7.1");
    private final Slice recordRoute = Slice.of("<sip:proxy.atlanta.example.com;lr>");
    private final Slice target = Slice.of("sip:bob@192.0.2.4:5060");
    private final Slice tag = Slice.of("a6c85cf");
    private final ByteBuffer out = ByteBuffer.allocateDirect(4096);

    private static byte[] bytes(String... lines) {
        return String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private SipMessage read(byte[] bytes) {
        SipMessage message = reader.read(bytes, 0, bytes.length);
        if (message.fault() != null) {
            throw new IllegalStateException(message.fault().toString());
        }
        return message;
    }

    /** An INVITE of some 560 bytes, every value that routing needs included. */
    @Benchmark
    public SipMessage readInvite() {
        return reader.read(INVITE, 0, INVITE.length);
    }

    @Benchmark
    public SipMessage readResponse() {
        return reader.read(OK, 0, OK.length);
    }

    /** RFC 3261 16.6: copy, new target, Route dropped, Record-Route and Via put on, Max-Forwards lowered, written. */
    @Benchmark
    public ByteBuffer forwardInvite() {
        return forward(invite);
    }

    /** Both of the above: what a request costs from the receive buffer to the send buffer. */
    @Benchmark
    public ByteBuffer readAndForwardInvite() {
        return forward((SipRequest) reader.read(INVITE, 0, INVITE.length));
    }

    private ByteBuffer forward(SipRequest received) {
        SipRequest request = received.copy();
        request.requestUri(target);
        request.removeFirst(StandardHeader.ROUTE);
        request.maxForwards(request.maxForwards() - 1);
        request.addFirst(StandardHeader.RECORD_ROUTE, recordRoute);
        request.addFirst(StandardHeader.VIA, via);
        return write(request);
    }

    /** RFC 3261 16.7: a response read, our Via taken off, written. */
    @Benchmark
    public ByteBuffer readAndForwardResponse() {
        SipMessage response = reader.read(OK, 0, OK.length);
        response.removeFirst(StandardHeader.VIA);
        return write(response);
    }

    /** RFC 3261 8.2.6. */
    @Benchmark
    public ByteBuffer answerInvite() {
        return write(SipResponse.to(invite, 180, null, tag));
    }

    @Benchmark
    public ByteBuffer writeUntouched() {
        return write(ok);
    }

    private ByteBuffer write(SipMessage message) {
        out.clear();
        message.writeTo(out);
        return out;
    }
}
