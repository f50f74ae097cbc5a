package io.bellhop.sip.transaction;

import io.bellhop.sip.locate.Hop;
import io.bellhop.sip.message.SipUri;
import io.bellhop.sip.transport.Flow;
import io.bellhop.sip.transport.ListeningPoint;

/** Where a request is sent. */
public sealed interface NextHop {
    /** To what RFC 3263 finds for that URI. @param preferred the point to leave from, or null */
    record ToUri(SipUri uri, ListeningPoint preferred) implements NextHop {}

    /** To that address. */
    record ToHop(Hop hop, ListeningPoint preferred) implements NextHop {}

    /** Along that flow (RFC 5626). */
    record ToFlow(Flow flow) implements NextHop {}
}
