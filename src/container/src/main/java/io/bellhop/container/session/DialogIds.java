package io.bellhop.container.session;

import io.bellhop.sip.message.SipMessage;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;

/**
 * Call-ID, From and To of a session, copied out of the message that began it into one array, so that the message itself
 * need not stay. From and To are as in the messages of whoever sent that message.
 */
final class DialogIds {
    private final Slice callId;
    private final Slice from;
    private final Slice to;

    DialogIds(SipMessage message) {
        Slice id = message.callId();
        Slice fromValue = message.firstSlice(StandardHeader.FROM);
        Slice toValue = message.firstSlice(StandardHeader.TO);
        byte[] all = new byte[id.length() + fromValue.length() + toValue.length()];
        callId = copy(id, all, 0);
        from = copy(fromValue, all, callId.end());
        to = copy(toValue, all, from.end());
    }

    /** The same with another party. @param header From or To */
    DialogIds(DialogIds other, StandardHeader header, Slice value) {
        callId = other.callId;
        from = header == StandardHeader.FROM ? value : other.from;
        to = header == StandardHeader.TO ? value : other.to;
    }

    private static Slice copy(Slice value, byte[] into, int at) {
        System.arraycopy(value.array(), value.start(), into, at, value.length());
        return new Slice(into, at, at + value.length());
    }

    Slice callId() {
        return callId;
    }

    Slice from() {
        return from;
    }

    Slice to() {
        return to;
    }
}
