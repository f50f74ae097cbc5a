package io.bellhop.sip.transaction.machine;

import static io.bellhop.sip.transaction.machine.Effects.*;
import static io.bellhop.sip.transaction.machine.Event.*;
import static io.bellhop.sip.transaction.machine.MachineAssert.assertMachine;
import static io.bellhop.sip.transaction.machine.State.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** RFC 3261 17.2.2, Figure 8, and RFC 4320 4: each arrow of the figure. */
class NonInviteServerMachineTest {
    private final MachineAssert udp = assertMachine(NonInviteServerMachine.over(false));
    private final MachineAssert tcp = assertMachine(NonInviteServerMachine.over(true));

    @Test
    void beginsInTrying() {
        assertThat(NonInviteServerMachine.over(false).initial()).isEqualTo(TRYING);
    }

    @Test
    void requestReceivedPassToTu() {
        udp.goes(TRYING, START, TRYING, PASS_UP | START_100 | START_F);
    }

    @Test
    void trying1xxFromTuSendResponse() {
        udp.goes(TRYING, RESPONSE_1XX, PROCEEDING, SEND_RESPONSE);
    }

    @Test
    void trying200To699FromTuSendResponse() {
        udp.goes(TRYING, RESPONSE_2XX, COMPLETED, SEND_RESPONSE | START_J);
        udp.goes(TRYING, RESPONSE_300_699, COMPLETED, SEND_RESPONSE | START_J);
    }

    @Test
    void proceedingRequestSendResponse() {
        udp.goes(PROCEEDING, REQUEST, PROCEEDING, RETRANSMIT_LAST);
    }

    @Test
    void proceeding1xxFromTuSendResponse() {
        udp.goes(PROCEEDING, RESPONSE_1XX, PROCEEDING, SEND_RESPONSE);
    }

    @Test
    void proceeding200To699FromTuSendResponse() {
        udp.goes(PROCEEDING, RESPONSE_2XX, COMPLETED, SEND_RESPONSE | START_J);
        udp.goes(PROCEEDING, RESPONSE_300_699, COMPLETED, SEND_RESPONSE | START_J);
    }

    @Test
    void proceedingTransportErrorInformTu() {
        udp.goes(PROCEEDING, TRANSPORT_ERROR, TERMINATED, TELL_FAILURE);
    }

    @Test
    void completedRequestSendResponse() {
        udp.goes(COMPLETED, REQUEST, COMPLETED, RETRANSMIT_LAST);
    }

    @Test
    void completedTransportErrorInformTu() {
        udp.goes(COMPLETED, TRANSPORT_ERROR, TERMINATED, TELL_FAILURE);
    }

    @Test
    void completedTimerJFires() {
        udp.goes(COMPLETED, TIMER_J, TERMINATED, NONE);
    }

    @Test
    void overAReliableTransportTimerJIsZero() {
        tcp.goes(TRYING, RESPONSE_2XX, TERMINATED, SEND_RESPONSE);
        tcp.goes(PROCEEDING, RESPONSE_300_699, TERMINATED, SEND_RESPONSE);
    }

    /** RFC 4320 4.1: a 100 when Timer E of the client is at T2 and nothing was sent. */
    @Test
    void trying100IsSentLate() {
        udp.goes(TRYING, TIMER_100, PROCEEDING, SEND_100);
    }

    /** RFC 4320 4.2: no final response once the client's Timer F has fired. */
    @Test
    void withoutAnAnswerItEndsWhenTheClientDoes() {
        udp.goes(TRYING, TIMER_F, TERMINATED, NONE);
        udp.goes(PROCEEDING, TIMER_F, TERMINATED, NONE);
    }

    @Test
    void anythingElseIsIgnoredSuchAsRetransmissionsInTryingAndFurtherFinals() {
        for (MachineAssert machine : new MachineAssert[] {udp, tcp}) {
            machine.knowsOnly(TRYING, START, TIMER_100, TIMER_F, RESPONSE_1XX, RESPONSE_2XX, RESPONSE_300_699)
                    .knowsOnly(PROCEEDING, RESPONSE_1XX, REQUEST, TRANSPORT_ERROR, RESPONSE_2XX, RESPONSE_300_699,
                            TIMER_F)
                    .knowsOnly(COMPLETED, REQUEST, TRANSPORT_ERROR, TIMER_J)
                    .ignoresAllIn(TERMINATED);
        }
    }
}
