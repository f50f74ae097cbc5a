package io.bellhop.sip.transport;

import io.bellhop.sip.loop.SipLoop;
import io.bellhop.sip.message.SipMessage;

/**
 * Says which loop a message belongs to: a transport reads it anywhere and hands it to that loop. Any thread may ask.
 */
public interface OwnerSelector {
    /**
     * The loop that owns the call of that message, where it is to be received.
     *
     * @param message may carry a fault; then any loop may do
     */
    SipLoop ownerOf(SipMessage message);
}
