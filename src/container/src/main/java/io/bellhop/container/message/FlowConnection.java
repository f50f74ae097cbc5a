package io.bellhop.container.message;

import io.bellhop.sip.transport.Flow;
import jakarta.servlet.ServletConnection;

/**
 * The flow that a message came along, as Jakarta Servlet 6 shows connections.
 *
 * @param flow the flow; null where the message was made here
 */
record FlowConnection(Flow flow) implements ServletConnection {
    /** Transport and both addresses: as long as the flow is the same, so is this. */
    @Override
    public String getConnectionId() {
        return flow == null ? "local" : flow.transport().name() + ' ' + flow.point().address() + ' ' + flow.remote();
    }

    @Override
    public String getProtocol() {
        return "SIP/2.0";
    }

    /** Empty: SIP has no name for a connection of its own. */
    @Override
    public String getProtocolConnectionId() {
        return "";
    }

    @Override
    public boolean isSecure() {
        return flow != null && flow.transport().secure();
    }
}
