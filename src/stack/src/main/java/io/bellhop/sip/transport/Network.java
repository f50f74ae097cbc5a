package io.bellhop.sip.transport;

import java.net.InetSocketAddress;
import java.util.List;

/** All transports of a stack: real sockets, or a simulated network. */
public interface Network {
    /** Where we listen. Any thread. */
    List<ListeningPoint> points();

    /**
     * A flow to a peer: an open connection where there is one, else a new one that is being opened (messages sent
     * meanwhile wait). Never blocks. On a loop.
     *
     * @param preferred the point to leave from, or null for the first of that transport and address family
     * @return null if no point of that transport can reach that address
     */
    Flow flow(Transport transport, InetSocketAddress remote, ListeningPoint preferred);

    /** Who takes the messages; set once, before the first one. */
    void listener(MessageListener listener);
}
