package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.container.security.DigestAlgorithm;
import io.bellhop.container.security.DigestCredentials;
import io.bellhop.container.security.DigestResponse;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardHeader;
import jakarta.servlet.sip.AuthInfo;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** JSR 289, AuthInfo and addAuthHeader; RFC 3261 22, RFC 7616, RFC 8760. */
class ChallengedRequestTest {
    private final UacBed world = new UacBed();
    private final Testbed bed = world.bed;

    private void challenging(int status, String... values) {
        world.callee.answering((request, transaction) -> {
            StandardHeader answers = status == 401 ? StandardHeader.AUTHORIZATION : StandardHeader.PROXY_AUTHORIZATION;
            boolean answered = request.has(answers);
            SipResponse response = SipResponse.to(request, answered ? 200 : status, null, transaction.localTag());
            response.addLast(StandardHeader.CONTACT, world.callee.contact());
            for (int i = 0; i < values.length && !answered; i++) {
                response.addLast(status == 401 ? StandardHeader.WWW_AUTHENTICATE : StandardHeader.PROXY_AUTHENTICATE,
                        values[i]);
            }
            transaction.respond(response);
        });
    }

    private void answering(AuthInfo info) {
        bed.servlet.onResponse(response -> {
            if (response.getStatus() == 401 || response.getStatus() == 407) {
                SipServletRequest again = response.getSession().createRequest(response.getMethod());
                again.addAuthHeader(response, info);
                again.send();
            } else if (response.getMethod().equals("INVITE") && response.getStatus() == 200) {
                response.createAck().send();
            }
        });
    }

    private AuthInfo account(int status, String realm) {
        AuthInfo info = bed.factory().createAuthInfo();
        info.addAuthInfo(status, realm, "wrong", "wrong");
        info.addAuthInfo(status, realm, "us", "secret");
        return info;
    }

    private static boolean proves(SipRequest request, String header) throws Exception {
        DigestCredentials read = DigestCredentials.parse(header);
        return new DigestResponse(read, request.method().name())
                .matches(read.algorithm().ha1("us", read.realm(), "secret"));
    }

    @Test
    void aCallIsMadeAgainWithCredentials() throws Exception {
        challenging(401, "Digest realm=\"one\", nonce=\"n1\", opaque=\"o\", algorithm=MD5, qop=\"auth,auth-int\"");
        answering(account(401, "one"));
        SipServletRequest invite = world.create("INVITE");
        invite.setHeader("Subject", "dinner");
        invite.setContent("v=0", "application/sdp");
        invite.setRequestURI(bed.factory().createURI("sip:other@10.0.0.2:5060"));
        world.send(invite);

        SipRequest first = world.callee.requests.get(0);
        SipRequest again = world.callee.requests.get(1);
        String credentials = again.first(StandardHeader.AUTHORIZATION);
        assertThat(proves(again, credentials)).isTrue();
        assertThat(credentials).contains("opaque=\"o\"", "qop=auth,", "nc=00000001", "uri=\"sip:other@10.0.0.2:5060\"");
        assertThat(again.cseq()).isEqualTo(2);
        assertThat(again.callId()).isEqualTo(first.callId());
        assertThat(again.fromTag()).isEqualTo(first.fromTag());
        assertThat(again.toTag()).as("RFC 3261 22.2").isNull();
        assertThat(again.requestUri()).isEqualTo(first.requestUri());
        assertThat(again.first(StandardHeader.SUBJECT)).isEqualTo("dinner");
        assertThat(again.body().toString()).isEqualTo("v=0");
        assertThat(bed.servlet.log).containsExactly("401 INVITE", "200 INVITE");
        assertThat(world.callee.acks).hasSize(1);
        assertThat(invite.getSession().getState()).isEqualTo(jakarta.servlet.sip.SipSession.State.CONFIRMED);
    }

    /** RFC 8760 2.4: several algorithms in one response; the strongest one is answered. */
    @Test
    void theStrongestAlgorithmOfEachRealmIsAnswered() throws Exception {
        challenging(407, "Digest realm=\"one\", nonce=\"n1\", qop=\"auth\"",
                "Digest realm=\"one\", nonce=\"n2\", algorithm=SHA-256, qop=\"auth\"",
                "Digest realm=\"one\", nonce=\"n3\", algorithm=SHA3-NEW, qop=\"auth\"",
                "Digest realm=\"two\", nonce=\"n4\"", "Digest realm=\"unknown\", nonce=\"n5\"", "Basic realm=\"b\"");
        AuthInfo info = account(407, "one");
        info.addAuthInfo(407, "two", "us", "secret");
        info.addAuthInfo(401, "unknown", "us", "secret");
        answering(info);
        world.send(world.create("MESSAGE"));

        SipRequest again = world.callee.requests.get(1);
        List<String> sent = again.all(StandardHeader.PROXY_AUTHORIZATION);
        assertThat(sent).hasSize(2);
        assertThat(sent.get(0)).contains("realm=\"one\"", "nonce=\"n2\"", "algorithm=SHA-256");
        assertThat(sent.get(1)).contains("realm=\"two\"").doesNotContain("qop").doesNotContain("nc=");
        assertThat(proves(again, sent.get(0))).isTrue();
        assertThat(proves(again, sent.get(1))).isTrue();
        assertThat(bed.servlet.responses.get(0).getChallengeRealms()).toIterable().contains("one", "two");
        assertThat(bed.figures().sipSessions()).isZero();
    }

    /** RFC 7616 3.4: the nonce count is "the count of the number of requests that the client has sent with the nonce". */
    @Test
    void theNonceCountGoesUp() {
        challenging(401, "Digest realm=\"one\", nonce=\"same\", algorithm=SHA-256, qop=\"auth\"");
        answering(account(401, "one"));
        world.send(world.create("MESSAGE"));
        SipServletResponse challenge = bed.servlet.responses.get(0);
        SipServletRequest next = world.create("MESSAGE");
        bed.onLoop(() -> {
            next.addAuthHeader(challenge, "us", "secret");
            next.addAuthHeader(challenge, "us", "secret");
        });

        String credentials = next.getHeader("Authorization");
        assertThat(credentials).contains("nc=00000003");
        assertThat(next.getHeaders("Authorization")).toIterable().as("one for each realm").hasSize(1);
        assertThat(world.callee.requests.get(1).first(StandardHeader.AUTHORIZATION)).contains("nc=00000001");
    }

    @Test
    void theBodyIsProtectedWhereTheServerAsksForIt() throws Exception {
        challenging(401, "Digest realm=\"one\", nonce=\"n\", qop=\"auth-int\"");
        answering(account(401, "one"));
        SipServletRequest message = world.create("MESSAGE");
        message.setContent("hello", "text/plain");
        world.send(message);

        String sent = world.callee.requests.get(1).first(StandardHeader.AUTHORIZATION);
        DigestCredentials read = DigestCredentials.parse(sent);
        DigestAlgorithm md5 = DigestAlgorithm.MD5;
        String a2 = md5.hash("MESSAGE:" + read.uri() + ":" + md5.hash("hello"));
        assertThat(read.response()).isEqualTo(md5.hash(md5.ha1("us", "one", "secret") + ":n:00000001:"
                + read.cnonce() + ":auth-int:" + a2));
    }

    @Test
    void anythingElseIsRefused() {
        challenging(401, "Digest realm=\"one\", nonce=\"n\"");
        world.bed.servlet.onResponse(response -> { });
        world.send(world.create("MESSAGE"));
        SipServletResponse challenge = bed.servlet.responses.get(0);
        SipServletRequest next = world.create("MESSAGE");
        assertThatThrownBy(() -> next.addAuthHeader(challenge, account(407, "one")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> next.addAuthHeader(challenge, account(401, "two")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bed.factory().createAuthInfo().addAuthInfo(200, "one", "us", "secret"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> next.addAuthHeader(null, account(401, "one")))
                .isInstanceOf(NullPointerException.class);
        assertThat(next.getHeader("Authorization")).isNull();
    }

    /** A BYE that was challenged leaves the dialog (RFC 3261 15.1.1 asks for the BYE again). */
    @Test
    void aByeIsSentAgainWithCredentials() {
        SipServletRequest invite = world.invite();
        world.answer(200, "one");
        challenging(407, "Digest realm=\"one\", nonce=\"n\", qop=\"auth\"");
        answering(account(407, "one"));
        bed.onLoop(() -> UserAgentServerTest.send(invite.getSession().createRequest("BYE")));
        bed.simulation.runFor(40_000);
        assertThat(bed.servlet.log).containsExactly("200 INVITE", "407 BYE", "200 BYE");
        assertThat(bed.figures().sipSessions()).isZero();
    }
}
