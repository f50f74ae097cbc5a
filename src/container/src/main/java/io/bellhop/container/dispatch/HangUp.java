package io.bellhop.container.dispatch;

import io.bellhop.container.session.DialogState;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ClientTransaction;
import io.bellhop.sip.transaction.ClientTransactionUser;
import io.bellhop.sip.transport.ListeningPoint;
import java.util.HashMap;
import java.util.Map;

/**
 * What becomes of an INVITE of ours whose session is gone: whoever answers it is acknowledged and hung up on, since no
 * application can (RFC 3261 13.2.2.4: "If, after acknowledging any 2xx response to an INVITE, the UAC does not want to
 * continue with that dialog, then the UAC MUST terminate the dialog by sending a BYE request"). Keeps nothing of the
 * application.
 */
final class HangUp implements ClientTransactionUser {
    private static final ClientTransactionUser NOBODY = new ClientTransactionUser() {
        @Override
        public void response(ClientTransaction transaction, SipResponse response) {
            // whatever it is, the dialog is over
        }

        @Override
        public void timedOut(ClientTransaction transaction) {
            // the peer is gone too
        }

        @Override
        public void transportFailed(ClientTransaction transaction, String why) {
            // the peer can't be reached
        }
    };

    private final Sender sender;
    private final ListeningPoint preferred;
    private final Map<Slice, SipRequest> acks = new HashMap<>(2);

    /** @param preferred the point to leave from, or null */
    HangUp(Sender sender, ListeningPoint preferred) {
        this.sender = sender;
        this.preferred = preferred;
    }

    @Override
    public void response(ClientTransaction transaction, SipResponse response) {
        if (response.status() / 100 == 2 && response.toTag() != null) {
            answered(response);
        }
    }

    void answered(SipResponse response) {
        SipRequest ack = acks.get(response.toTag());
        if (ack != null) {
            sender.stateless(ack.copy(), preferred);
            return;
        }
        DialogState dialog = new DialogState();
        dialog.uac(response);
        if (dialog.remoteTarget() == null) {
            return;
        }
        ack = request(dialog, response, StandardMethod.ACK, response.cseq());
        acks.put(response.toTag().detach(), ack);
        sender.stateless(ack.copy(), preferred);
        sender.transaction(request(dialog, response, StandardMethod.BYE, response.cseq() + 1), preferred, NOBODY);
    }

    private static SipRequest request(DialogState dialog, SipResponse response, StandardMethod method, long number) {
        SipRequest request = SipRequest.of(method, dialog.remoteTarget().toString());
        request.maxForwards(RequestBuilder.HOPS);
        for (Slice route : dialog.routes()) {
            request.addLast(StandardHeader.ROUTE, route);
        }
        request.set(StandardHeader.CALL_ID, response.callId());
        request.set(StandardHeader.FROM, response.firstSlice(StandardHeader.FROM));
        request.set(StandardHeader.TO, response.firstSlice(StandardHeader.TO));
        request.set(StandardHeader.CSEQ, number + " " + method.name());
        return request;
    }

    @Override
    public void timedOut(ClientTransaction transaction) {
        // nobody answered
    }

    @Override
    public void transportFailed(ClientTransaction transaction, String why) {
        // nobody was reached
    }
}
