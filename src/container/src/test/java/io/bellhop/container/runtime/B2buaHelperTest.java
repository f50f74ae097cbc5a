package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.sip.message.HeaderName;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ClientTransaction;
import jakarta.servlet.sip.B2buaHelper;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.TooManyHopsException;
import jakarta.servlet.sip.UAMode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** JSR 289 12.8, B2buaHelper. */
class B2buaHelperTest {
    private final B2buaBed world = new B2buaBed();
    private final Testbed bed = world.bed;

    private void nothingIsLeft() {
        bed.simulation.runFor(40_000);
        assertThat(bed.figures().sipSessions()).isZero();
        assertThat(bed.figures().applicationSessions()).isZero();
        assertThat(bed.figures().transactions()).isZero();
        assertThat(bed.figures().timers()).isZero();
    }

    @AfterEach
    void noCallbackFailed() {
        assertThat(bed.host.stack().figure(io.bellhop.sip.transaction.Figure.USER_ERRORS)).isZero();
    }

    @Test
    void aCallGoesThroughBothLegsAndNothingIsLeft() {
        world.relaying();
        world.call();
        assertThat(world.caller.lastStatus()).isEqualTo(180);
        world.calleeAnswers(200, null);
        assertThat(world.caller.lastStatus()).isEqualTo(200);
        assertThat(world.callee.acks).as("no ACK before the caller's").isEmpty();
        SipResponse ok = world.caller.last();
        world.caller.sendStateless(world.caller.within(ok, StandardMethod.ACK, 7));
        bed.settle();
        assertThat(world.callee.acks).hasSize(1);

        world.caller.send(world.caller.within(ok, StandardMethod.BYE, 8));
        bed.settle();
        assertThat(world.callee.requests.get(1).method()).isEqualTo(StandardMethod.BYE);
        assertThat(world.caller.lastStatus()).isEqualTo(200);
        nothingIsLeft();
    }

    @Test
    void theCalleeMayHangUp() {
        world.relaying();
        world.call();
        world.calleeAnswers(200, null);
        world.caller.sendStateless(world.caller.within(world.caller.last(), StandardMethod.ACK, 7));
        bed.settle();
        SipRequest bye = world.callee.request(StandardMethod.BYE, "sip:10.0.0.1:5060",
                world.invited.callId().toString(), 3);
        bye.set(StandardHeader.FROM, world.answer(200, null).firstSlice(StandardHeader.TO));
        bye.set(StandardHeader.TO, world.invited.firstSlice(StandardHeader.FROM));
        world.callee.send(bye);
        bed.settle();

        assertThat(world.callee.lastStatus()).isEqualTo(200);
        assertThat(world.caller.requests).extracting(each -> each.method().name()).containsExactly("BYE");
        nothingIsLeft();
    }

    /** createRequest(SipServletRequest, boolean, Map): what is copied and what is not. */
    @Test
    void theFirstRequestOfTheOtherLegIsLikeTheOriginal() {
        world.relaying();
        world.call("Subject", "dinner", "X-Own", "a, b", "Max-Forwards", "17", "Route", "<sip:10.0.0.1;lr>",
                "Record-Route", "<sip:10.9.9.9;lr>");

        SipRequest sent = world.invited;
        assertThat(sent.first(StandardHeader.SUBJECT)).isEqualTo("dinner");
        assertThat(sent.first(HeaderName.of("X-Own"))).isEqualTo("a, b");
        assertThat(sent.maxForwards()).isEqualTo(16);
        assertThat(sent.has(StandardHeader.RECORD_ROUTE)).isFalse();
        assertThat(sent.has(StandardHeader.ROUTE)).as("the popped route").isFalse();
        assertThat(sent.all(StandardHeader.VIA)).hasSize(1);
        assertThat(sent.first(StandardHeader.CONTACT)).isEqualTo("<sip:10.0.0.1:5060>");
        assertThat(sent.callId().toString()).isNotEqualTo("call");
        assertThat(sent.first(StandardHeader.FROM)).startsWith("<sip:caller@example.com>;tag=");
        assertThat(sent.fromTag().toString()).isNotEqualTo("peercall");
        assertThat(sent.toTag()).isNull();
        assertThat(sent.cseq()).isEqualTo(1);
    }

    /** "The headerMap parameter can contain From, To, Contact, Route headers and any non system header." */
    @Test
    void theHeaderMapOverridesHeaders() {
        world.calleeRings();
        bed.servlet.on("INVITE", request -> world.toCallee(request.getB2buaHelper().createRequest(request, true, Map.of(
                "From", List.of("\"Anna\" <sip:anna@example.org>;tag=theirs"),
                "To", List.of("<sip:bert@example.org>;tag=theirs"),
                "Contact", List.of("\"A\" <sip:me@1.2.3.4:99;transport=tcp;x=y>;+sip.instance=\"<urn:i>\""),
                "Route", List.of("<sip:10.0.0.3:5060;lr>"),
                "Reply-To", List.of("<sip:other@example.org>"),
                "Subject", List.of("one", "two"),
                "Organization", List.of()))).send());
        world.call("Organization", "ours", "Subject", "old");

        SipRequest sent = world.invited;
        assertThat(sent.first(StandardHeader.FROM)).startsWith("\"Anna\" <sip:anna@example.org>;tag=")
                .doesNotContain("theirs");
        assertThat(sent.first(StandardHeader.TO)).isEqualTo("<sip:bert@example.org>");
        assertThat(sent.first(StandardHeader.CONTACT))
                .isEqualTo("\"A\" <sip:me@10.0.0.1:5060;x=y>;+sip.instance=\"<urn:i>\"");
        assertThat(sent.all(StandardHeader.ROUTE)).containsExactly("<sip:10.0.0.3:5060;lr>");
        assertThat(sent.first(HeaderName.of("Reply-To"))).isEqualTo("<sip:other@example.org>");
        assertThat(sent.all(StandardHeader.SUBJECT)).containsExactly("one", "two");
        assertThat(sent.has(HeaderName.of("Organization"))).isFalse();
    }

    @Test
    void theHeaderMapTakesNoSystemHeader() {
        bed.servlet.on("INVITE", request -> {
            B2buaHelper helper = request.getB2buaHelper();
            for (String name : List.of("Via", "Call-ID", "i", "CSeq", "Record-Route", "RSeq", "RAck")) {
                assertThatThrownBy(() -> helper.createRequest(request, true, Map.of(name, List.of("x"))))
                        .as(name).isInstanceOf(IllegalArgumentException.class);
            }
            SipSession other = helper.createRequest(request).getSession();
            assertThatThrownBy(() -> helper.createRequest(other, request, Map.of("Route", List.of("<sip:x;lr>"))))
                    .isInstanceOf(IllegalArgumentException.class);
            request.createResponse(480).send();
        });
        world.call();
        assertThat(world.caller.lastStatus()).isEqualTo(480);
    }

    /** "TooManyHopsException is thrown and a 483 (Too many hops) response is sent for the original request." */
    @Test
    void maxForwardsOfZeroIsA483() {
        bed.servlet.on("INVITE", request -> {
            assertThatThrownBy(() -> request.getB2buaHelper().createRequest(request, true, null))
                    .isInstanceOf(TooManyHopsException.class);
            assertThatThrownBy(() -> request.getB2buaHelper().createRequest(request))
                    .hasCauseInstanceOf(TooManyHopsException.class);
        });
        world.call("Max-Forwards", "0");
        assertThat(world.caller.responses).extracting(SipResponse::status).containsExactly(483);
        nothingIsLeft();
    }

    @Test
    void sessionsAndRequestsAreLinkedUntilTheyAreUnlinked() {
        world.calleeRings();
        bed.servlet.on("INVITE", request -> {
            B2buaHelper helper = request.getB2buaHelper();
            SipServletRequest leg = world.toCallee(helper.createRequest(request, true, null));
            assertThat(helper.getLinkedSession(request.getSession())).isSameAs(leg.getSession());
            assertThat(helper.getLinkedSession(leg.getSession())).isSameAs(request.getSession());
            assertThat(helper.getLinkedSipServletRequest(leg)).isSameAs(request);
            assertThat(helper.getLinkedSipServletRequest(request)).isSameAs(leg);
            assertThat(leg.getApplicationSession()).isSameAs(request.getApplicationSession());

            helper.linkSipSessions(leg.getSession(), request.getSession());
            SipServletRequest third = helper.createRequest(request);
            assertThat(helper.getLinkedSession(third.getSession())).as("createRequest of one argument").isNull();
            assertThatThrownBy(() -> helper.linkSipSessions(third.getSession(), leg.getSession()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> helper.createRequest(request, true, null))
                    .isInstanceOf(IllegalArgumentException.class);

            helper.unlinkSipSessions(leg.getSession());
            assertThat(helper.getLinkedSession(request.getSession())).isNull();
            assertThat(helper.getLinkedSipServletRequest(leg)).isNull();
            assertThatThrownBy(() -> helper.unlinkSipSessions(leg.getSession()))
                    .isInstanceOf(IllegalArgumentException.class);
            helper.linkSipSessions(request.getSession(), leg.getSession());
            assertThat(helper.getLinkedSipServletRequest(leg)).as("of the former link").isNull();
            assertThatThrownBy(() -> helper.linkSipSessions(null, leg.getSession()))
                    .isInstanceOf(NullPointerException.class);
            assertThatThrownBy(request::getProxy).isInstanceOf(IllegalStateException.class);
            request.createResponse(480).send();
        });
        world.call();
        assertThat(world.caller.lastStatus()).isEqualTo(480);
    }

    @Test
    void aLinkEndsWithTheFirstOfItsSessions() {
        SipSession[] legs = new SipSession[2];
        world.calleeRings();
        bed.servlet.on("INVITE", request -> {
            legs[0] = request.getSession();
            SipServletRequest leg = world.toCallee(request.getB2buaHelper().createRequest(request, true, null));
            legs[1] = leg.getSession();
            leg.send();
            request.createResponse(486).send();
        });
        world.call();
        assertThat(legs[0].isValid()).isFalse();
        assertThat(legs[1].isValid()).isTrue();
        assertThat(((io.bellhop.container.session.SipSessionImpl) legs[1]).link()).isNull();
    }

    /** RFC 3261 9.1; createCancel(SipSession). */
    @Test
    void aCancelGoesToTheOtherLeg() {
        world.relaying();
        ClientTransaction call = world.call();
        world.caller.cancel(call);
        bed.settle();

        assertThat(world.caller.lastStatus()).isEqualTo(487);
        assertThat(bed.servlet.log).containsExactly("INVITE", "180 INVITE", "CANCEL", "487 INVITE");
        nothingIsLeft();
    }

    /** "createCancel() before any provisional response" waits for one; a re-INVITE is cancelled as well. */
    @Test
    void aSecondInviteIsRelayedAndCancelled() {
        world.relaying();
        world.call();
        world.calleeAnswers(200, null);
        SipResponse ok = world.caller.last();
        world.caller.sendStateless(world.caller.within(ok, StandardMethod.ACK, 7));
        bed.settle();
        SipRequest again = world.caller.within(ok, StandardMethod.INVITE, 8);
        again.set(HeaderName.of("X-Own"), "again");
        ClientTransaction second = world.caller.send(again);
        bed.settle();
        assertThat(world.invited.toTag()).isNotNull();
        assertThat(world.invited.first(HeaderName.of("X-Own"))).isEqualTo("again");
        assertThat(world.caller.lastStatus()).isEqualTo(180);
        world.caller.cancel(second);
        bed.settle();
        assertThat(world.caller.lastStatus()).isEqualTo(487);

        world.caller.send(world.caller.within(ok, StandardMethod.BYE, 9));
        bed.settle();
        nothingIsLeft();
    }

    /** JSR 289, createResponseToOriginalRequest: "more than one successful response", each with a To tag of its own. */
    @Test
    void aFurtherSuccessHasASessionOfItsOwn() {
        world.relaying();
        SipSession[] made = new SipSession[3];
        bed.servlet.onResponse(response -> {
            if (response.getStatus() != 200 || !response.getMethod().equals("INVITE")) {
                return;
            }
            response.createAck().send();
            B2buaHelper helper = response.getRequest().getB2buaHelper();
            SipSession original = helper.getLinkedSipServletRequest(response.getRequest()).getSession();
            original.setAttribute("who", "both");
            SipServletResponse up = helper.createResponseToOriginalRequest(original, 200, "Fine");
            if (up.getSession() != original) {
                helper.linkSipSessions(up.getSession(), response.getSession());
                made[1] = up.getSession();
                made[2] = response.getSession();
            } else {
                made[0] = original;
            }
            up.send();
        });
        world.call();
        world.calleeAnswers(200, "one");
        world.calleeAnswers(200, "two");

        List<SipResponse> successes =
                world.caller.responses.stream().filter(response -> response.status() == 200).toList();
        assertThat(successes).hasSizeGreaterThanOrEqualTo(2);
        SipResponse second = successes.stream()
                .filter(each -> !each.toTag().equals(successes.get(0).toTag())).findFirst().orElseThrow();
        assertThat(made[1]).isNotSameAs(made[0]);
        assertThat(made[1].getAttribute("who")).isEqualTo("both");
        made[1].setAttribute("who", "second");
        assertThat(made[0].getAttribute("who")).isEqualTo("both");
        world.caller.sendStateless(world.caller.within(successes.get(0), StandardMethod.ACK, 7));
        world.caller.sendStateless(world.caller.within(second, StandardMethod.ACK, 7));
        bed.settle();

        world.caller.send(world.caller.within(successes.get(0), StandardMethod.BYE, 8));
        bed.settle();
        assertThat(made[0].isValid()).isFalse();
        assertThat(made[1].isValid()).as("its life is its own").isTrue();
        world.caller.send(world.caller.within(second, StandardMethod.BYE, 9));
        bed.settle();
        assertThat(world.callee.requests).filteredOn(each -> each.method() == StandardMethod.BYE)
                .extracting(each -> each.toTag().toString()).containsExactly("one", "two");
        nothingIsLeft();
    }

    /** "For the specified SipSession, returns a List of all uncommitted messages in the order of increasing CSeq". */
    @Test
    void whatIsNotFinishedIsPending() {
        world.calleeRings();
        bed.servlet.on("INVITE", request -> {
            B2buaHelper helper = request.getB2buaHelper();
            assertThat(helper.getPendingMessages(request.getSession(), UAMode.UAS)).containsExactly(request);
            SipServletRequest leg = world.toCallee(helper.createRequest(request, true, null));
            assertThat(helper.getPendingMessages(leg.getSession(), UAMode.UAC)).containsExactly(leg);
            leg.send();
            assertThat(helper.getPendingMessages(leg.getSession(), UAMode.UAC)).isEmpty();
        });
        bed.servlet.onResponse(response -> {
            B2buaHelper helper = response.getRequest().getB2buaHelper();
            if (response.getStatus() == 200 && response.getMethod().equals("INVITE")) {
                assertThat(helper.getPendingMessages(response.getSession(), UAMode.UAC)).containsExactly(response);
                response.createAck().send();
                assertThat(helper.getPendingMessages(response.getSession(), UAMode.UAC)).isEmpty();
                helper.getLinkedSipServletRequest(response.getRequest()).createResponse(200).send();
                assertThat(helper.getPendingMessages(helper.getLinkedSession(response.getSession()), UAMode.UAS))
                        .isEmpty();
                bed.servlet.log.add("looked");
            }
        });
        world.call();
        world.calleeAnswers(200, null);
        assertThat(bed.servlet.log).contains("looked");
    }
}
