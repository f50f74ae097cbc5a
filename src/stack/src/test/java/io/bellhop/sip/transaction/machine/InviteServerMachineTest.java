package io.bellhop.sip.transaction.machine;

import static io.bellhop.sip.transaction.machine.Effects.*;
import static io.bellhop.sip.transaction.machine.Event.*;
import static io.bellhop.sip.transaction.machine.MachineAssert.assertMachine;
import static io.bellhop.sip.transaction.machine.State.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** RFC 3261 17.2.1, Figure 7, with RFC 6026 8.5: each arrow of the figure. */
class InviteServerMachineTest {
    private final MachineAssert udp = assertMachine(InviteServerMachine.over(false));
    private final MachineAssert tcp = assertMachine(InviteServerMachine.over(true));

    @Test
    void beginsInProceeding() {
        assertThat(InviteServerMachine.over(false).initial()).isEqualTo(PROCEEDING);
    }

    @Test
    void inviteIsPassedToTuAndA100IsDue() {
        udp.goes(PROCEEDING, START, PROCEEDING, PASS_UP | START_100);
    }

    @Test
    void send100IfTuWontIn200Ms() {
        udp.goes(PROCEEDING, TIMER_100, PROCEEDING, SEND_100);
    }

    @Test
    void proceedingInviteSendResponse() {
        udp.goes(PROCEEDING, REQUEST, PROCEEDING, RETRANSMIT_LAST);
    }

    @Test
    void proceeding101To199FromTuSendResponse() {
        udp.goes(PROCEEDING, RESPONSE_1XX, PROCEEDING, STOP_TIMERS | SEND_RESPONSE);
    }

    /** RFC 6026 Figure 7: the transaction stays. */
    @Test
    void proceedingTransportErrorInformTu() {
        udp.goes(PROCEEDING, TRANSPORT_ERROR, PROCEEDING, TELL_FAILURE);
    }

    @Test
    void proceeding300To699FromTuSendResponse() {
        udp.goes(PROCEEDING, RESPONSE_300_699, COMPLETED, SEND_RESPONSE | START_G | START_H);
    }

    @Test
    void overAReliableTransportTimerGIsNotStarted() {
        tcp.goes(PROCEEDING, RESPONSE_300_699, COMPLETED, SEND_RESPONSE | START_H);
    }

    /** RFC 6026 Figure 7: Accepted instead of Terminated. */
    @Test
    void proceeding2xxFromTuSendResponse() {
        udp.goes(PROCEEDING, RESPONSE_2XX, ACCEPTED, SEND_RESPONSE | START_L);
        tcp.goes(PROCEEDING, RESPONSE_2XX, ACCEPTED, SEND_RESPONSE | START_L);
    }

    @Test
    void completedInviteSendResponse() {
        udp.goes(COMPLETED, REQUEST, COMPLETED, RETRANSMIT_LAST);
    }

    @Test
    void completedTimerGFiresSendResponse() {
        udp.goes(COMPLETED, TIMER_G, COMPLETED, RETRANSMIT_LAST | RESET_G);
    }

    @Test
    void completedTimerHFiresInformTu() {
        udp.goes(COMPLETED, TIMER_H, TERMINATED, TELL_TIMEOUT);
        tcp.goes(COMPLETED, TIMER_H, TERMINATED, TELL_TIMEOUT);
    }

    /** RFC 6026 Figure 7: the transaction stays. */
    @Test
    void completedTransportErrorInformTu() {
        udp.goes(COMPLETED, TRANSPORT_ERROR, COMPLETED, TELL_FAILURE);
    }

    @Test
    void completedAckConfirmed() {
        udp.goes(COMPLETED, ACK, CONFIRMED, START_I);
    }

    @Test
    void overAReliableTransportTimerIIsZero() {
        tcp.goes(COMPLETED, ACK, TERMINATED, NONE);
    }

    @Test
    void confirmedTimerIFires() {
        udp.goes(CONFIRMED, TIMER_I, TERMINATED, NONE);
    }

    /** RFC 6026 Figure 7: "2xx from TU, send response". */
    @Test
    void accepted2xxFromTuSendResponse() {
        udp.goes(ACCEPTED, RESPONSE_2XX, ACCEPTED, SEND_RESPONSE);
    }

    /** RFC 6026 Figure 7: "ACK, ACK to TU". */
    @Test
    void acceptedAckToTu() {
        udp.goes(ACCEPTED, ACK, ACCEPTED, PASS_UP);
    }

    /** RFC 6026 Figure 7: "Transport Err., inform TU". */
    @Test
    void acceptedTransportErrorInformTu() {
        udp.goes(ACCEPTED, TRANSPORT_ERROR, ACCEPTED, TELL_FAILURE);
    }

    /** RFC 6026 Figure 7: "Timer L fires". */
    @Test
    void acceptedTimerLFires() {
        udp.goes(ACCEPTED, TIMER_L, TERMINATED, NONE);
    }

    @Test
    void anythingElseIsIgnoredSuchAsTheInviteInAccepted() {
        for (MachineAssert machine : new MachineAssert[] {udp, tcp}) {
            machine.knowsOnly(PROCEEDING, START, TIMER_100, RESPONSE_1XX, REQUEST, RESPONSE_2XX, RESPONSE_300_699,
                            TRANSPORT_ERROR)
                    .knowsOnly(COMPLETED, TIMER_G, TIMER_H, REQUEST, ACK, TRANSPORT_ERROR)
                    .knowsOnly(CONFIRMED, TIMER_I)
                    .knowsOnly(ACCEPTED, RESPONSE_2XX, ACK, TIMER_L, TRANSPORT_ERROR)
                    .ignoresAllIn(TERMINATED);
        }
    }
}
