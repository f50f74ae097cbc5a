package io.bellhop.sip.transaction.machine;

import static io.bellhop.sip.transaction.machine.Effects.*;
import static io.bellhop.sip.transaction.machine.Event.*;
import static io.bellhop.sip.transaction.machine.State.*;

/** The INVITE server transaction: RFC 3261 17.2.1 with Figure 7 as RFC 6026 8.5 redraws it. */
public final class InviteServerMachine extends Machine {
    private static final InviteServerMachine UNRELIABLE = new InviteServerMachine(false);
    private static final InviteServerMachine RELIABLE = new InviteServerMachine(true);

    private InviteServerMachine(boolean reliable) {
        super(PROCEEDING);
        proceeding(reliable);
        completed(reliable);
        confirmed();
        accepted();
    }

    /** @param reliable whether the request came over a transport that delivers once and in order */
    public static InviteServerMachine over(boolean reliable) {
        return reliable ? RELIABLE : UNRELIABLE;
    }

    private void proceeding(boolean reliable) {
        // "The server transaction MUST generate a 100 (Trying) response unless it knows that the TU will generate a
        // provisional or final response within 200 ms ... The request MUST be passed to the TU."
        row(PROCEEDING, START, PROCEEDING, START_100 | PASS_UP);
        row(PROCEEDING, TIMER_100, PROCEEDING, SEND_100);
        // "So long as the server transaction remains in the "Proceeding" state, each [provisional response from the TU]
        // is passed to the transport layer for transmission."
        row(PROCEEDING, RESPONSE_1XX, PROCEEDING, STOP_TIMERS | SEND_RESPONSE);
        // "If a request retransmission is received while in the "Proceeding" state, the most recent provisional
        // response that was received from the TU MUST be passed to the transport layer for retransmission."
        row(PROCEEDING, REQUEST, PROCEEDING, RETRANSMIT_LAST);
        // RFC 6026 8.5: "the server transaction MUST transition to the "Accepted" state"; 8.7: Timer L is 64*T1 over
        // any transport, since the 2xx is retransmitted end to end.
        row(PROCEEDING, RESPONSE_2XX, ACCEPTED, START_L | SEND_RESPONSE);
        // "the response MUST be passed to the transport layer for transmission, and the state machine MUST enter the
        // "Completed" state. For unreliable transports, timer G is set to fire in T1 seconds, and is not set to fire
        // for reliable transports. ... timer H MUST be set to fire in 64*T1 seconds for all transports."
        row(PROCEEDING, RESPONSE_300_699, COMPLETED, SEND_RESPONSE | START_H | (reliable ? NONE : START_G));
        // RFC 6026 Figure 7: a transport error is told and leaves the state.
        row(PROCEEDING, TRANSPORT_ERROR, PROCEEDING, TELL_FAILURE);
    }

    private void completed(boolean reliable) {
        // "If timer G fires, the response is passed to the transport layer once more for retransmission, and timer G is
        // set to fire in MIN(2*T1, T2) seconds."
        row(COMPLETED, TIMER_G, COMPLETED, RETRANSMIT_LAST | RESET_G);
        // "Furthermore, while in the "Completed" state, if a request retransmission is received, the server SHOULD pass
        // the response to the transport for retransmission."
        row(COMPLETED, REQUEST, COMPLETED, RETRANSMIT_LAST);
        // "If an ACK is received while the server transaction is in the "Completed" state, the server transaction MUST
        // transition to the "Confirmed" state ... timer I is set to fire in T4 seconds for unreliable transports, and
        // zero seconds for reliable transports."
        row(COMPLETED, ACK, reliable ? TERMINATED : CONFIRMED, reliable ? NONE : START_I);
        // "If timer H fires while in the "Completed" state, it implies that the ACK was never received. In this case,
        // the server transaction MUST transition to the "Terminated" state, and MUST indicate to the TU that a
        // transaction failure has occurred."
        row(COMPLETED, TIMER_H, TERMINATED, TELL_TIMEOUT);
        row(COMPLETED, TRANSPORT_ERROR, COMPLETED, TELL_FAILURE);
    }

    private void confirmed() {
        // "The purpose of the "Confirmed" state is to absorb any additional ACK messages that arrive": no row for them.
        row(CONFIRMED, TIMER_I, TERMINATED, NONE);
    }

    private void accepted() {
        // RFC 6026 8.5: "While in the "Accepted" state, if the TU passes a 2xx response, the server transaction MUST
        // pass the response to the transport layer for transmission." A retransmission of the INVITE is absorbed: no
        // row.
        row(ACCEPTED, RESPONSE_2XX, ACCEPTED, SEND_RESPONSE);
        // RFC 6026 8.5: "any ACKs received ... in the "Accepted" state ... MUST be passed to the TU."
        row(ACCEPTED, ACK, ACCEPTED, PASS_UP);
        row(ACCEPTED, TIMER_L, TERMINATED, NONE);
        row(ACCEPTED, TRANSPORT_ERROR, ACCEPTED, TELL_FAILURE);
    }
}
