package io.bellhop.container.runtime;

import jakarta.servlet.sip.B2buaHelper;
import jakarta.servlet.sip.SipServletMessage;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.UAMode;
import jakarta.servlet.sip.URI;
import java.util.function.Supplier;

/** A B2BUA as the specification shows it, of one callee. */
final class Relay {
    private Relay() {}

    static void on(Testbed bed, Supplier<URI> target) {
        bed.servlet.on("INVITE", request -> {
            B2buaHelper helper = request.getB2buaHelper();
            if (request.isInitial()) {
                SipServletRequest leg = helper.createRequest(request, true, null);
                leg.setRequestURI(target.get());
                leg.send();
            } else {
                helper.createRequest(helper.getLinkedSession(request.getSession()), request, null).send();
            }
        });
        bed.servlet.on("ACK", ack -> {
            B2buaHelper helper = ack.getB2buaHelper();
            SipSession other = helper.getLinkedSession(ack.getSession());
            for (SipServletMessage message : helper.getPendingMessages(other, UAMode.UAC)) {
                if (message instanceof SipServletResponse success) {
                    success.createAck().send();
                }
            }
        });
        bed.servlet.on("CANCEL", cancel -> {
            B2buaHelper helper = cancel.getB2buaHelper();
            helper.createCancel(helper.getLinkedSession(cancel.getSession())).send();
        });
        bed.servlet.on("BYE", bye -> {
            B2buaHelper helper = bye.getB2buaHelper();
            helper.createRequest(helper.getLinkedSession(bye.getSession()), bye, null).send();
            bye.createResponse(200).send();
        });
        bed.servlet.onResponse(response -> {
            SipServletRequest other =
                    response.getRequest().getB2buaHelper().getLinkedSipServletRequest(response.getRequest());
            if (other != null && !other.isCommitted()) {
                SipServletResponse made = other.createResponse(response.getStatus(), response.getReasonPhrase());
                if (response.getRawContent() != null) {
                    made.setContent(response.getRawContent(), response.getContentType());
                }
                made.send();
            }
        });
    }
}
