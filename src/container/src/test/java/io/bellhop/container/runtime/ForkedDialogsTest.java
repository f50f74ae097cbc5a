package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.message.StandardMethod;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipSession;
import org.junit.jupiter.api.Test;

/** JSR 289 6.2.3.2, derived sessions; RFC 3261 13.2.2.4. */
class ForkedDialogsTest {
    private final UacBed world = new UacBed();
    private final Testbed bed = world.bed;

    private SipSession sessionOf(int response) {
        return bed.servlet.responses.get(response).getSession();
    }

    private void hangUp(SipSession session) {
        bed.onLoop(() -> UserAgentServerTest.send(session.createRequest("BYE")));
        bed.simulation.runFor(100);
    }

    @Test
    void aDerivedSessionHasTheAttributesOfTheOriginalAndThenItsOwn() {
        SipServletRequest invite = world.create("INVITE");
        invite.getSession().setAttribute("a", "1");
        world.send(invite);
        world.answer(180, "one");
        world.answer(180, "two");
        SipSession original = sessionOf(0);
        SipSession derived = sessionOf(1);
        assertThat(original).isSameAs(invite.getSession());
        assertThat(derived).isNotSameAs(original);
        assertThat(derived.getId()).isNotEqualTo(original.getId());
        assertThat(derived.getCallId()).isEqualTo(original.getCallId());
        assertThat(derived.getAttribute("a")).isEqualTo("1");
        derived.setAttribute("a", "2");
        derived.removeAttribute("b");
        assertThat(original.getAttribute("a")).isEqualTo("1");
        original.setAttribute("c", "3");
        assertThat(derived.getAttribute("c")).isNull();
    }

    /** Each ends by itself; what the peer sends in the other dialog is found when the original has gone. */
    @Test
    void aDerivedSessionOutlivesTheOriginal() {
        world.invite();
        world.answer(200, "one");
        world.answer(200, "two");
        SipSession original = sessionOf(0);
        SipSession derived = sessionOf(1);
        hangUp(original);
        assertThat(original.isValid()).isFalse();
        assertThat(derived.getState()).isEqualTo(SipSession.State.CONFIRMED);

        bed.servlet.on("BYE", bye -> bye.createResponse(200).send());
        world.callee.send(world.fromCallee(StandardMethod.BYE, "one", 1));
        bed.settle();
        assertThat(world.callee.lastStatus()).as("of the dialog that is over").isEqualTo(481);
        world.callee.send(world.fromCallee(StandardMethod.BYE, "two", 1));
        bed.settle();
        assertThat(world.callee.lastStatus()).isEqualTo(200);
        assertThat(bed.servlet.requests.get(0).getSession(false)).isSameAs(derived);
        bed.simulation.runFor(40_000);
        assertThat(bed.figures().sipSessions()).isZero();
        assertThat(bed.figures().applicationSessions()).isZero();
    }

    @Test
    void theOriginalOutlivesADerivedSession() {
        world.invite();
        world.answer(200, "one");
        world.answer(200, "two");
        hangUp(sessionOf(1));
        assertThat(sessionOf(1).isValid()).isFalse();
        world.answer(200, "two");
        assertThat(bed.servlet.responses).as("again, no new dialog").hasSize(3);
        hangUp(sessionOf(0));
        assertThat(world.callee.requests).filteredOn(each -> each.method() == StandardMethod.BYE)
                .extracting(each -> each.toTag().toString()).containsExactly("two", "one");
        bed.simulation.runFor(40_000);
        assertThat(bed.figures().sipSessions()).isZero();
    }

    /** 13.2.2.4: 64*T1 after the first 2xx "all the early dialogs [...] are terminated". */
    @Test
    void earlyDialogsThatNobodyAnswersEnd() {
        world.invite();
        world.answer(180, "one");
        world.answer(180, "two");
        world.answer(200, "three");
        assertThat(bed.figures().sipSessions()).isEqualTo(3);
        bed.simulation.runFor(33_000);
        assertThat(bed.figures().sipSessions()).isEqualTo(1);
        assertThat(sessionOf(2).getState()).isEqualTo(SipSession.State.CONFIRMED);
    }

    @Test
    void aFailureEndsAllEarlyDialogs() {
        world.invite();
        world.answer(180, "one");
        world.answer(180, "two");
        world.answer(486, "two");
        bed.simulation.runFor(40_000);
        assertThat(bed.servlet.log).containsExactly("180 INVITE", "180 INVITE", "486 INVITE");
        assertThat(bed.figures().sipSessions()).isZero();
        assertThat(bed.figures().applicationSessions()).isZero();
        assertThat(bed.figures().timers()).isZero();
    }

    /** "the UAC MUST terminate the dialog by sending a BYE": nobody is left who could. */
    @Test
    void whoAnswersAnApplicationThatIsGoneIsHungUpOn() {
        SipServletRequest invite = world.invite();
        world.answer(180, "one");
        bed.onLoop(() -> invite.getApplicationSession().invalidate());
        world.answer(200, "one");
        world.answer(200, "one");
        bed.settle();
        assertThat(world.callee.acks).hasSize(2);
        assertThat(world.callee.requests).extracting(each -> each.method().name()).containsExactly("INVITE", "BYE");
        bed.simulation.runFor(70_000);
        assertThat(bed.figures().transactions()).isZero();
    }
}
