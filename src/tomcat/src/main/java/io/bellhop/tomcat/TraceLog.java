package io.bellhop.tomcat;

import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.MessageTrace;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Writes whole messages with direction, transport and addresses to the logger {@code bellhop.trace}, at FINE. */
final class TraceLog implements MessageTrace {
    private static final Logger LOG = Logger.getLogger("bellhop.trace");

    @Override
    public boolean isOn() {
        return LOG.isLoggable(Level.FINE);
    }

    @Override
    public void received(Flow flow, byte[] bytes) {
        LOG.fine(text("received", " from ", flow, bytes));
    }

    @Override
    public void sent(Flow flow, byte[] bytes) {
        LOG.fine(text("sent", " to ", flow, bytes));
    }

    private static String text(String verb, String preposition, Flow flow, byte[] bytes) {
        return verb + preposition + ConnectorSettings.name(flow.transport(), flow.remote()) + " at "
                + ConnectorSettings.name(flow.transport(), flow.point().address()) + ", " + bytes.length + " bytes"
                + System.lineSeparator() + new String(bytes, StandardCharsets.UTF_8);
    }
}
