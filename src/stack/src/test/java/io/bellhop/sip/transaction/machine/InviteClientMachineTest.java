package io.bellhop.sip.transaction.machine;

import static io.bellhop.sip.transaction.machine.Effects.*;
import static io.bellhop.sip.transaction.machine.Event.*;
import static io.bellhop.sip.transaction.machine.MachineAssert.assertMachine;
import static io.bellhop.sip.transaction.machine.State.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** RFC 3261 17.1.1.2, Figure 5, with RFC 6026 8.4: each arrow of the figure. */
class InviteClientMachineTest {
    private final MachineAssert udp = assertMachine(InviteClientMachine.over(false));
    private final MachineAssert tcp = assertMachine(InviteClientMachine.over(true));

    @Test
    void beginsInCalling() {
        assertThat(InviteClientMachine.over(false).initial()).isEqualTo(CALLING);
    }

    @Test
    void inviteFromTuInviteSent() {
        udp.goes(CALLING, START, CALLING, SEND_REQUEST | START_A | START_B);
    }

    @Test
    void overAReliableTransportTimerAIsNotStarted() {
        tcp.goes(CALLING, START, CALLING, SEND_REQUEST | START_B);
    }

    @Test
    void callingTimerAFiresResetAInviteSent() {
        udp.goes(CALLING, TIMER_A, CALLING, RETRANSMIT_LAST | RESET_A);
    }

    @Test
    void callingTimerBFiresInformTu() {
        udp.goes(CALLING, TIMER_B, TERMINATED, TELL_TIMEOUT);
        tcp.goes(CALLING, TIMER_B, TERMINATED, TELL_TIMEOUT);
    }

    @Test
    void callingTransportErrorInformTu() {
        udp.goes(CALLING, TRANSPORT_ERROR, TERMINATED, TELL_FAILURE);
    }

    @Test
    void calling1xxToTuAndNoMoreRetransmissions() {
        udp.goes(CALLING, RESPONSE_1XX, PROCEEDING, STOP_TIMERS | PASS_UP);
    }

    @Test
    void calling2xxToTuAccepted() {
        udp.goes(CALLING, RESPONSE_2XX, ACCEPTED, PASS_UP | START_M);
        tcp.goes(CALLING, RESPONSE_2XX, ACCEPTED, PASS_UP | START_M);
    }

    @Test
    void calling300To699AckSentResponseToTu() {
        udp.goes(CALLING, RESPONSE_300_699, COMPLETED, SEND_ACK | PASS_UP | START_D);
    }

    @Test
    void overAReliableTransportTimerDIsZero() {
        tcp.goes(CALLING, RESPONSE_300_699, TERMINATED, SEND_ACK | PASS_UP);
        tcp.goes(PROCEEDING, RESPONSE_300_699, TERMINATED, SEND_ACK | PASS_UP);
    }

    @Test
    void proceeding1xxToTu() {
        udp.goes(PROCEEDING, RESPONSE_1XX, PROCEEDING, PASS_UP);
    }

    @Test
    void proceeding2xxToTuAccepted() {
        udp.goes(PROCEEDING, RESPONSE_2XX, ACCEPTED, PASS_UP | START_M);
    }

    @Test
    void proceeding300To699AckSentResponseToTu() {
        udp.goes(PROCEEDING, RESPONSE_300_699, COMPLETED, SEND_ACK | PASS_UP | START_D);
    }

    @Test
    void completed300To699AckSentAndNotToTu() {
        udp.goes(COMPLETED, RESPONSE_300_699, COMPLETED, RETRANSMIT_LAST);
    }

    @Test
    void completedTransportErrorInformTu() {
        udp.goes(COMPLETED, TRANSPORT_ERROR, TERMINATED, TELL_FAILURE);
    }

    @Test
    void completedTimerDFires() {
        udp.goes(COMPLETED, TIMER_D, TERMINATED, NONE);
    }

    /** RFC 6026 Figure 5: "2xx, 2xx to TU" on Accepted. */
    @Test
    void accepted2xxToTu() {
        udp.goes(ACCEPTED, RESPONSE_2XX, ACCEPTED, PASS_UP);
    }

    /** RFC 6026 Figure 5: "Timer M fires". */
    @Test
    void acceptedTimerMFires() {
        udp.goes(ACCEPTED, TIMER_M, TERMINATED, NONE);
    }

    /** RFC 3261 9.1: 64*T1 after a CANCEL the transaction is considered cancelled. */
    @Test
    void proceedingCancelSentWaits64T1() {
        udp.goes(PROCEEDING, CANCEL_SENT, PROCEEDING, START_CANCEL);
        udp.goes(PROCEEDING, TIMER_CANCEL, TERMINATED, TELL_TIMEOUT);
    }

    @Test
    void anythingElseIsIgnored() {
        for (MachineAssert machine : new MachineAssert[] {udp, tcp}) {
            machine.knowsOnly(CALLING, START, TIMER_A, TIMER_B, TRANSPORT_ERROR, RESPONSE_1XX, RESPONSE_2XX,
                            RESPONSE_300_699, ABANDON)
                    .knowsOnly(PROCEEDING, RESPONSE_1XX, RESPONSE_2XX, RESPONSE_300_699, CANCEL_SENT, TIMER_CANCEL,
                            ABANDON)
                    .knowsOnly(COMPLETED, RESPONSE_300_699, TRANSPORT_ERROR, TIMER_D, ABANDON)
                    .knowsOnly(ACCEPTED, RESPONSE_2XX, TIMER_M, ABANDON)
                    .ignoresAllIn(TERMINATED);
        }
    }
}
