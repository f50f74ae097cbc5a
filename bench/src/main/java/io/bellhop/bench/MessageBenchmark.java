package io.bellhop.bench;

import io.bellhop.sip.message.MessageLimits;
import io.bellhop.sip.message.MessageReader;
import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** An INVITE of usual size: read, forwarded as a proxy does it (RFC 3261 section 16.6), and written. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class MessageBenchmark {

    private static final int DATAGRAM = 65_536;

    private final MessageReader reader = new MessageReader(MessageLimits.DEFAULT, Set.of());
    private final byte[] invite = Samples.invite();
    private final Slice via = Slice.of("SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK0001a2b3c4d5e6f7");
    private final Slice recordRoute = Slice.of("<sip:127.0.0.1:5060;lr>");
    private final Slice contact = Slice.of("sip:bob@127.0.0.1:17000;transport=udp");
    private final SipRequest parsed = (SipRequest) read();
    private final ByteBuffer out = ByteBuffer.allocateDirect(DATAGRAM);

    /** {@return the message with its index of header lines; nothing is decoded} */
    @Benchmark
    public SipMessage parse() {
        return read();
    }

    /** {@return how far the buffer was filled} What the transaction layer looks at is decoded on the way. */
    @Benchmark
    public int forward() {
        SipRequest request = (SipRequest) read();
        int looked = request.callIdHash() + request.topVia().hashCode() + request.cseqMethod().hashCode();
        SipRequest copy = request.copy();
        copy.requestUri(contact);
        copy.maxForwards(request.maxForwards() - 1);
        copy.addFirst(StandardHeader.RECORD_ROUTE, recordRoute);
        copy.addFirst(StandardHeader.VIA, via);
        out.clear();
        copy.writeTo(out);
        return out.position() + looked;
    }

    /** {@return how far the buffer was filled} */
    @Benchmark
    public int serialise() {
        out.clear();
        parsed.writeTo(out);
        return out.position();
    }

    private SipMessage read() {
        return reader.read(invite, 0, invite.length);
    }
}
