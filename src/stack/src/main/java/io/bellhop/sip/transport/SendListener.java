package io.bellhop.sip.transport;

import io.bellhop.sip.message.SipMessage;

/** Is told that a message could not be sent, on the loop that sent it, after {@code send} has returned. */
public interface SendListener {
    void failed(SipMessage message, Throwable cause);
}
