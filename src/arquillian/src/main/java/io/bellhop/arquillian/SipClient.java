package io.bellhop.arquillian;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A SIP peer for tests: sends the text it is given, and hands out what comes in, waiting for it no longer than a time
 * limit. It keeps no state and retransmits nothing; exact repetitions of what came in are passed over. One thread.
 */
public final class SipClient implements AutoCloseable {
    private static final AtomicLong NUMBERS = new AtomicLong(System.nanoTime() & 0xffffff);

    private final SipWire wire;
    private final InetSocketAddress server;
    private final BlockingQueue<String> incoming = new LinkedBlockingQueue<>();
    private final Set<String> seen = new HashSet<>();
    private Duration limit = Duration.ofSeconds(5);

    private SipClient(SipWire wire, InetSocketAddress server) {
        this.wire = wire;
        this.server = server;
        wire.listen(incoming::add);
    }

    /** A peer on a free UDP port of the loopback address. */
    public static SipClient udp(InetSocketAddress server) throws IOException {
        return new SipClient(new UdpWire(), server);
    }

    /** A peer with a connection to the server. */
    public static SipClient tcp(InetSocketAddress server) throws IOException {
        return new SipClient(new TcpWire(server), server);
    }

    /** Sets how long to wait for a message; 5 s at first. */
    public SipClient limit(Duration newLimit) {
        limit = newLimit;
        return this;
    }

    /** Where it can be reached. */
    public InetSocketAddress address() {
        return wire.local();
    }

    /** Its address as a SIP URI of that user. */
    public String uri(String user) {
        return "sip:" + user + "@127.0.0.1:" + address().getPort()
                + (wire.transport().equals("TCP") ? ";transport=tcp" : "");
    }

    /** The server's address as a SIP URI of that user. */
    public String serverUri(String user) {
        return "sip:" + user + "@127.0.0.1:" + server.getPort()
                + (wire.transport().equals("TCP") ? ";transport=tcp" : "");
    }

    /** A complete request out of a dialog, with a Call-ID, tag and branch of its own. */
    public SipText request(String method, String uri, String... moreHeaders) {
        long number = NUMBERS.incrementAndGet();
        return request(method, uri, "call-" + number + "@127.0.0.1", "<sip:tester@127.0.0.1>;tag=t" + number,
                "<" + uri + ">", 1, moreHeaders);
    }

    /** A complete request with these dialog identifiers. */
    public SipText request(String method, String uri, String callId, String from, String to, int cseq,
                           String... moreHeaders) {
        StringBuilder text = new StringBuilder(method + " " + uri + " SIP/2.0\r\n");
        text.append("Via: SIP/2.0/").append(wire.transport()).append(" 127.0.0.1:").append(address().getPort())
                .append(";branch=z9hG4bK").append(NUMBERS.incrementAndGet()).append(";rport\r\n");
        text.append("Max-Forwards: 70\r\nFrom: ").append(from).append("\r\nTo: ").append(to).append("\r\n");
        text.append("Call-ID: ").append(callId).append("\r\nCSeq: ").append(cseq).append(' ').append(method)
                .append("\r\nContact: <").append(uri("tester")).append(">\r\n");
        for (String each : moreHeaders) {
            text.append(each).append("\r\n");
        }
        return new SipText(text.append("Content-Length: 0\r\n\r\n").toString());
    }

    /** A request inside the dialog that a 2xx to our request made (RFC 3261 12.2.1.1), without Record-Route. */
    public SipText inDialog(String method, SipText request, SipText answer, int cseq) {
        String contact = answer.header("Contact");
        String target = contact.substring(contact.indexOf('<') + 1, contact.indexOf('>'));
        return request(method, target, request.header("Call-ID"), request.header("From"), answer.header("To"), cseq);
    }

    /** The response to a request that came in (RFC 3261 8.2.6), with a To tag unless it has one or is a 100. */
    public SipText response(SipText request, int status, String reason, String... moreHeaders) {
        StringBuilder text = new StringBuilder("SIP/2.0 " + status + " " + reason + "\r\n");
        request.headers("Via").forEach(each -> text.append("Via: ").append(each).append("\r\n"));
        request.headers("Record-Route").forEach(each -> text.append("Record-Route: ").append(each).append("\r\n"));
        String to = request.header("To");
        String tag = to.contains(";tag=") || status == 100 ? "" : ";tag=p" + address().getPort();
        text.append("From: ").append(request.header("From")).append("\r\nTo: ").append(to).append(tag)
                .append("\r\nCall-ID: ").append(request.header("Call-ID")).append("\r\nCSeq: ")
                .append(request.header("CSeq")).append("\r\nContact: <").append(uri("peer")).append(">\r\n");
        for (String each : moreHeaders) {
            text.append(each).append("\r\n");
        }
        return new SipText(text.append("Content-Length: 0\r\n\r\n").toString());
    }

    /** Sends to the server. */
    public SipText send(SipText message) {
        send(message.text());
        return message;
    }

    /** Sends text to the server as it is: malformed messages too. */
    public void send(String text) {
        try {
            wire.send(text, server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The next message.
     *
     * @throws AssertionError if none comes in time
     */
    public SipText receive() {
        SipText next = receive(limit);
        if (next == null) {
            throw new AssertionError("No message within " + limit);
        }
        return next;
    }

    /** The next message, or null if none comes in that time: for what must not come. */
    public SipText receive(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        try {
            String text = incoming.poll(time.toNanos(), TimeUnit.NANOSECONDS);
            while (text != null && !seen.add(text)) {
                text = incoming.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
            return text == null ? null : new SipText(text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    /**
     * The next response other than 100.
     *
     * @throws AssertionError if it has another status, is a request, or does not come in time
     */
    public SipText expect(int status) {
        SipText next = receive();
        while (next.status() == 100 && status != 100) {
            next = receive();
        }
        if (next.status() != status) {
            throw new AssertionError("Expected " + status + " but got:\n" + next);
        }
        return next;
    }

    /**
     * The next message, which is a request of that method.
     *
     * @throws AssertionError if it is anything else, or does not come in time
     */
    public SipText expectRequest(String method) {
        SipText next = receive();
        if (next.isResponse() || !next.method().equals(method)) {
            throw new AssertionError("Expected " + method + " but got:\n" + next);
        }
        return next;
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
