package io.bellhop.container.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.container.security.AuthOutcome.Allow;
import io.bellhop.container.security.AuthOutcome.Challenge;
import io.bellhop.container.security.AuthOutcome.Refuse;
import io.bellhop.container.security.AuthOutcome.Verify;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DigestAuthenticatorTest {
    private static final long LIFETIME = 300_000;
    private static final AccessRule RULE = new AccessRule("biloxi.com", false, List.of("subscriber"));

    private final DigestAuthenticator authenticator =
            new DigestAuthenticator(new Random(1), LIFETIME, DigestAuthenticator.DEFAULT_ALGORITHMS);
    private long now = 1_000_000;

    private record Subscriber(String name, Set<String> roles) implements SipPrincipal {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean hasRole(String role) {
            return roles.contains(role);
        }
    }

    /** A phone that answers the challenge of that algorithm. */
    private static String answer(Challenge challenge, DigestAlgorithm algorithm, String password, int nc) {
        String header = challenge.values().stream()
                .filter(value -> value.contains("algorithm=" + algorithm.token() + ",")).findFirst().orElseThrow();
        return credentials(nonceIn(header), algorithm, password, nc);
    }

    private static String nonceIn(String header) {
        int start = header.indexOf("nonce=\"") + 7;
        return header.substring(start, header.indexOf('"', start));
    }

    private static String credentials(String nonce, DigestAlgorithm algorithm, String password, int nc) {
        String ha1 = algorithm.ha1("bob", "biloxi.com", password);
        String count = String.format("%08x", nc);
        String response = algorithm.hash(ha1 + ":" + nonce + ":" + count + ":c:auth:"
                + algorithm.hash("REGISTER:sip:biloxi.com"));
        return "Digest username=\"bob\", realm=\"biloxi.com\", nonce=\"" + nonce + "\", uri=\"sip:biloxi.com\","
                + " qop=auth, nc=" + count + ", cnonce=\"c\", response=\"" + response + "\", algorithm=" + algorithm.token();
    }

    private AuthOutcome decide(String... headers) {
        return authenticator.decide("REGISTER", List.of(headers), RULE, now);
    }

    private Challenge challenged(String... headers) {
        return (Challenge) decide(headers);
    }

    /** Goes all the way, with a realm that knows one password. */
    private AuthOutcome whole(AccessRule rule, String... headers) {
        AuthOutcome outcome = authenticator.decide("REGISTER", List.of(headers), rule, now);
        if (!(outcome instanceof Verify verify)) {
            return outcome;
        }
        DigestResponse response = verify.response();
        boolean right = response.matches(response.algorithm().ha1(response.username(), response.realm(), "zanzibar"));
        return authenticator.conclude(response, right ? new Subscriber("bob", Set.of("subscriber")) : null, rule, now);
    }

    private AuthOutcome whole(String... headers) {
        return whole(RULE, headers);
    }

    private static boolean isStale(AuthOutcome outcome) {
        return outcome instanceof Challenge challenge
                && challenge.values().stream().allMatch(value -> value.endsWith(", stale=true"));
    }

    // RFC 8760, 2.4
    @Test
    void withoutCredentialsThereIsAChallengeForEachAlgorithmTheStrongestFirst() {
        Challenge challenge = challenged();
        assertThat(challenge.status()).isEqualTo(401);
        assertThat(challenge.header()).isEqualTo("WWW-Authenticate");
        assertThat(challenge.values()).hasSize(2);
        assertThat(challenge.values().get(0)).matches("Digest realm=\"biloxi.com\", nonce=\"[-_A-Za-z0-9]{43}\","
                + " opaque=\"[0-9a-f]{16}\", algorithm=SHA-256, qop=\"auth\"");
        assertThat(challenge.values().get(1)).contains("algorithm=MD5, qop=\"auth\"");
    }

    @Test
    void aProxyChallengesWith407() {
        Challenge challenge = (Challenge) authenticator.decide("INVITE", List.of(),
                new AccessRule("a \"b\" \\", true, List.of("*")), now);
        assertThat(challenge.status()).isEqualTo(407);
        assertThat(challenge.header()).isEqualTo("Proxy-Authenticate");
        assertThat(challenge.values().get(0)).startsWith("Digest realm=\"a \\\"b\\\" \\\\\", ");
    }

    @Test
    void theRightPasswordPassesWithEitherAlgorithm() {
        for (DigestAlgorithm algorithm : DigestAuthenticator.DEFAULT_ALGORITHMS) {
            assertThat(whole(answer(challenged(), algorithm, "zanzibar", 1)))
                    .isInstanceOfSatisfying(Allow.class, allow ->
                            assertThat(allow.principal().getName()).isEqualTo("bob"));
        }
    }

    @Test
    void theWrongOneIsChallengedAnewAndNotCalledStale() {
        AuthOutcome outcome = whole(answer(challenged(), DigestAlgorithm.MD5, "wrong", 1));
        assertThat(outcome).isInstanceOf(Challenge.class);
        assertThat(isStale(outcome)).isFalse();
    }

    @Test
    void aFailedAttemptDoesNotUseTheNonceUp() {
        Challenge challenge = challenged();
        whole(answer(challenge, DigestAlgorithm.MD5, "wrong", 1));
        assertThat(whole(answer(challenge, DigestAlgorithm.MD5, "zanzibar", 1))).isInstanceOf(Allow.class);
    }

    @Test
    void theSameCredentialsAreGoodOnceAndHigherCountsGoOn() {
        Challenge challenge = challenged();
        String first = answer(challenge, DigestAlgorithm.SHA_256, "zanzibar", 1);
        assertThat(whole(first)).isInstanceOf(Allow.class);
        assertThat(isStale(whole(first))).isTrue();
        assertThat(whole(answer(challenge, DigestAlgorithm.SHA_256, "zanzibar", 2))).isInstanceOf(Allow.class);
    }

    @Test
    void credentialsThatCameTwiceWhileTheRealmWasThinkingAreGoodOnce() {
        String header = answer(challenged(), DigestAlgorithm.MD5, "zanzibar", 1);
        Verify one = (Verify) decide(header);
        Verify two = (Verify) decide(header);
        Subscriber bob = new Subscriber("bob", Set.of("subscriber"));
        assertThat(authenticator.conclude(one.response(), bob, RULE, now)).isInstanceOf(Allow.class);
        assertThat(isStale(authenticator.conclude(two.response(), bob, RULE, now))).isTrue();
    }

    @Test
    void anOldNonceIsStaleAndOneFromTheFutureToo() {
        Challenge challenge = challenged();
        String header = answer(challenge, DigestAlgorithm.MD5, "zanzibar", 1);
        now += LIFETIME;
        assertThat(decide(header)).isInstanceOf(Verify.class);
        now += 1;
        assertThat(isStale(decide(header))).isTrue();
        now -= LIFETIME + 2;
        assertThat(isStale(decide(header))).isTrue();
    }

    @Test
    void aNonceThatWeDidNotMakeIsStale() {
        String ours = nonceIn(challenged().values().get(0));
        char[] changed = ours.toCharArray();
        changed[12] = changed[12] == 'A' ? 'B' : 'A';
        DigestAuthenticator restarted =
                new DigestAuthenticator(new Random(2), LIFETIME, DigestAuthenticator.DEFAULT_ALGORITHMS);
        String other = nonceIn(((Challenge) restarted.decide("REGISTER", List.of(), RULE, now)).values().get(0));
        for (String nonce : new String[] {"", "x", new String(changed), other, ours + "A", "*".repeat(43)}) {
            assertThat(isStale(decide(credentials(nonce, DigestAlgorithm.MD5, "zanzibar", 1)))).as(nonce).isTrue();
        }
    }

    @Test
    void aNonceIsGoodInItsRealmAlone() {
        Challenge elsewhere = (Challenge) authenticator.decide("REGISTER", List.of(),
                new AccessRule("other", false, List.of("*")), now);
        assertThat(isStale(decide(answer(elsewhere, DigestAlgorithm.MD5, "zanzibar", 1)))).isTrue();
    }

    @Test
    void noNonceIsMadeTwice() {
        assertThat(challenged().values().get(0)).isNotEqualTo(challenged().values().get(0));
    }

    @Test
    void credentialsForOthersArePassedOver() {
        String mine = answer(challenged(), DigestAlgorithm.MD5, "zanzibar", 1);
        String others = mine.replace("biloxi.com\", nonce", "atlanta.com\", nonce");
        assertThat(isStale(decide(others))).isFalse();
        assertThat(decide(others)).isInstanceOf(Challenge.class);
        assertThat(whole("Basic YTpi", others, mine)).isInstanceOf(Allow.class);
    }

    @Test
    void ofSeveralForOurRealmThePreferredAlgorithmCounts() {
        Challenge challenge = challenged();
        Verify verify = (Verify) decide(answer(challenge, DigestAlgorithm.MD5, "zanzibar", 1),
                answer(challenge, DigestAlgorithm.SHA_256, "zanzibar", 1));
        assertThat(verify.response().algorithm()).isEqualTo(DigestAlgorithm.SHA_256);
    }

    @Test
    void whatWasNotOfferedIsChallengedAgain() {
        String good = answer(challenged(), DigestAlgorithm.MD5, "zanzibar", 1);
        assertThat(decide(good.replace("algorithm=MD5", "algorithm=MD5-sess"))).isInstanceOf(Challenge.class);
        assertThat(decide(good.replace("algorithm=MD5", "algorithm=AKAv1-MD5"))).isInstanceOf(Challenge.class);
        assertThat(decide(good.replace("qop=auth", "qop=auth-int"))).isInstanceOf(Challenge.class);
        assertThat(decide(answer(challenged(), DigestAlgorithm.SHA_256, "zanzibar", 1)
                .replace("algorithm=SHA-256", "algorithm=SHA-512-256"))).isInstanceOf(Challenge.class);
    }

    @Test
    void withoutQopANonceIsGoodForOneRequest() {
        String nonce = nonceIn(challenged().values().get(1));
        DigestAlgorithm md5 = DigestAlgorithm.MD5;
        String response = md5.hash(md5.ha1("bob", "biloxi.com", "zanzibar") + ":" + nonce + ":"
                + md5.hash("REGISTER:sip:biloxi.com"));
        String header = "Digest username=\"bob\", realm=\"biloxi.com\", nonce=\"" + nonce
                + "\", uri=\"sip:biloxi.com\", response=\"" + response + "\"";
        assertThat(whole(header)).isInstanceOf(Allow.class);
        assertThat(isStale(whole(header))).isTrue();
    }

    @Test
    void malformedCredentialsAreABadRequest() {
        assertThat(decide("Digest username=\"bob")).isInstanceOfSatisfying(Refuse.class, refuse -> {
            assertThat(refuse.status()).isEqualTo(400);
            assertThat(refuse.reason()).isEqualTo("Quotes that never close in credentials");
        });
    }

    @Test
    void theRoleDecidesWhoPasses() {
        assertThat(whole(new AccessRule("biloxi.com", false, List.of("boss")),
                answer(challenged(), DigestAlgorithm.MD5, "zanzibar", 1))).isEqualTo(new Refuse(403, "Forbidden"));
        assertThat(whole(new AccessRule("biloxi.com", false, List.of("boss", "subscriber")),
                answer(challenged(), DigestAlgorithm.MD5, "zanzibar", 1))).isInstanceOf(Allow.class);
        assertThat(whole(new AccessRule("biloxi.com", false, List.of("*")),
                answer(challenged(), DigestAlgorithm.MD5, "zanzibar", 1))).isInstanceOf(Allow.class);
        assertThat(whole(new AccessRule("biloxi.com", false, List.of()))).isEqualTo(new Refuse(403, "Forbidden"));
    }

    // RFC 3261, 22.1
    @Test
    void ackAndCancelAreNeverChallenged() {
        assertThat(authenticator.decide("ACK", List.of(), RULE, now)).isEqualTo(new Allow(null));
        assertThat(authenticator.decide("CANCEL", List.of(), RULE, now)).isEqualTo(new Allow(null));
    }
}
