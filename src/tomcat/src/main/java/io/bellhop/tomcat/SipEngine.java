package io.bellhop.tomcat;

import io.bellhop.container.SipContainer;
import io.bellhop.sip.transport.ListeningPoint;
import java.io.IOException;

/** Stack and container of one server, as the rest of this package sees them. Any thread may call. */
interface SipEngine extends AutoCloseable {
    SipContainer container();

    /**
     * Binds, without reading yet.
     *
     * @throws IOException if the address can't be bound
     */
    ListeningPoint bind(ConnectorSettings settings) throws IOException;

    /** Begins to read. */
    void start(ListeningPoint point);

    /** Ends reading, frees the port. */
    void close(ListeningPoint point);

    /** Messages so far. */
    MessageFigures messages();

    /** Ends container and stack. */
    @Override
    void close();
}
