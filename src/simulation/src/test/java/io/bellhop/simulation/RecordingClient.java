package io.bellhop.simulation;

import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.transaction.ClientTransaction;
import io.bellhop.sip.transaction.ClientTransactionUser;
import java.util.ArrayList;
import java.util.List;

/** A user of client transactions that remembers what it is told. */
final class RecordingClient implements ClientTransactionUser {
    final List<Integer> statuses = new ArrayList<>();
    final List<String> failures = new ArrayList<>();
    int timeOuts;
    int terminated;

    @Override
    public void response(ClientTransaction transaction, SipResponse response) {
        statuses.add(response.status());
    }

    @Override
    public void timedOut(ClientTransaction transaction) {
        timeOuts++;
    }

    @Override
    public void transportFailed(ClientTransaction transaction, String why) {
        failures.add(why);
    }

    @Override
    public void terminated(ClientTransaction transaction) {
        terminated++;
    }
}
