package io.bellhop.container.proxy;

import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.transaction.ClientTransaction;
import io.bellhop.sip.transaction.ClientTransactionUser;

/** The user of a transaction that lingers and has nothing more to tell. */
enum Done implements ClientTransactionUser {
    NOTHING;

    @Override
    public void response(ClientTransaction transaction, SipResponse response) {
        // it had its final response
    }

    @Override
    public void timedOut(ClientTransaction transaction) {
        // as above
    }

    @Override
    public void transportFailed(ClientTransaction transaction, String why) {
        // as above
    }
}
