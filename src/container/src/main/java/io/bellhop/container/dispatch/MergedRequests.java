package io.bellhop.container.dispatch;

import io.bellhop.container.app.ApplicationRuntime;
import io.bellhop.container.message.SipServletRequestImpl;
import io.bellhop.container.message.SipServletResponseImpl;
import io.bellhop.container.session.SipSessionImpl;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardMethod;
import java.util.HashMap;
import java.util.Map;

/**
 * The INVITEs that applications have answered as user agent servers, so that a copy of one that was forked on its way
 * and came along another path is known (RFC 3261 8.2.2.2). Proxied ones are not here: a proxy may see a request twice.
 * Owner loop only.
 */
final class MergedRequests {
    /** From tag, Call-ID and CSeq of a request, and who has answered it. */
    private record Key(Slice fromTag, Slice callId, long cseq, ApplicationRuntime application) {}

    private final Map<Key, SipSessionImpl> answered = new HashMap<>();

    /**
     * Whether an application gets a request again by another path: "the From tag, Call-ID, and CSeq exactly match those
     * associated with an ongoing transaction, but the request does not match that transaction".
     */
    boolean contains(SipServletRequestImpl request, ApplicationRuntime application) {
        if (answered.isEmpty() || request.method() != StandardMethod.INVITE) {
            return false;
        }
        SipSessionImpl session = answered.get(key(request.sip(), application));
        return session != null && session.isValid() && session.proxy() == null;
    }

    private static Key key(SipRequest request, ApplicationRuntime application) {
        return new Key(request.fromTag(), request.callId(), request.cseq(), application);
    }

    /** Remembers the request of a response of an application that makes a dialog, early or not. */
    void note(SipServletResponseImpl response) {
        SipServletRequestImpl request = response.request();
        SipSessionImpl session = request.sessionOrNull();
        boolean dialog = response.getStatus() > 100 && response.getStatus() < 300;
        if (!dialog || request.method() != StandardMethod.INVITE || !request.isInitial() || session == null
                || !session.isValid() || session.proxy() != null || session.extensions().merged() != null) {
            return;
        }
        SipRequest sip = request.sip();
        Slice tag = sip.fromTag() == null ? null : sip.fromTag().detach();
        Key key = new Key(tag, session.callId(), sip.cseq(), request.application());
        session.extensions().merged(key);
        answered.put(key, session);
    }

    /** The session has ended. */
    void forget(SipSessionImpl session) {
        if (session.hasExtensions() && session.extensions().merged() != null) {
            answered.remove(session.extensions().merged(), session);
        }
    }
}
