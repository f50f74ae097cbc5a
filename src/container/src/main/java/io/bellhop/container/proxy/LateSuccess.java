package io.bellhop.container.proxy;

import io.bellhop.container.message.MessageActions;
import io.bellhop.container.session.SipSessionImpl;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.transaction.ClientTransaction;
import io.bellhop.sip.transaction.ClientTransactionUser;
import io.bellhop.sip.transaction.ServerTransaction;

/**
 * All that stays of an INVITE that was sent on: it passes the 2xx that still come upstream (RFC 3261 16.7 step 5). A
 * transaction lingers for 32 s, so that whatever it holds counts: neither a request nor a session. Owner loop only.
 *
 * @param token that of the session, or null where it has not been record-routed and is gone
 * @param known the hash of the tag of the 2xx that came before, or 0
 */
record LateSuccess(ServerTransaction upstream, MessageActions actions, Slice token, int known)
        implements ClientTransactionUser {
    @Override
    public void response(ClientTransaction transaction, SipResponse response) {
        if (response.status() / 100 != 2) {
            return;
        }
        response.removeFirst(StandardHeader.VIA);
        Slice tag = response.toTag();
        ProxyImpl proxy = tag == null || tag.hashCode() == known ? null : proxy();
        if (proxy != null) {
            proxy.lateSuccess(upstream, response);
        } else {
            upstream.respond(response);
        }
    }

    private ProxyImpl proxy() {
        SipSessionImpl session = token == null ? null : actions.owner().session(token);
        return session != null && session.proxy() instanceof ProxyImpl proxy ? proxy : null;
    }

    /** 64*T1 after the first 2xx (RFC 6026, Timer M). */
    @Override
    public void terminated(ClientTransaction transaction) {
        ProxyImpl proxy = known == 0 ? null : proxy();
        if (proxy != null) {
            proxy.overdue(known);
        }
    }

    @Override
    public void timedOut(ClientTransaction transaction) {
        // the search is over without it
    }

    @Override
    public void transportFailed(ClientTransaction transaction, String why) {
        // as above
    }
}
