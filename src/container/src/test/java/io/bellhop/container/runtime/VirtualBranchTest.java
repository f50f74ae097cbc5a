package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.sip.message.SipResponse;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipSession;
import org.junit.jupiter.api.Test;

/** The application answers a request that it has proxied: a virtual branch (JSR 289 10.2.5). */
class VirtualBranchTest extends ProxyBed {
    private void answer(int status) {
        bed.onLoop(() -> send(status));
        bed.simulation.runFor(20);
    }

    private void send(int status) {
        try {
            bed.servlet.requests.get(0).createResponse(status).send();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aProvisionalResponseGoesUpstream() {
        proxies(proxy -> { }, a.silent());
        call();
        answer(183);
        assertThat(statuses()).containsExactly(183);
        a.answer(200);

        assertThat(finals()).containsExactly(200);
    }

    @Test
    void a2xxWinsAndTheBranchesAreCancelled() {
        proxies(proxy -> proxy.setRecordRoute(true), a, b);
        call();
        SipServletRequest invite = bed.servlet.requests.get(0);
        answer(200);

        assertThat(finals()).containsExactly(200);
        assertThat(a.cancels).hasSize(1);
        assertThat(b.cancels).hasSize(1);
        SipResponse ok = caller.last();
        acknowledge(ok);
        bed.simulation.runFor(5_000);
        assertThat(finals()).as("the ACK is the application's: no retransmission").containsExactly(200);
        assertThat(invite.getSession().getState()).isEqualTo(SipSession.State.CONFIRMED);
        assertThat(bed.servlet.log).contains("ACK");
    }

    @Test
    void aFinalNon2xxIsACandidate() {
        proxies(proxy -> { }, a);
        call();
        answer(480);
        assertThat(finals()).isEmpty();
        assertThat(a.cancels).isEmpty();
        a.answer(200);

        assertThat(finals()).containsExactly(200);
    }

    @Test
    void theApplicationsAnswerIsTheBestOfThoseThatAreNot6xx() {
        proxies(proxy -> { }, a);
        call();
        answer(480);
        a.answer(404);

        assertThat(finals()).containsExactly(480);
        assertThat(bed.figures().sipSessions()).isZero();
    }

    @Test
    void a6xxOfTheApplicationCancelsTheBranches() {
        proxies(proxy -> { }, a);
        call();
        answer(603);

        assertThat(a.cancels).hasSize(1);
        assertThat(finals()).containsExactly(603);
    }

    @Test
    void anAnswerFromDoErrorResponseReplacesTheBest() {
        proxies(proxy -> { }, a);
        bed.servlet.onResponse(response -> {
            if (response.getStatus() == 486) {
                bed.servlet.requests.get(0).createResponse(404, "Not for you").send();
            }
        });
        call();
        a.answer(486);

        assertThat(finals()).containsExactly(404);
        assertThat(caller.last().reason()).isEqualTo("Not for you");
        assertThatThrownBy(() -> bed.servlet.requests.get(0).createResponse(200))
                .isInstanceOf(IllegalStateException.class);
    }

    /** getProxy alone does not make a proxy of it. */
    @Test
    void withoutABranchTheApplicationIsAUserAgentServer() {
        bed.servlet.on("INVITE", request -> {
            proxy = request.getProxy();
            request.createResponse(200).send();
        });
        bed.open();
        call();
        SipResponse ok = caller.last();
        acknowledge(ok);
        bed.servlet.on("BYE", request -> request.createResponse(200).send());

        assertThat(hangUp(ok, 2)).isEqualTo(200);
        assertThat(bed.servlet.log).containsExactly("INVITE", "ACK", "BYE");
        assertThat(bed.figures().sipSessions()).isZero();
    }
}
