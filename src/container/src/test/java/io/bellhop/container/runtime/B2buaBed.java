package io.bellhop.container.runtime;

import io.bellhop.sip.message.HeaderName;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ClientTransaction;
import io.bellhop.sip.transaction.ServerTransaction;
import io.bellhop.sip.transaction.ServerTransactionUser;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.URI;

/** A container whose application is the test's B2BUA, a caller at 10.0.0.2 and a callee at 10.0.0.3. */
final class B2buaBed {
    final Testbed bed = new Testbed().open();
    final Peer caller = bed.peer("10.0.0.2");
    final Peer callee = bed.peer("10.0.0.3");
    /** The callee's side of the last INVITE. */
    ServerTransaction ringing;
    SipRequest invited;

    URI target() {
        try {
            return bed.factory().createURI("sip:callee@10.0.0.3:5060");
        } catch (jakarta.servlet.sip.ServletParseException e) {
            throw new AssertionError(e);
        }
    }

    /** A leg made of a request received, on its way to the callee. */
    SipServletRequest toCallee(SipServletRequest made) {
        made.setRequestURI(target());
        return made;
    }

    /** The callee rings and waits for the test; a CANCEL is answered. */
    void calleeRings() {
        callee.answering((request, transaction) -> {
            if (request.method() != StandardMethod.INVITE) {
                transaction.respond(SipResponse.to(request, 200, null, null));
                return;
            }
            ringing = transaction;
            invited = request.copy();
            transaction.user(new ServerTransactionUser() {
                @Override
                public void cancelled(ServerTransaction invite, SipRequest cancel) {
                    invite.respond(SipResponse.to(invited, 487, null, invite.localTag()));
                }
            });
            transaction.respond(answer(180, null));
        });
    }

    SipResponse answer(int status, String tag) {
        SipResponse response = SipResponse.to(invited, status, null, Slice.of(tag == null ? "one" : tag));
        response.addLast(StandardHeader.CONTACT, callee.contact());
        return response;
    }

    void calleeAnswers(int status, String tag) {
        callee.onLoop(() -> ringing.respond(answer(status, tag)));
        bed.simulation.runFor(100);
    }

    ClientTransaction call(String... headers) {
        SipRequest invite = caller.request(StandardMethod.INVITE, Testbed.URI, "call", 7);
        for (int i = 0; i < headers.length; i += 2) {
            invite.set(HeaderName.of(headers[i]), headers[i + 1]);
        }
        ClientTransaction sent = caller.send(invite);
        bed.simulation.runFor(100);
        return sent;
    }

    /** The whole of JSR 289 12.8: each leg's messages are made anew on the other one. */
    B2buaBed relaying() {
        Relay.on(bed, this::target);
        calleeRings();
        return this;
    }
}
