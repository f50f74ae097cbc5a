package io.bellhop.server.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.server.Domains;
import io.bellhop.server.Server;
import io.bellhop.server.accounts.Accounts;
import io.bellhop.server.location.Binding;
import io.bellhop.server.location.Bindings;
import io.bellhop.server.location.MemoryLocationStore;
import io.bellhop.server.location.NoBindingLog;
import io.bellhop.server.support.FakeFactory;
import io.bellhop.server.support.FakeRequest;
import io.bellhop.server.support.FakeResponse;
import io.bellhop.server.support.SettableClock;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps of the proxy (RFC 3261 section 16) and of the redirect server (section 8.3). */
class RouterTest {

    private final SettableClock clock = new SettableClock(1_000_000);
    private final Answers accounts = new Answers();
    private MemoryLocationStore locations;
    private Server server;

    @BeforeEach
    void setUp() throws IOException {
        locations = new MemoryLocationStore(new NoBindingLog(), 0);
        server = new Server(clock, new Domains(List.of("example.org"), List.of("127.0.0.1"), List.of(5060)), locations,
                accounts);
    }

    private Router proxy(Fork fork, String relay) {
        return Router.proxying(server, FakeFactory.make(), new Router.Options(fork, Relay.parse(relay), false, 20));
    }

    private Router redirect() {
        return Router.redirecting(server, new Router.Options(Fork.PARALLEL, Relay.parse("none"), false, 20));
    }

    private void bind(String user, String contact, int q) throws IOException {
        locations.update(user, clock.millis(), current -> {
            Binding[] all = new Binding[current.size() + 1];
            for (int i = 0; i < current.size(); i++) {
                all[i] = current.get(i);
            }
            all[current.size()] = new Binding(contact, q, clock.millis() + 60_000, "c", 1, "", "");
            return Bindings.of(all);
        });
    }

    private static FakeRequest invite(String uri) {
        return new FakeRequest("INVITE", uri);
    }

    private static FakeRequest routed(Router router, FakeRequest request) throws Exception {
        router.route(request.asRequest());
        return request;
    }

    private FakeResponse answer(FakeRequest request) throws Exception {
        return routed(proxy(Fork.PARALLEL, "none"), request).sent();
    }

    @Test
    void aCallGoesToEveryPhoneOfTheUserAtOnceAndIsRecordRouted() throws Exception {
        bind("bob", "sip:bob@192.0.2.4:5070", Binding.NO_Q);
        bind("bob", "sip:bob@192.0.2.5;transport=tcp", 300);
        FakeRequest invite = routed(proxy(Fork.PARALLEL, "none"), invite("sip:bob@example.org"));
        assertThat(invite.proxy().forwarded())
                .containsExactly(List.of("sip:bob@192.0.2.4:5070", "sip:bob@192.0.2.5;transport=tcp"));
        assertThat(invite.proxy().parallel()).isTrue();
        assertThat(invite.proxy().recordRoute()).isTrue();
        assertThat(invite.proxy().supervised()).isFalse();
        assertThat(invite.proxy().recurse()).isFalse();
        assertThat(invite.sent()).isNull();
    }

    /** RFC 5393 section 5.3.3. */
    @ParameterizedTest
    @EnumSource(Fork.class)
    void thePhonesOfAUserShareTheBreadthOfARequest(Fork fork) throws Exception {
        bind("bob", "sip:bob@192.0.2.4", 900);
        FakeRequest one = routed(proxy(fork, "none"), invite("sip:bob@example.org"));
        assertThat(one.getHeader("Max-Breadth")).as("one branch, all of it").isNull();
        bind("bob", "sip:bob@192.0.2.5", 500);
        FakeRequest two = routed(proxy(fork, "none"), invite("sip:bob@example.org"));
        assertThat(two.getHeader("Max-Breadth")).isEqualTo("30");
        FakeRequest later = routed(proxy(fork, "none"), invite("sip:bob@example.org").header("Max-Breadth", "7"));
        assertThat(later.getHeader("Max-Breadth")).isEqualTo("3");
        FakeRequest boast = invite("sip:bob@example.org").header("Max-Breadth", "99999999999");
        routed(proxy(fork, "none"), boast);
        assertThat(boast.getHeader("Max-Breadth")).isEqualTo("30");
    }

    /** RFC 3261 section 26.2.2: no hop of a request for a sips URI is without TLS. */
    @ParameterizedTest
    @EnumSource(Fork.class)
    void aRequestForASecureUriGoesToNoContactWithoutTls(Fork fork) throws Exception {
        bind("bob", "sip:bob@192.0.2.4", 900);
        FakeRequest none = routed(proxy(fork, "none"), invite("sips:bob@example.org"));
        assertThat(none.sent().getStatus()).isEqualTo(480);
        bind("bob", "sips:bob@192.0.2.5", 500);
        FakeRequest one = routed(proxy(fork, "none"), invite("sips:bob@example.org"));
        assertThat(one.proxy().forwarded()).containsExactly(List.of("sips:bob@192.0.2.5"));
    }

    /** RFC 5393 section 5.3.3. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "-1", "many"})
    void aBreadthThatDoesNotSufficeIsRefused(String breadth) throws Exception {
        bind("bob", "sip:bob@192.0.2.4", Binding.NO_Q);
        bind("bob", "sip:bob@192.0.2.5", Binding.NO_Q);
        FakeRequest invite = invite("sip:bob@example.org").header("Max-Breadth", breadth);
        assertThat(answer(invite).getStatus()).isEqualTo(440);
        assertThat(invite.proxy().forwarded()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MESSAGE", "OPTIONS", "PUBLISH", "SOMETHING"})
    void onlyWhatMakesADialogIsRecordRouted(String method) throws Exception {
        bind("bob", "sip:bob@192.0.2.4", Binding.NO_Q);
        FakeRequest request = routed(proxy(Fork.PARALLEL, "none"), new FakeRequest(method, "sip:bob@127.0.0.1:5060"));
        assertThat(request.proxy().forwarded()).containsExactly(List.of("sip:bob@192.0.2.4"));
        assertThat(request.proxy().recordRoute()).isFalse();
    }

    @Test
    void aRequestInsideADialogIsLeftToTheContainer() throws Exception {
        FakeRequest bye = new FakeRequest("BYE", "sip:bob@192.0.2.4").subsequent();
        routed(proxy(Fork.PARALLEL, "none"), bye);
        assertThat(bye.sent()).isNull();
        assertThat(bye.proxy().forwarded()).isEmpty();
    }

    @Test
    void headersAndTheMethodParameterOfAContactDoNotGetIntoARequestUri() throws Exception {
        bind("bob", "sip:bob@192.0.2.4;method=INVITE;transport=udp?Subject=x", Binding.NO_Q);
        FakeRequest invite = routed(proxy(Fork.PARALLEL, "none"), invite("sip:bob@example.org"));
        assertThat(invite.proxy().forwarded()).containsExactly(List.of("sip:bob@192.0.2.4;transport=udp"));
    }

    @Test
    void aContactThatIsNoSipUriCannotBeProxiedTo() throws Exception {
        bind("bob", "mailto:bob@example.org", Binding.NO_Q);
        assertThat(answer(invite("sip:bob@example.org")).getStatus()).isEqualTo(480);
    }

    @Test
    void whoIsKnownButNotRegisteredIsTemporarilyUnavailableAndWhoIsUnknownIsNotFound() throws Exception {
        accounts.answer = CompletableFuture.completedFuture(true);
        assertThat(answer(invite("sip:bob@example.org")).getStatus()).isEqualTo(480);
        accounts.answer = CompletableFuture.completedFuture(false);
        assertThat(answer(invite("sip:bob@example.org")).getStatus()).isEqualTo(404);
    }

    @Test
    void anExpiredBindingIsNone() throws Exception {
        bind("bob", "sip:bob@192.0.2.4", Binding.NO_Q);
        clock.pass(60);
        assertThat(answer(invite("sip:bob@example.org")).getStatus()).isEqualTo(480);
    }

    @Test
    void theAnswerComesWhenTheAccountsHaveAnswered() throws Exception {
        accounts.answer = new CompletableFuture<>();
        FakeRequest invite = invite("sip:bob@example.org");
        assertThat(answer(invite)).isNull();
        accounts.answer.complete(false);
        assertThat(invite.sent().getStatus()).isEqualTo(404);
    }

    @Test
    void accountsThatAnswerAfterTheCallerGaveUpAnswerNobody() throws Exception {
        accounts.answer = new CompletableFuture<>();
        FakeRequest invite = invite("sip:bob@example.org");
        answer(invite);
        invite.createResponse(487, "Request Terminated").send();
        accounts.answer.complete(true);
        assertThat(invite.sent().getStatus()).isEqualTo(487);
    }

    @Test
    void accountsThatCannotBeAskedAreAnError() throws Exception {
        accounts.answer = CompletableFuture.failedFuture(new IOException("no database"));
        assertThat(answer(invite("sip:bob@example.org")).getStatus()).isEqualTo(500);
    }

    @Test
    void aSchemeThatIsNotUnderstoodIsRefused() throws Exception {
        assertThat(answer(invite("http://example.org/")).getStatus()).isEqualTo(416);
        assertThat(answer(invite("tel:+15551234")).getStatus()).isEqualTo(404);
    }

    @Test
    void aRequestWithoutHopsLeftIsNotForwarded() throws Exception {
        bind("bob", "sip:bob@192.0.2.4", Binding.NO_Q);
        assertThat(answer(invite("sip:bob@example.org").header("Max-Forwards", "0")).getStatus()).isEqualTo(483);
        assertThat(answer(invite("sip:bob@example.org").header("Max-Forwards", "1"))).isNull();
    }

    @Test
    void anAddressWithoutAUserIsIncomplete() throws Exception {
        assertThat(answer(invite("sip:example.org")).getStatus()).isEqualTo(484);
    }

    @Test
    void aRequiredProxyExtensionIsRefusedByName() throws Exception {
        FakeResponse refusal = answer(invite("sip:bob@example.org").header("Proxy-Require", "foo"));
        assertThat(refusal.getStatus()).isEqualTo(420);
        assertThat(refusal.headers("Unsupported")).containsExactly("foo");
        accounts.answer = CompletableFuture.completedFuture(true);
        assertThat(answer(invite("sip:bob@example.org").header("Require", "100rel")).getStatus())
                .as("Require concerns the phones").isEqualTo(480);
    }

    @Test
    void anAuthenticatedUserDoesNotCallInTheNameOfAnother() throws Exception {
        bind("bob", "sip:bob@192.0.2.4", Binding.NO_Q);
        assertThat(answer(invite("sip:bob@example.org").authenticated("mallory")).getStatus()).isEqualTo(403);
        FakeRequest anonymous = invite("sip:bob@example.org").authenticated("mallory")
                .header("From", "<sip:anonymous@anonymous.invalid>");
        assertThat(answer(anonymous)).isNull();
        assertThat(anonymous.proxy().forwarded()).hasSize(1);
    }

    @Test
    void aForeignDomainIsRelayedForTheTrustedAlone() throws Exception {
        String foreign = "sip:carol@example.net:5080";
        assertThat(forwarded("none", invite(foreign).authenticated("alice"))).isFalse();
        assertThat(forwarded("authenticated", invite(foreign))).isFalse();
        assertThat(forwarded("authenticated", invite(foreign).authenticated("alice"))).isTrue();
        assertThat(forwarded("loopback", invite(foreign))).isFalse();
        assertThat(forwarded("loopback", invite(foreign).from("127.0.0.1"))).isTrue();
        assertThat(forwarded("loopback", invite(foreign).from("0:0:0:0:0:0:0:1"))).isTrue();
        assertThat(forwarded("authenticated loopback", invite(foreign).from("127.0.0.1"))).isTrue();
        assertThat(forwarded("any", invite(foreign))).isTrue();
    }

    private boolean forwarded(String relay, FakeRequest request) throws Exception {
        routed(proxy(Fork.PARALLEL, relay), request);
        if (request.sent() != null) {
            assertThat(request.sent().getStatus()).isEqualTo(403);
            return false;
        }
        assertThat(request.proxy().forwarded()).containsExactly(List.of("sip:carol@example.net:5080"));
        return true;
    }

    @Test
    void anAddressOfThisMachineBehindAPortThatIsNotOursIsForeign() throws Exception {
        assertThat(answer(invite("sip:bob@127.0.0.1:6001")).getStatus()).isEqualTo(403);
    }

    @Test
    void aRouteBehindOursIsFollowedForTheTrustedAlone() throws Exception {
        FakeRequest strange = invite("sip:bob@example.org").header("Route", "<sip:next.example.net;lr>");
        assertThat(answer(strange).getStatus()).isEqualTo(403);
        FakeRequest own = invite("sip:bob@example.org").header("Route", "<sip:next.example.net;lr>")
                .authenticated("alice");
        routed(proxy(Fork.PARALLEL, "authenticated"), own);
        assertThat(own.proxy().forwarded()).containsExactly(List.of("sip:bob@example.org"));
    }

    @Test
    void phonesInTurnAreAskedGroupByGroupUntilOneTakesTheCall() throws Exception {
        bind("bob", "sip:bob@1", 900);
        bind("bob", "sip:bob@2", 500);
        bind("bob", "sip:bob@3", 900);
        Router router = proxy(Fork.SEQUENTIAL, "none");
        FakeRequest invite = routed(router, invite("sip:bob@example.org"));
        assertThat(invite.proxy().forwarded()).containsExactly(List.of("sip:bob@1", "sip:bob@3"));
        assertThat(invite.proxy().supervised()).isTrue();
        assertThat(invite.proxy().timeout()).isEqualTo(20);
        router.refused(invite.proxy().refusal(486));
        assertThat(invite.proxy().forwarded()).hasSize(2).contains(List.of("sip:bob@2"));
        router.refused(invite.proxy().refusal(486));
        assertThat(invite.proxy().forwarded()).hasSize(2);
    }

    @Test
    void afterAGlobalRefusalOrACancelNobodyElseIsAsked() throws Exception {
        bind("bob", "sip:bob@1", 900);
        bind("bob", "sip:bob@2", 500);
        Router router = proxy(Fork.SEQUENTIAL, "none");
        FakeRequest declined = routed(router, invite("sip:bob@example.org"));
        router.refused(declined.proxy().refusal(603));
        router.refused(declined.proxy().refusal(487));
        assertThat(declined.proxy().forwarded()).hasSize(1);
        router.cancelled(declined.asRequest());
        router.refused(declined.proxy().refusal(486));
        assertThat(declined.proxy().forwarded()).hasSize(1);
    }

    @Test
    void aRedirectionNamesOneContactWith302AndSeveralWith300MostPreferredFirst() throws Exception {
        bind("bob", "sip:bob@1", 500);
        FakeResponse one = routed(redirect(), invite("sip:bob@example.org")).sent();
        assertThat(one.getStatus()).isEqualTo(302);
        assertThat(one.headers("Contact")).containsExactly("<sip:bob@1>;q=0.5");
        bind("bob", "sip:bob@2", 900);
        FakeResponse two = routed(redirect(), invite("sip:bob@example.org")).sent();
        assertThat(two.getStatus()).isEqualTo(300);
        assertThat(two.headers("Contact")).containsExactly("<sip:bob@2>;q=0.9", "<sip:bob@1>;q=0.5");
    }

    @Test
    void aRedirectionFindsNobodyAsTheProxyDoes() throws Exception {
        accounts.answer = CompletableFuture.completedFuture(true);
        assertThat(routed(redirect(), invite("sip:bob@example.org")).sent().getStatus()).isEqualTo(480);
        accounts.answer = CompletableFuture.completedFuture(false);
        assertThat(routed(redirect(), invite("sip:bob@example.org")).sent().getStatus()).isEqualTo(404);
        assertThat(routed(redirect(), invite("sip:bob@example.net")).sent().getStatus()).isEqualTo(403);
    }

    /** Accounts that answer what a test says. */
    private static final class Answers implements Accounts {

        private CompletableFuture<Boolean> answer = CompletableFuture.completedFuture(true);

        @Override
        public CompletableFuture<Boolean> isKnown(String user) {
            return answer;
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
