package io.bellhop.sip.transport.io;

import io.bellhop.sip.loop.SipLoop;
import io.bellhop.sip.message.MessageReader;
import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.message.Via;
import io.bellhop.sip.transport.MessageListener;
import io.bellhop.sip.transport.MessageTrace;
import io.bellhop.sip.transport.OwnerSelector;
import io.bellhop.sip.transport.TransportCounters;
import java.util.Collection;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What every transport does with the bytes of one message: read it, drop what the RFC says, mark a request's source,
 * hand it to its owner. Used by all loops; holds nothing that belongs to one of them.
 */
public final class Receiver {
    private static final Logger LOG = Logger.getLogger("io.bellhop.sip.transport");

    private final MessageReader reader;
    private final OwnerSelector owners;
    private final MessageTrace trace;
    private final TransportCounters counters;
    private volatile MessageListener listener;
    private volatile SentBy[] sentBys = {};

    /**
     * @param owners null where there is one loop only
     * @param trace null for none
     */
    public Receiver(MessageReader reader, OwnerSelector owners, MessageTrace trace, TransportCounters counters) {
        this.reader = reader;
        this.owners = owners;
        this.trace = trace;
        this.counters = counters;
    }

    /** Set once, before the first message. */
    public void listener(MessageListener listener) {
        this.listener = listener;
    }

    /** What our points write into Via, all of them. */
    public void sentBys(Collection<SentBy> all) {
        sentBys = all.toArray(SentBy[]::new);
    }

    public TransportCounters counters() {
        return counters;
    }

    /** Shows a message that is sent to the trace, if there is one. */
    public void traceSent(PeerFlow flow, SipMessage message) {
        if (trace != null && trace.isOn()) {
            trace.sent(flow, message.toByteArray());
        }
    }

    /**
     * Takes the bytes of one message. On the loop that read them.
     *
     * @param bytes one whole message, given away
     * @param claim told when the owner, if it is another loop, is done with the message; may be null
     * @return false if it is no SIP at all
     */
    public boolean receive(byte[] bytes, PeerFlow flow, SipLoop reading, Claim claim) {
        if (trace != null && trace.isOn()) {
            trace.received(flow, bytes);
        }
        SipMessage message = reader.read(bytes, 0, bytes.length);
        if (message == null) {
            counters.malformed().increment();
            return false;
        }
        counters.messagesIn().increment();
        if (message instanceof SipRequest request) {
            flow.markSource(request);
        } else if (!isExpected(message, flow)) {
            return true;
        }
        handOver(message, flow, reading, claim);
        return true;
    }

    /**
     * Answers a request of which no more than its headers can be had. On the loop that read them.
     *
     * @param headers start line and headers, given away
     * @return false if it is no request, or none that may be answered; then nothing was done
     */
    public boolean refuse(byte[] headers, PeerFlow flow, SipLoop reading, int status, String reason) {
        if (trace != null && trace.isOn()) {
            trace.received(flow, headers);
        }
        counters.malformed().increment();
        SipMessage message = reader.read(headers, 0, headers.length);
        boolean answerable = message instanceof SipRequest request && request.method() != StandardMethod.ACK
                && (request.fault() == null || request.fault().answerable());
        if (answerable) {
            SipRequest request = (SipRequest) message;
            flow.markSource(request);
            Slice tag = Slice.of(Long.toHexString(reading.random().nextLong()));
            flow.send(SipResponse.to(request, status, reason, tag), null);
        }
        return answerable;
    }

    /**
     * RFC 3261 18.1.2: "If the value of the sent-by parameter in that header field value does not correspond to a value
     * that the client transport is configured to insert into requests, the response MUST be silently discarded."
     */
    private boolean isExpected(SipMessage response, PeerFlow flow) {
        Via via = response.fault() == null ? response.topVia() : null;
        if (via == null) {
            counters.malformed().increment();
            return false;
        }
        int defaultPort = flow.transport().defaultPort();
        for (SentBy ours : sentBys) {
            if (ours.matches(via, defaultPort)) {
                return true;
            }
        }
        counters.strayResponses().increment();
        return false;
    }

    private void handOver(SipMessage message, PeerFlow flow, SipLoop reading, Claim claim) {
        SipLoop owner = owners == null ? null : owners.ownerOf(message);
        if (owner == null || owner == reading) {
            deliver(message, flow);
            return;
        }
        if (claim != null) {
            claim.begun();
        }
        owner.execute(() -> {
            deliver(message, flow);
            if (claim != null) {
                claim.done();
            }
        });
    }

    private void deliver(SipMessage message, PeerFlow flow) {
        try {
            listener.received(message, flow);
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            LOG.log(Level.SEVERE, e, () -> "A message from " + flow + " was lost to a failure");
        }
    }

    /** Counts the messages of one connection that wait at other loops, so that it is read no faster than they work. */
    public interface Claim {
        /** On the reading loop. */
        void begun();

        /** On the owner's. */
        void done();
    }
}
