package io.bellhop.sip.transaction.machine;

import static io.bellhop.sip.transaction.machine.Effects.*;
import static io.bellhop.sip.transaction.machine.Event.*;
import static io.bellhop.sip.transaction.machine.State.*;

/** The non-INVITE server transaction: RFC 3261 17.2.2 with Figure 8, bounded by RFC 4320. */
public final class NonInviteServerMachine extends Machine {
    private static final NonInviteServerMachine UNRELIABLE = new NonInviteServerMachine(false);
    private static final NonInviteServerMachine RELIABLE = new NonInviteServerMachine(true);

    private NonInviteServerMachine(boolean reliable) {
        super(TRYING);
        trying(reliable);
        proceeding(reliable);
        completed();
    }

    /** @param reliable whether the request came over a transport that delivers once and in order */
    public static NonInviteServerMachine over(boolean reliable) {
        return reliable ? RELIABLE : UNRELIABLE;
    }

    private void trying(boolean reliable) {
        // "The state machine is initialized in the "Trying" state ... This request is passed up to the TU. Once in the
        // "Trying" state, any further request retransmissions are discarded."
        row(TRYING, START, TRYING, START_F | START_100 | PASS_UP);
        // RFC 4320 4.1: "an element MUST respond to a non-INVITE request with a Status-Code of 100 if it has not
        // otherwise responded after the amount of time it takes a client transaction's Timer E to be reset to T2."
        row(TRYING, TIMER_100, PROCEEDING, SEND_100);
        // "While in the "Trying" state, if the TU passes a provisional response ..., the server transaction MUST enter
        // the "Proceeding" state."
        row(TRYING, RESPONSE_1XX, PROCEEDING, SEND_RESPONSE);
        finals(TRYING, reliable);
    }

    private void proceeding(boolean reliable) {
        // "Any further provisional responses ... MUST be passed to the transport layer for transmission. If a
        // retransmission of the request is received while in the "Proceeding" state, the most recently sent provisional
        // response MUST be passed to the transport layer for retransmission."
        row(PROCEEDING, RESPONSE_1XX, PROCEEDING, SEND_RESPONSE);
        row(PROCEEDING, REQUEST, PROCEEDING, RETRANSMIT_LAST);
        row(PROCEEDING, TRANSPORT_ERROR, TERMINATED, TELL_FAILURE);
        finals(PROCEEDING, reliable);
    }

    private void finals(State from, boolean reliable) {
        // "If the TU passes a final response (status codes 200-699) ..., the transaction MUST enter the "Completed"
        // state ... it MUST set Timer J to fire in 64*T1 seconds for unreliable transports, and zero seconds for
        // reliable transports."
        State to = reliable ? TERMINATED : COMPLETED;
        long effects = SEND_RESPONSE | (reliable ? NONE : START_J);
        row(from, RESPONSE_2XX, to, effects);
        row(from, RESPONSE_300_699, to, effects);
        // RFC 4320 4.2: "an element that can not respond before the transaction expires will not send a final response
        // at all": the client's Timer F has fired by then.
        row(from, TIMER_F, TERMINATED, NONE);
    }

    private void completed() {
        // "the server transaction MUST pass the final response to the transport layer for retransmission whenever a
        // retransmission of the request is received. Any other final responses ... MUST be discarded": no row.
        row(COMPLETED, REQUEST, COMPLETED, RETRANSMIT_LAST);
        row(COMPLETED, TRANSPORT_ERROR, TERMINATED, TELL_FAILURE);
        row(COMPLETED, TIMER_J, TERMINATED, NONE);
    }
}
