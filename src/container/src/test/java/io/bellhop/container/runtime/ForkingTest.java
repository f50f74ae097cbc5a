package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parallel proxying: what comes back and what goes upstream (RFC 3261 16.7). */
class ForkingTest extends ProxyBed {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theFirst2xxWinsAndTheOthersAreCancelled(boolean supervised) {
        proxies(proxy -> proxy.setSupervised(supervised), a, b, c);
        call();
        b.answer(200);

        assertThat(finals()).as("16.7 step 10: their 487 is absorbed").containsExactly(200);
        assertThat(a.cancels).hasSize(1);
        assertThat(c.cancels).hasSize(1);
        assertThat(b.cancels).isEmpty();
        bed.simulation.runFor(60_000);
        assertThat(finals()).containsExactly(200);
        assertThat(bed.figures().transactions()).isZero();
    }

    @Test
    void everyProvisionalResponseGoesUpstream() {
        proxies(proxy -> { }, a, b);
        call();

        assertThat(statuses()).containsExactly(180, 180);
        assertThat(caller.responses).allSatisfy(each -> assertThat(each.all(StandardHeader.VIA)).hasSize(1));
    }

    /** 16.7 step 5: "any 2xx response to an INVITE" is forwarded, also after the first. */
    @Test
    void every2xxIsForwardedAndTheSessionLivesAsLongAsTheLastDialog() {
        proxies(proxy -> proxy.setRecordRoute(true), a, b);
        call();
        a.send(a.made(200));
        b.answer(200);

        assertThat(finals()).containsExactly(200, 200);
        SipResponse first = caller.responses.get(caller.responses.size() - 2);
        SipResponse second = caller.last();
        assertThat(first.toTag()).isNotEqualTo(second.toTag());
        acknowledge(first);
        acknowledge(second);
        assertThat(a.peer.acks).hasSize(1);
        assertThat(b.peer.acks).hasSize(1);
        assertThat(hangUp(second, 2)).isEqualTo(200);
        assertThat(bed.figures().sipSessions()).as("the other dialog goes on").isEqualTo(1);
        assertThat(hangUp(first, 2)).isEqualTo(200);
        assertThat(bed.figures().sipSessions()).isZero();
    }

    @Test
    void a2xxThatComesAgainGoesUpstreamButNotToTheApplication() {
        proxies(proxy -> { }, a);
        call();
        SipResponse ok = a.made(200);
        a.send(ok);
        bed.simulation.runFor(10);
        a.answer(200);

        assertThat(finals()).containsExactly(200, 200);
        assertThat(bed.servlet.log).containsExactly("INVITE", "180 INVITE", "200 INVITE");
    }

    @ParameterizedTest
    @CsvSource({
        "486, 404, 486", "404, 302, 302", "500, 404, 404", "486, 401, 401", "404, 415, 415", "500, 503, 500",
        "503, 503, 500", "408, 486, 486"
    })
    void theBestResponseIsOfTheLowestClassUnlessItTellsMore(int first, int second, int best) {
        proxies(proxy -> proxy.setRecurse(false), a, b);
        call();
        a.answer(first);
        assertThat(finals()).as("16.7 step 5: none before all branches are over").isEmpty();
        b.answer(second);

        assertThat(finals()).containsExactly(best);
        assertThat(bed.figures().sipSessions()).isZero();
    }

    @Test
    void a6xxCancelsTheOthersAndIsForwarded() {
        proxies(proxy -> { }, a, b, c);
        call();
        a.answer(486);
        b.answer(603);

        assertThat(c.cancels).hasSize(1);
        assertThat(finals()).containsExactly(603);
    }

    /** 16.7 step 7. */
    @Test
    void theChallengesOfAllBranchesAreGathered() {
        proxies(proxy -> { }, a, b, c);
        call();
        SipResponse first = a.made(401);
        first.addLast(StandardHeader.WWW_AUTHENTICATE, "Digest realm=\"a\", nonce=\"1\"");
        a.send(first);
        bed.simulation.runFor(10);
        SipResponse second = b.made(407);
        second.addLast(StandardHeader.PROXY_AUTHENTICATE, "Digest realm=\"b\", nonce=\"2\"");
        b.send(second);
        SipResponse third = c.made(401);
        third.addLast(StandardHeader.WWW_AUTHENTICATE, "Digest realm=\"c\", nonce=\"3\"");
        c.send(third);
        bed.simulation.runFor(20);

        assertThat(finals()).containsExactly(401);
        assertThat(caller.last().all(StandardHeader.WWW_AUTHENTICATE)).containsExactly(
                "Digest realm=\"a\", nonce=\"1\"", "Digest realm=\"c\", nonce=\"3\"");
        assertThat(caller.last().all(StandardHeader.PROXY_AUTHENTICATE))
                .containsExactly("Digest realm=\"b\", nonce=\"2\"");
    }

    /** 16.7 step 6: "If there are no final responses in the response context, the proxy MUST send a 408". */
    @Test
    void branchesThatNobodyAnswersAre408() {
        proxies(proxy -> { }, a.silent());
        call();
        bed.simulation.runFor(190_000);

        assertThat(finals()).containsExactly(408);
        assertThat(caller.last().toTag()).isNotNull();
        assertThat(bed.servlet.log).containsExactly("INVITE", "408 INVITE");
        assertThat(bed.figures().sipSessions()).isZero();
    }

    /** 16.9: a transport failure is a 503, which does not go upstream (16.7 step 6). */
    @Test
    void aBranchThatCannotBeSentIs500() {
        bed.servlet.on("INVITE", request -> request.getProxy().proxyTo(uri("sip:x@10.0.0.9:5060;transport=tcp")));
        bed.open();
        call();
        bed.simulation.runFor(1_000);

        assertThat(finals()).containsExactly(500);
        assertThat(bed.figures().sipSessions()).isZero();
    }

    @Test
    void noCancelLeavesTheOthersRinging() {
        proxies(proxy -> proxy.setNoCancel(true), a, b);
        call();
        a.answer(200);
        assertThat(b.cancels).isEmpty();
        b.answer(200);

        assertThat(finals()).containsExactly(200, 200);
    }

    /** 16.7 step 10 and 9.1: no CANCEL before a provisional response. */
    @Test
    void aSilentBranchIsCancelledOnceItRings() {
        proxies(proxy -> { }, a, b.silent());
        call();
        bed.simulation.runFor(100);
        a.answer(200);
        // The transaction answers 100 by itself after 200 ms.
        assertThat(b.cancels).isEmpty();
        bed.simulation.runFor(200);

        assertThat(b.cancels).hasSize(1);
        assertThat(finals()).containsExactly(200);
    }

    /** Somebody behind us has forked: 2xx of two callees on one branch (16.7 step 5). */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a2xxOfAnotherCalleeOnTheSameBranchIsADialogOfItsOwn(boolean supervised) {
        proxies(proxy -> {
            proxy.setRecordRoute(true);
            proxy.setSupervised(supervised);
        }, a);
        call();
        a.answer(200);
        SipResponse other = a.made(200);
        other.toTag(io.bellhop.sip.message.Slice.of("other"));
        a.send(other.copy());
        bed.simulation.runFor(10);
        a.send(other.copy());
        bed.simulation.runFor(10);

        assertThat(finals()).containsExactly(200, 200, 200);
        assertThat(bed.servlet.log.stream().filter("200 INVITE"::equals)).hasSize(supervised ? 2 : 0);
        SipResponse first = caller.responses.get(caller.responses.size() - 3);
        assertThat(hangUp(caller.last(), 2)).isEqualTo(200);
        assertThat(bed.figures().sipSessions()).isEqualTo(1);
        assertThat(hangUp(first, 2)).isEqualTo(200);
        assertThat(bed.figures().sipSessions()).isZero();
    }
}
