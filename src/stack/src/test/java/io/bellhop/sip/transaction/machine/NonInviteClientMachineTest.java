package io.bellhop.sip.transaction.machine;

import static io.bellhop.sip.transaction.machine.Effects.*;
import static io.bellhop.sip.transaction.machine.Event.*;
import static io.bellhop.sip.transaction.machine.MachineAssert.assertMachine;
import static io.bellhop.sip.transaction.machine.State.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** RFC 3261 17.1.2.2, Figure 6: each arrow of the figure. */
class NonInviteClientMachineTest {
    private final MachineAssert udp = assertMachine(NonInviteClientMachine.over(false));
    private final MachineAssert tcp = assertMachine(NonInviteClientMachine.over(true));

    @Test
    void beginsInTrying() {
        assertThat(NonInviteClientMachine.over(true).initial()).isEqualTo(TRYING);
    }

    @Test
    void requestFromTuSendRequest() {
        udp.goes(TRYING, START, TRYING, SEND_REQUEST | START_E | START_F);
    }

    @Test
    void overAReliableTransportTimerEIsNotStarted() {
        tcp.goes(TRYING, START, TRYING, SEND_REQUEST | START_F);
    }

    @Test
    void tryingTimerESendRequest() {
        udp.goes(TRYING, TIMER_E, TRYING, RETRANSMIT_LAST | RESET_E);
    }

    @Test
    void tryingTimerFOrTransportErrorInformTu() {
        udp.goes(TRYING, TIMER_F, TERMINATED, TELL_TIMEOUT);
        udp.goes(TRYING, TRANSPORT_ERROR, TERMINATED, TELL_FAILURE);
    }

    @Test
    void trying1xxResponseToTu() {
        udp.goes(TRYING, RESPONSE_1XX, PROCEEDING, PASS_UP);
    }

    @Test
    void trying200To699ResponseToTu() {
        udp.goes(TRYING, RESPONSE_2XX, COMPLETED, PASS_UP | START_K);
        udp.goes(TRYING, RESPONSE_300_699, COMPLETED, PASS_UP | START_K);
    }

    @Test
    void proceedingTimerESendRequestAtIntervalsOfT2() {
        udp.goes(PROCEEDING, TIMER_E, PROCEEDING, RETRANSMIT_LAST | RESET_E_TO_T2);
    }

    @Test
    void proceedingTimerFOrTransportErrorInformTu() {
        udp.goes(PROCEEDING, TIMER_F, TERMINATED, TELL_TIMEOUT);
        udp.goes(PROCEEDING, TRANSPORT_ERROR, TERMINATED, TELL_FAILURE);
    }

    @Test
    void proceeding1xxResponseToTu() {
        udp.goes(PROCEEDING, RESPONSE_1XX, PROCEEDING, PASS_UP);
    }

    @Test
    void proceeding200To699ResponseToTu() {
        udp.goes(PROCEEDING, RESPONSE_2XX, COMPLETED, PASS_UP | START_K);
        udp.goes(PROCEEDING, RESPONSE_300_699, COMPLETED, PASS_UP | START_K);
    }

    @Test
    void overAReliableTransportTimerKIsZero() {
        tcp.goes(TRYING, RESPONSE_2XX, TERMINATED, PASS_UP);
        tcp.goes(PROCEEDING, RESPONSE_300_699, TERMINATED, PASS_UP);
    }

    @Test
    void completedTimerKFires() {
        udp.goes(COMPLETED, TIMER_K, TERMINATED, NONE);
    }

    @Test
    void anythingElseIsIgnoredAndRepeatedFinalsAreBuffered() {
        for (MachineAssert machine : new MachineAssert[] {udp, tcp}) {
            machine.knowsOnly(TRYING, START, TIMER_E, TIMER_F, TRANSPORT_ERROR, RESPONSE_1XX, RESPONSE_2XX,
                            RESPONSE_300_699, ABANDON)
                    .knowsOnly(PROCEEDING, TIMER_E, TIMER_F, TRANSPORT_ERROR, RESPONSE_1XX, RESPONSE_2XX,
                            RESPONSE_300_699, ABANDON)
                    .knowsOnly(COMPLETED, TIMER_K, ABANDON)
                    .ignoresAllIn(TERMINATED);
        }
    }
}
