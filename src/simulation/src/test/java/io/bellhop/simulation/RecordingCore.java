package io.bellhop.simulation;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.transaction.ServerTransaction;
import io.bellhop.sip.transaction.ServerTransactionUser;
import io.bellhop.sip.transaction.TransactionUser;
import io.bellhop.sip.transport.Flow;
import java.util.ArrayList;
import java.util.List;

/** A core that remembers what it is told and answers when the test says so. */
final class RecordingCore implements TransactionUser, ServerTransactionUser {
    final List<ServerTransaction> transactions = new ArrayList<>();
    final List<SipRequest> acks = new ArrayList<>();
    final List<SipRequest> cancels = new ArrayList<>();
    final List<Throwable> failures = new ArrayList<>();
    int acksMissing;
    int terminated;
    private final VirtualLoop loop;

    RecordingCore(VirtualLoop loop) {
        this.loop = loop;
    }

    ServerTransaction last() {
        return transactions.get(transactions.size() - 1);
    }

    /** Answers the last request. */
    SipResponse answer(int status) {
        return answer(last(), last().request(), status);
    }

    SipResponse answer(ServerTransaction transaction, SipRequest request, int status) {
        SipResponse[] made = new SipResponse[1];
        loop.run(() -> {
            made[0] = SipResponse.to(request, status, null, status == 100 ? null : transaction.localTag());
            transaction.respond(made[0]);
        });
        return made[0];
    }

    /** Gives the last transaction a response once more. */
    void again(SipResponse response) {
        loop.run(() -> last().respond(response));
    }

    @Override
    public void request(SipRequest request, ServerTransaction transaction) {
        transaction.user(this);
        transactions.add(transaction);
    }

    @Override
    public void ack(SipRequest ack, Flow flow) {
        acks.add(ack);
    }

    @Override
    public void cancelled(ServerTransaction transaction, SipRequest cancel) {
        cancels.add(cancel);
    }

    @Override
    public void ackMissing(ServerTransaction transaction) {
        acksMissing++;
    }

    @Override
    public void transportFailed(ServerTransaction transaction, Throwable cause) {
        failures.add(cause);
    }

    @Override
    public void terminated(ServerTransaction transaction) {
        terminated++;
    }
}
