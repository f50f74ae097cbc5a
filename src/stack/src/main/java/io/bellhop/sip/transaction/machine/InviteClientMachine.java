package io.bellhop.sip.transaction.machine;

import static io.bellhop.sip.transaction.machine.Effects.*;
import static io.bellhop.sip.transaction.machine.Event.*;
import static io.bellhop.sip.transaction.machine.State.*;

/** The INVITE client transaction: RFC 3261 17.1.1 with Figure 5 as RFC 6026 8.4 redraws it, and the wait of 9.1. */
public final class InviteClientMachine extends Machine {
    private static final InviteClientMachine UNRELIABLE = new InviteClientMachine(false);
    private static final InviteClientMachine RELIABLE = new InviteClientMachine(true);

    private InviteClientMachine(boolean reliable) {
        super(CALLING);
        calling(reliable);
        proceeding(reliable);
        completed();
        accepted();
    }

    /** @param reliable whether the request goes over a transport that delivers once and in order */
    public static InviteClientMachine over(boolean reliable) {
        return reliable ? RELIABLE : UNRELIABLE;
    }

    private void calling(boolean reliable) {
        // "If an unreliable transport is being used, the client transaction MUST start timer A with a value of T1. ...
        // For any transport, the client transaction MUST start timer B with a value of 64*T1 seconds."
        row(CALLING, START, CALLING, SEND_REQUEST | START_B | (reliable ? NONE : START_A));
        // "When timer A fires, the client transaction MUST retransmit the request ... and MUST reset the timer with a
        // value of 2*T1."
        row(CALLING, TIMER_A, CALLING, RETRANSMIT_LAST | RESET_A);
        // "If the client transaction is still in the "Calling" state when timer B fires, the client transaction SHOULD
        // inform the TU that a timeout has occurred."
        row(CALLING, TIMER_B, TERMINATED, TELL_TIMEOUT);
        // 17.1.4: "The client transaction SHOULD inform the TU that a transport failure has occurred, and the client
        // transaction SHOULD transition directly to the "Terminated" state."
        row(CALLING, TRANSPORT_ERROR, TERMINATED, TELL_FAILURE);
        // "If the client transaction receives a provisional response while in the "Calling" state, it transitions to
        // the "Proceeding" state ... SHOULD NOT retransmit the request any longer."
        row(CALLING, RESPONSE_1XX, PROCEEDING, STOP_TIMERS | PASS_UP);
        finals(CALLING, reliable);
        row(CALLING, ABANDON, TERMINATED, NONE);
    }

    private void proceeding(boolean reliable) {
        // "Any further provisional responses MUST be passed up to the TU while in the "Proceeding" state."
        row(PROCEEDING, RESPONSE_1XX, PROCEEDING, PASS_UP);
        finals(PROCEEDING, reliable);
        // 9.1: "If there is no final response for the original request in 64*T1 seconds ..., the client SHOULD then
        // consider the original transaction cancelled and SHOULD destroy the client transaction".
        row(PROCEEDING, CANCEL_SENT, PROCEEDING, START_CANCEL);
        row(PROCEEDING, TIMER_CANCEL, TERMINATED, TELL_TIMEOUT);
        row(PROCEEDING, ABANDON, TERMINATED, NONE);
    }

    private void finals(State from, boolean reliable) {
        // RFC 6026 8.4: "When in either the "Calling" or "Proceeding" states, reception of a 2xx response MUST cause
        // the client transaction to enter the "Accepted" state [and] start Timer M", over any transport.
        row(from, RESPONSE_2XX, ACCEPTED, START_M | PASS_UP);
        // "reception of a response with status code from 300-699 MUST cause the client transaction to transition to
        // "Completed" ... MUST generate an ACK request, even if the transport is reliable ... SHOULD start timer D ...
        // with a value of at least 32 seconds for unreliable transports, and a value of zero seconds for reliable
        // transports."
        row(from, RESPONSE_300_699, reliable ? TERMINATED : COMPLETED,
                SEND_ACK | PASS_UP | (reliable ? NONE : START_D));
    }

    private void completed() {
        // "Any retransmissions of the final response that are received while in the "Completed" state MUST cause the
        // ACK to be re-passed to the transport layer for retransmission, but the newly received response MUST NOT be
        // passed up to the TU."
        row(COMPLETED, RESPONSE_300_699, COMPLETED, RETRANSMIT_LAST);
        // 17.1.4, for the ACK: as in "Calling".
        row(COMPLETED, TRANSPORT_ERROR, TERMINATED, TELL_FAILURE);
        row(COMPLETED, TIMER_D, TERMINATED, NONE);
        row(COMPLETED, ABANDON, TERMINATED, NONE);
    }

    private void accepted() {
        // RFC 6026 8.4: "any 2xx response that matches this client transaction ... while in the "Accepted" state ...
        // MUST be passed up to the TU."
        row(ACCEPTED, RESPONSE_2XX, ACCEPTED, PASS_UP);
        // RFC 6026 8.4: "If Timer M fires while the client transaction is in the "Accepted" state, the client
        // transaction MUST move to the "Terminated" state."
        row(ACCEPTED, TIMER_M, TERMINATED, NONE);
        row(ACCEPTED, ABANDON, TERMINATED, NONE);
    }
}
