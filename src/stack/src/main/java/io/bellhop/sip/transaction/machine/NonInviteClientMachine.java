package io.bellhop.sip.transaction.machine;

import static io.bellhop.sip.transaction.machine.Effects.*;
import static io.bellhop.sip.transaction.machine.Event.*;
import static io.bellhop.sip.transaction.machine.State.*;

/** The non-INVITE client transaction: RFC 3261 17.1.2 with Figure 6. */
public final class NonInviteClientMachine extends Machine {
    private static final NonInviteClientMachine UNRELIABLE = new NonInviteClientMachine(false);
    private static final NonInviteClientMachine RELIABLE = new NonInviteClientMachine(true);

    private NonInviteClientMachine(boolean reliable) {
        super(TRYING);
        trying(reliable);
        proceeding(reliable);
        completed();
    }

    /** @param reliable whether the request goes over a transport that delivers once and in order */
    public static NonInviteClientMachine over(boolean reliable) {
        return reliable ? RELIABLE : UNRELIABLE;
    }

    private void trying(boolean reliable) {
        // "When entering this state, the client transaction SHOULD set timer F to fire in 64*T1 seconds. ... If an
        // unreliable transport is in use, the client transaction MUST set timer E to fire in T1 seconds."
        row(TRYING, START, TRYING, SEND_REQUEST | START_F | (reliable ? NONE : START_E));
        // "If timer E fires while still in this state, the timer is reset, but this time with a value of MIN(2*T1,
        // T2)."
        row(TRYING, TIMER_E, TRYING, RETRANSMIT_LAST | RESET_E);
        // "If a provisional response is received while in the "Trying" state, the response MUST be passed to the TU,
        // and then the client transaction SHOULD move to the "Proceeding" state." 17.1.2.1: "retransmissions continue
        // ... but at an interval of T2": from the next time that Timer E fires.
        row(TRYING, RESPONSE_1XX, PROCEEDING, PASS_UP);
        failures(TRYING);
        finals(TRYING, reliable);
    }

    private void proceeding(boolean reliable) {
        // "If Timer E fires while in the "Proceeding" state, the request MUST be passed to the transport layer for
        // retransmission, and Timer E MUST be reset with a value of T2 seconds."
        row(PROCEEDING, TIMER_E, PROCEEDING, RETRANSMIT_LAST | RESET_E_TO_T2);
        row(PROCEEDING, RESPONSE_1XX, PROCEEDING, PASS_UP);
        failures(PROCEEDING);
        finals(PROCEEDING, reliable);
    }

    private void failures(State from) {
        // "If Timer F fires ... the client transaction SHOULD inform the TU about the timeout, and then it SHOULD enter
        // the "Terminated" state."
        row(from, TIMER_F, TERMINATED, TELL_TIMEOUT);
        row(from, TRANSPORT_ERROR, TERMINATED, TELL_FAILURE);
        row(from, ABANDON, TERMINATED, NONE);
    }

    private void finals(State from, boolean reliable) {
        // "If a final response (status codes 200-699) is received ..., the response MUST be passed to the TU, and the
        // client transaction MUST transition to the "Completed" state ... it MUST set Timer K to fire in T4 seconds for
        // unreliable transports, and zero seconds for reliable transports."
        State to = reliable ? TERMINATED : COMPLETED;
        long effects = PASS_UP | (reliable ? NONE : START_K);
        row(from, RESPONSE_2XX, to, effects);
        row(from, RESPONSE_300_699, to, effects);
    }

    private void completed() {
        // "The "Completed" state exists to buffer any additional response retransmissions": no row for a response.
        // "If Timer K fires while in this state, the client transaction MUST transition to the "Terminated" state."
        row(COMPLETED, TIMER_K, TERMINATED, NONE);
        row(COMPLETED, ABANDON, TERMINATED, NONE);
    }
}
