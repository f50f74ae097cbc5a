package io.bellhop.arquillian;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** What carries a test peer's messages. */
interface SipWire extends AutoCloseable {
    InetSocketAddress local();

    /** As Via names it: UDP or TCP. */
    String transport();

    void send(String message, InetSocketAddress to) throws IOException;

    /** Begins to hand what comes in to that consumer, on a thread of its own. */
    void listen(Consumer<String> consumer);

    @Override
    void close() throws IOException;
}
