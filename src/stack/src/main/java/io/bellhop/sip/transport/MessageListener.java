package io.bellhop.sip.transport;

import io.bellhop.sip.message.SipMessage;

/** Takes what comes in. */
public interface MessageListener {
    /**
     * A message, on the loop that owns its call. A request's top Via already has received and rport (RFC 3261 18.2.1).
     * It may carry a {@link SipMessage#fault()}.
     */
    void received(SipMessage message, Flow flow);
}
