package io.bellhop.container.runtime;

import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ServerTransaction;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipServletRequest;

/** An application that calls a callee at 10.0.0.2, who does as the test says. */
final class UacBed {
    final Testbed bed = new Testbed().open();
    final Peer callee = bed.peer("10.0.0.2");
    SipRequest invited;
    ServerTransaction transaction;

    UacBed() {
        callee.answering((request, its) -> {
            if (request.method() == StandardMethod.INVITE) {
                invited = request.copy();
                transaction = its;
            } else {
                its.respond(SipResponse.to(request, 200, null, null));
            }
        });
        bed.servlet.onResponse(response -> {
            if (response.getMethod().equals("INVITE") && response.getStatus() / 100 == 2) {
                response.createAck().send();
            }
        });
    }

    SipServletRequest create(String method) {
        SipServletRequest[] made = new SipServletRequest[1];
        bed.onLoop(() -> {
            try {
                made[0] = bed.factory().createRequest(bed.factory().createApplicationSession(), method,
                        "sip:us@example.com", "sip:them@10.0.0.2:5060");
            } catch (ServletParseException e) {
                throw new AssertionError(e);
            }
        });
        return made[0];
    }

    void send(SipServletRequest request) {
        bed.onLoop(() -> UserAgentServerTest.send(request));
        bed.simulation.runFor(100);
    }

    SipServletRequest invite() {
        SipServletRequest invite = create("INVITE");
        send(invite);
        return invite;
    }

    void answer(int status, String tag) {
        SipResponse response = SipResponse.to(invited, status, null, tag == null ? null : Slice.of(tag));
        response.addLast(StandardHeader.CONTACT, "<sip:" + (tag == null ? "one" : tag) + "@10.0.0.2:5060>");
        callee.onLoop(() -> transaction.respond(response));
        bed.simulation.runFor(100);
    }

    /** A request of the callee in the dialog with that tag of its own. */
    SipRequest fromCallee(StandardMethod method, String tag, long cseq) {
        SipRequest request = callee.request(method, "sip:10.0.0.1:5060", invited.callId().toString(), cseq);
        request.set(StandardHeader.FROM, "<sip:them@10.0.0.2:5060>;tag=" + tag);
        request.set(StandardHeader.TO, invited.firstSlice(StandardHeader.FROM));
        return request;
    }
}
