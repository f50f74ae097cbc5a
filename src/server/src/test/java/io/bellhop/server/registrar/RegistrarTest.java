package io.bellhop.server.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.server.Domains;
import io.bellhop.server.Server;
import io.bellhop.server.accounts.Accounts;
import io.bellhop.server.accounts.AnyAccounts;
import io.bellhop.server.location.BindingLog;
import io.bellhop.server.location.Bindings;
import io.bellhop.server.location.MemoryLocationStore;
import io.bellhop.server.location.NoBindingLog;
import io.bellhop.server.support.FakeFactory;
import io.bellhop.server.support.FakeRequest;
import io.bellhop.server.support.FakeResponse;
import io.bellhop.server.support.SettableClock;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** RFC 3261 section 10.3, request in and answer out, through all steps. */
class RegistrarTest {

    private final SettableClock clock = new SettableClock(1_289_690_940_000L);
    private final Domains domains = new Domains(List.of("example.org", "example.com"), List.of("127.0.0.1"),
            List.of(5060));
    private final MemoryLocationStore locations = store(new NoBindingLog());
    private Registrar registrar = registrar(locations, new AnyAccounts());
    private int cseq;

    private static MemoryLocationStore store(BindingLog log) {
        try {
            return new MemoryLocationStore(log, 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Registrar registrar(MemoryLocationStore store, Accounts accounts) {
        return new Registrar(new Server(clock, domains, store, accounts), FakeFactory.make(),
                new ExpiryLimits(60, 7200, 3600), 3);
    }

    private FakeRequest register() {
        return new FakeRequest("REGISTER", "sip:example.org").header("CSeq", ++cseq + " REGISTER");
    }

    private FakeResponse answer(FakeRequest request) throws Exception {
        registrar.register(request.asRequest());
        return request.sent();
    }

    @Test
    void aRegistrationIsAnsweredWithTheBindingItsExpiryAndTheDate() throws Exception {
        FakeResponse ok = answer(register().header("Contact", "<sip:alice@192.0.2.4:5070>").header("Expires", "600"));
        assertThat(ok.getStatus()).isEqualTo(200);
        assertThat(ok.headers("Contact")).containsExactly("<sip:alice@192.0.2.4:5070>;expires=600");
        assertThat(ok.headers("Date")).containsExactly("Sat, 13 Nov 2010 23:29:00 GMT");
    }

    @Test
    void allCurrentBindingsAreListedMostPreferredFirst() throws Exception {
        answer(register().header("Contact", "<sip:a@192.0.2.4>;q=0.3"));
        clock.pass(100);
        FakeResponse ok = answer(register().header("Contact", "<sip:a@192.0.2.5>;q=0.7;expires=300",
                "<sip:a@192.0.2.6>;expires=200;q=0.25"));
        assertThat(ok.headers("Contact")).containsExactly("<sip:a@192.0.2.5>;q=0.7;expires=300",
                "<sip:a@192.0.2.4>;q=0.3;expires=3500", "<sip:a@192.0.2.6>;q=0.25;expires=200");
    }

    @Test
    void theExpiresParameterOverrulesTheHeaderAndTheHeaderTheDefault() throws Exception {
        FakeResponse ok = answer(register().header("Expires", "300")
                .header("Contact", "<sip:a@192.0.2.4>;expires=200", "<sip:a@192.0.2.5>"));
        assertThat(ok.headers("Contact")).containsExactly("<sip:a@192.0.2.4>;expires=200",
                "<sip:a@192.0.2.5>;expires=300");
    }

    @Test
    void aQueryChangesNothingAndListsWhatHasNotExpired() throws Exception {
        answer(register().header("Contact", "<sip:a@192.0.2.4>;expires=100", "<sip:a@192.0.2.5>;expires=200"));
        clock.pass(100);
        FakeResponse ok = answer(register());
        assertThat(ok.getStatus()).isEqualTo(200);
        assertThat(ok.headers("Contact")).containsExactly("<sip:a@192.0.2.5>;expires=100");
    }

    @Test
    void aQueryOfAnAddressWithoutBindingsIsAnsweredWithNoContact() throws Exception {
        FakeResponse ok = answer(register());
        assertThat(ok.getStatus()).isEqualTo(200);
        assertThat(ok.headers("Contact")).isEmpty();
    }

    @Test
    void allNamesOfThisServerAreOneNameSpace() throws Exception {
        answer(register().header("Contact", "<sip:a@192.0.2.4>").header("To", "<sip:alice@EXAMPLE.com:5061>"));
        FakeRequest query = new FakeRequest("REGISTER", "sip:127.0.0.1:5060").header("To", "<sip:alice@127.0.0.1>");
        assertThat(answer(query).headers("Contact")).hasSize(1);
    }

    @Test
    void userNamesDifferInTheirCase() throws Exception {
        answer(register().header("Contact", "<sip:a@192.0.2.4>"));
        assertThat(answer(register().header("To", "<sip:Alice@example.org>")).headers("Contact")).isEmpty();
    }

    @Test
    void aDomainThatIsNotOursIsNotFound() throws Exception {
        assertThat(answer(new FakeRequest("REGISTER", "sip:example.net")).getStatus()).isEqualTo(404);
        assertThat(answer(register().header("To", "<sip:alice@example.net>")).getStatus()).isEqualTo(404);
        assertThat(answer(register().header("To", "<tel:+15551234>")).getStatus()).isEqualTo(404);
        assertThat(answer(register().header("To", "<sip:example.org>")).getStatus()).isEqualTo(404);
    }

    @Test
    void aRequiredExtensionIsRefusedByName() throws Exception {
        FakeResponse refusal = answer(register().header("Require", "path", "gruu"));
        assertThat(refusal.getStatus()).isEqualTo(420);
        assertThat(refusal.headers("Unsupported")).containsExactly("path", "gruu");
    }

    @Test
    void anAuthenticatedUserMayNotRegisterForAnother() throws Exception {
        FakeRequest third = register().header("Contact", "<sip:m@192.0.2.9>").authenticated("mallory");
        assertThat(answer(third).getStatus()).isEqualTo(403);
        assertThat(locations.find("alice", clock.millis())).isSameAs(Bindings.NONE);
        FakeRequest lent = register().authenticated("alice").header("From", "<sip:mallory@example.org>");
        assertThat(answer(lent).getStatus()).isEqualTo(403);
        assertThat(answer(register().authenticated("alice")).getStatus()).isEqualTo(200);
    }

    @Test
    void anIntervalTooBriefIsRefusedWithTheMinimum() throws Exception {
        FakeResponse refusal = answer(
                register().header("Contact", "<sip:a@192.0.2.4>", "<sip:a@192.0.2.5>;expires=59"));
        assertThat(refusal.getStatus()).isEqualTo(423);
        assertThat(refusal.headers("Min-Expires")).containsExactly("60");
        assertThat(locations.find("alice", clock.millis())).isSameAs(Bindings.NONE);
    }

    @Test
    void theWildcardWithExpiresZeroRemovesAll() throws Exception {
        answer(register().header("Contact", "<sip:a@192.0.2.4>", "<sip:a@192.0.2.5>"));
        FakeResponse ok = answer(register().header("Contact", "*").header("Expires", "0"));
        assertThat(ok.getStatus()).isEqualTo(200);
        assertThat(ok.headers("Contact")).isEmpty();
    }

    @Test
    void theWildcardIsInvalidWithoutExpiresZeroOrBesideOthers() throws Exception {
        answer(register().header("Contact", "<sip:a@192.0.2.4>"));
        assertThat(answer(register().header("Contact", "*")).getStatus()).isEqualTo(400);
        assertThat(answer(register().header("Contact", "*").header("Expires", "60")).getStatus()).isEqualTo(400);
        assertThat(answer(register().header("Contact", "*", "<sip:a@192.0.2.5>").header("Expires", "0")).getStatus())
                .isEqualTo(400);
        assertThat(answer(register().header("Contact", "<sip:a@192.0.2.5>", "*").header("Expires", "0")).getStatus())
                .isEqualTo(400);
        assertThat(locations.find("alice", clock.millis()).size()).isEqualTo(1);
    }

    @Test
    void aMalformedContactIsABadRequest() throws Exception {
        assertThat(answer(register().header("Contact", "nonsense")).getStatus()).isEqualTo(400);
        assertThat(answer(register().header("Contact", "<sip:a@192.0.2.4>;q=7")).getStatus()).isEqualTo(400);
    }

    @Test
    void moreContactsThanAllowedAreForbidden() throws Exception {
        FakeResponse refusal = answer(register().header("Contact", "<sip:a@1>", "<sip:a@2>", "<sip:a@3>", "<sip:a@4>"));
        assertThat(refusal.getStatus()).isEqualTo(403);
        String[] flood = new String[1000];
        Arrays.setAll(flood, i -> "<sip:a@" + i + ">;expires=0");
        assertThat(answer(register().header("Contact", flood)).getStatus()).isEqualTo(403);
    }

    @Test
    void anOlderRequestOfTheSameCallIdFails() throws Exception {
        answer(register().header("Contact", "<sip:a@192.0.2.4>").header("CSeq", "5 REGISTER"));
        FakeResponse late = answer(register().header("Contact", "<sip:a@192.0.2.4>;expires=0").header("CSeq",
                "4 REGISTER"));
        assertThat(late.getStatus()).isEqualTo(500);
        assertThat(locations.find("alice", clock.millis()).size()).isEqualTo(1);
    }

    @Test
    void aBindingThatCannotBeKeptFailsTheRequest() throws Exception {
        registrar = registrar(store(new FullDisk()), new AnyAccounts());
        assertThat(answer(register().header("Contact", "<sip:a@192.0.2.4>")).getStatus()).isEqualTo(500);
    }

    @Test
    void withoutAuthenticationTheAccountsAreAskedAndTheAnswerComesWhenTheyHaveAnswered() throws Exception {
        CompletableFuture<Boolean> known = new CompletableFuture<>();
        registrar = registrar(locations, accounts(known));
        FakeRequest request = register().header("Contact", "<sip:a@192.0.2.4>");
        assertThat(answer(request)).isNull();
        known.complete(true);
        assertThat(request.sent().getStatus()).isEqualTo(200);
    }

    @Test
    void whoHasNoAccountIsNotFoundAndAccountsThatCannotBeAskedAreAnError() throws Exception {
        registrar = registrar(locations, accounts(CompletableFuture.completedFuture(false)));
        assertThat(answer(register()).getStatus()).isEqualTo(404);
        registrar = registrar(locations, accounts(CompletableFuture.failedFuture(new IOException("no database"))));
        assertThat(answer(register()).getStatus()).isEqualTo(500);
        assertThat(answer(register().authenticated("alice")).getStatus()).isEqualTo(200);
    }

    private static Accounts accounts(CompletableFuture<Boolean> answer) {
        return new Accounts() {
            @Override
            public CompletableFuture<Boolean> isKnown(String user) {
                return answer;
            }

            @Override
            public void close() {
                // holds nothing
            }
        };
    }

    /** A log that takes nothing. */
    private static final class FullDisk implements BindingLog {

        @Override
        public void put(String aor, Bindings bindings) throws IOException {
            throw new IOException("the disk is full");
        }

        @Override
        public void remove(String aor) throws IOException {
            throw new IOException("the disk is full");
        }

        @Override
        public void load(BiConsumer<String, Bindings> reader) {
            // empty
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
