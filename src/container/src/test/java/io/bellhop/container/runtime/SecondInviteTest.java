package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import jakarta.servlet.sip.SipServletRequest;
import org.junit.jupiter.api.Test;

/** RFC 3261 14: INVITEs inside a dialog that meet. */
class SecondInviteTest {
    private final UacBed world = new UacBed();
    private final Testbed bed = world.bed;

    private SipServletRequest again(SipServletRequest first) {
        SipServletRequest[] made = new SipServletRequest[1];
        bed.onLoop(() -> made[0] = first.getSession().createRequest("INVITE"));
        world.send(made[0]);
        return made[0];
    }

    /** 14.2: "MUST return a 491 (Request Pending) response to the received INVITE." */
    @Test
    void anInviteThatMeetsOursIs491() {
        SipServletRequest first = world.invite();
        world.answer(200, "one");
        again(first);
        world.callee.send(world.fromCallee(StandardMethod.INVITE, "one", 1));
        bed.settle();

        assertThat(world.callee.lastStatus()).isEqualTo(491);
        assertThat(bed.servlet.log).containsExactly("200 INVITE");
        world.answer(200, null);
        assertThat(world.callee.acks).as("ours goes on").hasSize(2);
    }

    /** 14.2: "MUST return a 500 [...] and MUST include a Retry-After header field with [...] between 0 and 10 seconds." */
    @Test
    void anInviteThatComesBeforeTheAnswerToTheOneBeforeIs500() {
        world.invite();
        world.answer(200, "one");
        world.callee.send(world.fromCallee(StandardMethod.INVITE, "one", 1));
        world.callee.send(world.fromCallee(StandardMethod.INVITE, "one", 2));
        bed.settle();

        SipResponse refused = world.callee.responses.stream().filter(each -> each.cseq() == 2).findFirst()
                .orElseThrow();
        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.cseq()).isEqualTo(2);
        assertThat(Integer.parseInt(refused.first(StandardHeader.RETRY_AFTER))).isBetween(0, 10);
        assertThat(bed.servlet.log).containsExactly("200 INVITE", "INVITE");
    }

    /** 14.1: "a UAC MUST NOT initiate a new INVITE transaction within a dialog while another INVITE [...] in progress". */
    @Test
    void oursThatMeetsTheirsIs491ForTheApplicationAndIsNotSent() {
        SipServletRequest first = world.invite();
        world.answer(200, "one");
        world.callee.send(world.fromCallee(StandardMethod.INVITE, "one", 1));
        bed.settle();
        int before = world.callee.requests.size();
        again(first);

        assertThat(bed.servlet.log).containsExactly("200 INVITE", "INVITE", "491 INVITE");
        assertThat(world.callee.requests).hasSize(before);
        bed.onLoop(() -> UserAgentServerTest.send(bed.servlet.requests.get(0).createResponse(200)));
        bed.onLoop(() -> UserAgentServerTest.send(first.getSession().createRequest("BYE")));
        bed.simulation.runFor(40_000);
        assertThat(bed.figures().sipSessions()).isZero();
    }

    @Test
    void twoOfOursAtOnceAreOne() {
        SipServletRequest first = world.invite();
        world.answer(200, "one");
        again(first);
        again(first);
        assertThat(bed.servlet.log).containsExactly("200 INVITE", "491 INVITE");
    }
}
