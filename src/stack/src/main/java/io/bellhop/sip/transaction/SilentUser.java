package io.bellhop.sip.transaction;

import io.bellhop.sip.message.SipResponse;

/** Nobody waits for what becomes of the request. */
final class SilentUser implements ClientTransactionUser {
    @Override
    public void response(ClientTransaction transaction, SipResponse response) {}

    @Override
    public void timedOut(ClientTransaction transaction) {}

    @Override
    public void transportFailed(ClientTransaction transaction, String why) {}
}
