package io.bellhop.container.proxy;

import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.transaction.ClientTransaction;
import io.bellhop.sip.transaction.ClientTransactionUser;
import io.bellhop.sip.transaction.ServerTransaction;

/**
 * All that stays of a branch when the search is over and the application is not shown responses: it passes the 2xx that
 * still come upstream (RFC 3261 16.7 step 5). A transaction lingers for 32 s, so that whatever it holds counts.
 */
record LateSuccess(ServerTransaction upstream) implements ClientTransactionUser {
    @Override
    public void response(ClientTransaction transaction, SipResponse response) {
        if (response.status() / 100 == 2) {
            response.removeFirst(StandardHeader.VIA);
            upstream.respond(response);
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
