package io.bellhop.sip.transport.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** The sending half of a datagram socket that does not block. */
interface DatagramSink {
    /**
     * Sends what remains in the buffer.
     *
     * @return 0 if there is no room for it now, and then nothing was taken
     */
    int send(ByteBuffer datagram, InetSocketAddress remote) throws IOException;
}
