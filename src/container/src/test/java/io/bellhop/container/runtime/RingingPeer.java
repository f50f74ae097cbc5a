package io.bellhop.container.runtime;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ServerTransaction;
import io.bellhop.sip.transaction.ServerTransactionUser;
import java.util.ArrayList;
import java.util.List;

/** A callee that does with an INVITE what the test tells it later; answers all else with 200. */
final class RingingPeer implements ServerTransactionUser {
    private final Testbed bed;
    final Peer peer;
    private final String ip;
    final List<SipRequest> invites = new ArrayList<>();
    final List<SipRequest> cancels = new ArrayList<>();
    private ServerTransaction transaction;
    private boolean rings = true;
    private boolean obeys = true;
    private int at;

    RingingPeer(Testbed bed, String ip) {
        this.bed = bed;
        this.ip = ip;
        peer = bed.peer(ip).answering(this::request);
    }

    String uri() {
        return "sip:callee@" + ip + ":5060";
    }

    /** It sends no provisional response. */
    RingingPeer silent() {
        rings = false;
        return this;
    }

    /** It goes on after a CANCEL. */
    RingingPeer stubborn() {
        obeys = false;
        return this;
    }

    /** It answers every INVITE with that, at once. */
    RingingPeer answersWith(int status) {
        at = status;
        return this;
    }

    SipRequest invite() {
        return invites.get(invites.size() - 1);
    }

    private void request(SipRequest request, ServerTransaction its) {
        if (request.method() != StandardMethod.INVITE) {
            its.respond(SipResponse.to(request, 200, null, its.localTag()));
            return;
        }
        invites.add(request.copy());
        transaction = its;
        its.user(this);
        if (at > 0) {
            its.respond(made(at));
        } else if (rings) {
            its.respond(made(180));
        }
    }

    /** A response to the last INVITE, not sent yet. */
    SipResponse made(int status) {
        SipRequest request = invite();
        Slice tag = request.toTag() == null ? transaction.localTag() : null;
        SipResponse response = SipResponse.to(request, status, null, tag);
        if (status < 300) {
            response.addLast(StandardHeader.CONTACT, peer.contact());
            for (Slice value : request.allSlices(StandardHeader.RECORD_ROUTE)) {
                response.addLast(StandardHeader.RECORD_ROUTE, value);
            }
        }
        return response;
    }

    /** Sends a response to the last INVITE; the world goes on after that. */
    void send(SipResponse response) {
        peer.onLoop(() -> transaction.respond(response));
    }

    /** Answers the last INVITE and lets the answer arrive. */
    void answer(int status) {
        send(made(status));
        bed.simulation.runFor(20);
    }

    @Override
    public void cancelled(ServerTransaction its, SipRequest cancel) {
        cancels.add(cancel.copy());
        if (obeys) {
            its.respond(made(487));
        }
    }
}
