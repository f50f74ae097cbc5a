package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.container.descriptor.SecurityConstraint;
import io.bellhop.container.security.DigestResponse;
import io.bellhop.container.security.SipPrincipal;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.message.StandardMethod;
import io.bellhop.sip.transaction.ClientTransaction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** JSR 289 17: security constraints, digest authentication, roles. The realm's own checks are the realm's. */
class AdmissionTest {
    private static final SecurityConstraint CONSTRAINT = new SecurityConstraint(null,
            List.of(new SecurityConstraint.ResourceCollection(null, List.of(), List.of("REGISTER"))), false, true,
            List.of("user"), SecurityConstraint.TransportGuarantee.NONE);

    private final Testbed bed = new Testbed();
    private final CompletableFuture<SipPrincipal> verdict = new CompletableFuture<>();
    private DigestResponse asked;
    private final Peer peer = bed.peer("10.0.0.2");

    private record Caller(String name, String role) implements SipPrincipal {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean hasRole(String asked) {
            return asked.equals(role);
        }
    }

    private void open(SecurityConstraint constraint) {
        bed.constraint(constraint, response -> {
            asked = response;
            return verdict;
        });
        bed.servlet.on("REGISTER", request -> request.createResponse(200).send());
        bed.servlet.on("MESSAGE", request -> request.createResponse(200).send());
        bed.open();
    }

    private void register(String authorization) {
        SipRequest request = peer.request(StandardMethod.REGISTER, "sip:10.0.0.1", "r1", peer.responses.size() + 1);
        if (authorization != null) {
            request.addLast(StandardHeader.AUTHORIZATION, authorization);
        }
        peer.send(request);
        bed.simulation.runFor(20);
    }

    private String credentials() throws NoSuchAlgorithmException {
        String challenge = peer.last().all(StandardHeader.WWW_AUTHENTICATE).stream()
                .filter(each -> each.contains("MD5")).findFirst().orElseThrow();
        String nonce = challenge.replaceAll(".*nonce=\"([^\"]*)\".*", "$1");
        String realm = challenge.replaceAll(".*realm=\"([^\"]*)\".*", "$1");
        String ha1 = md5("alice:" + realm + ":secret");
        String ha2 = md5("REGISTER:sip:10.0.0.1");
        String response = md5(ha1 + ":" + nonce + ":00000001:c:auth:" + ha2);
        return "Digest username=\"alice\", realm=\"" + realm + "\", nonce=\"" + nonce
                + "\", uri=\"sip:10.0.0.1\", response=\"" + response + "\", algorithm=MD5, cnonce=\"c\", qop=auth, "
                + "nc=00000001";
    }

    private static String md5(String text) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(
                MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void withoutCredentialsACallerIsChallengedAndTheServletSeesNothing() {
        open(CONSTRAINT);
        register(null);

        assertThat(peer.lastStatus()).isEqualTo(401);
        assertThat(peer.last().all(StandardHeader.WWW_AUTHENTICATE)).isNotEmpty()
                .allMatch(each -> each.contains("realm=\"app\""));
        assertThat(bed.servlet.log).isEmpty();
        assertThat(bed.figures().sipSessions()).isZero();
    }

    @Test
    void anAuthenticatedCallerIsKnownToTheServlet() throws Exception {
        open(CONSTRAINT);
        register(null);
        register(credentials());
        assertThat(bed.servlet.log).as("the realm thinks").isEmpty();
        verdict.complete(new Caller("alice", "user"));
        bed.simulation.runFor(20);

        assertThat(asked).isNotNull();
        assertThat(peer.lastStatus()).isEqualTo(200);
        var request = bed.servlet.requests.get(0);
        assertThat(request.getRemoteUser()).isEqualTo("alice");
        assertThat(request.isUserInRole("user")).isTrue();
        assertThat(request.isUserInRole("admin")).isFalse();
    }

    @Test
    void aWrongPasswordIsChallengedAgainAndAnotherRoleForbidden() throws Exception {
        open(CONSTRAINT);
        register(null);
        register(credentials());
        verdict.complete(new Caller("alice", "guest"));
        bed.simulation.runFor(20);

        assertThat(peer.lastStatus()).isEqualTo(403);
        assertThat(bed.servlet.log).isEmpty();
    }

    @Test
    void aRealmThatFailsIsA500() throws Exception {
        open(CONSTRAINT);
        register(null);
        register(credentials());
        verdict.completeExceptionally(new IllegalStateException("the database is away"));
        bed.simulation.runFor(20);

        assertThat(peer.lastStatus()).isEqualTo(500);
    }

    @Test
    void otherMethodsPass() {
        open(CONSTRAINT);
        peer.send(peer.request(StandardMethod.MESSAGE, Testbed.URI, "m1", 1));
        bed.simulation.runFor(20);

        assertThat(peer.lastStatus()).isEqualTo(200);
    }

    @Test
    void aProxyConstraintAsksWith407AndASecureOneRefusesUdp() {
        open(new SecurityConstraint(null, CONSTRAINT.resources(), true, true, List.of("*"),
                SecurityConstraint.TransportGuarantee.NONE));
        register(null);
        assertThat(peer.lastStatus()).isEqualTo(407);
        assertThat(peer.last().has(StandardHeader.PROXY_AUTHENTICATE)).isTrue();
    }

    @Test
    void aTransportGuaranteeRefusesUdp() {
        open(new SecurityConstraint(null, CONSTRAINT.resources(), false, false, List.of(),
                SecurityConstraint.TransportGuarantee.CONFIDENTIAL));
        register(null);
        assertThat(peer.lastStatus()).isEqualTo(403);
    }

    @Test
    void anInviteCancelledWhileTheRealmThinksGets487AndTheServletSeesNothing() throws Exception {
        open(new SecurityConstraint(null,
                List.of(new SecurityConstraint.ResourceCollection(null, List.of(), List.of())), false, true,
                List.of("user"), SecurityConstraint.TransportGuarantee.NONE));
        register(null);
        SipRequest request = peer.request(StandardMethod.INVITE, Testbed.URI, "c1", 1);
        request.addLast(StandardHeader.AUTHORIZATION, credentials());
        ClientTransaction invite = peer.send(request);
        bed.simulation.runFor(300);
        peer.cancel(invite);
        bed.simulation.runFor(50);
        verdict.complete(new Caller("alice", "user"));
        bed.settle();

        assertThat(peer.lastStatus()).isEqualTo(487);
        assertThat(bed.servlet.log).isEmpty();
    }
}
