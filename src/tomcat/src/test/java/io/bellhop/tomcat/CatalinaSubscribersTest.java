package io.bellhop.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.container.security.DigestAlgorithm;
import io.bellhop.container.security.DigestCredentials;
import io.bellhop.container.security.DigestResponse;
import io.bellhop.container.security.SipPrincipal;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.realm.RealmBase;
import org.junit.jupiter.api.Test;

/** Any realm of Tomcat that knows plain passwords can be asked about SIP callers (RFC 7616 3.4.1). */
class CatalinaSubscribersTest {
    private static final class PlainRealm extends RealmBase {
        private final Map<String, String> passwords = Map.of("alice", "secret");

        @Override
        protected String getPassword(String username) {
            return passwords.get(username);
        }

        @Override
        protected Principal getPrincipal(String username) {
            return new GenericPrincipal(username, List.of("subscriber"));
        }
    }

    private static final class PlainContext extends StandardContext {
        PlainContext() throws Exception {
            setName("/plain");
            setPath("/plain");
            PlainRealm realm = new PlainRealm();
            realm.setContainer(this);
            realm.init();
            setRealm(realm);
        }
    }

    private static DigestResponse response(String password, DigestAlgorithm algorithm) {
        String a2 = algorithm.hash("REGISTER:sip:example.org");
        String hash = algorithm.hash(algorithm.ha1("alice", "example.org", password)
                + ":nonce:00000001:cnonce:auth:" + a2);
        return new DigestResponse(new DigestCredentials("alice", "example.org", "nonce", "sip:example.org", hash,
                algorithm, "auth", "cnonce", "00000001"), "REGISTER");
    }

    private final PlainContext context;
    private final CatalinaSubscribers subscribers;

    CatalinaSubscribersTest() throws Exception {
        context = new PlainContext();
        subscribers = new CatalinaSubscribers(context, getClass().getClassLoader(), Runnable::run);
    }

    @Test
    void the_right_password_gives_the_caller_with_its_roles() {
        for (DigestAlgorithm each : List.of(DigestAlgorithm.MD5, DigestAlgorithm.SHA_256)) {
            SipPrincipal caller = subscribers.verify(response("secret", each)).toCompletableFuture().join();

            assertThat(caller.getName()).isEqualTo("alice");
            assertThat(caller.hasRole("subscriber")).isTrue();
            assertThat(caller.hasRole("admin")).isFalse();
        }
    }

    @Test
    void a_wrong_password_gives_nobody() {
        assertThat(subscribers.verify(response("wrong", DigestAlgorithm.MD5)).toCompletableFuture().join()).isNull();
    }

    @Test
    void too_many_questions_at_once_fail_instead_of_waiting_without_end() {
        CatalinaSubscribers busy = new CatalinaSubscribers(context, getClass().getClassLoader(), task -> {
            throw new RejectedExecutionException("full");
        });

        CompletableFuture<SipPrincipal> answer = busy.verify(response("secret", DigestAlgorithm.MD5))
                .toCompletableFuture();
        assertThat(answer).isCompletedExceptionally();
    }
}
