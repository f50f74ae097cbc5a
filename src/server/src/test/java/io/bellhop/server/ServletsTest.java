package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.server.support.FakeContext;
import io.bellhop.server.support.FakeRequest;
import io.bellhop.server.support.FakeUri;
import jakarta.servlet.ServletContextAttributeEvent;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.sip.SipServlet;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The application as a container deploys it: the listener, then the servlets. */
class ServletsTest {

    @TempDir
    private Path data;
    private FakeContext context;
    private ServerListener listener;

    @BeforeEach
    void deploy() {
        context = context();
        listener = deployed(context);
    }

    @AfterEach
    void undeploy() {
        listener.contextDestroyed(new ServletContextEvent(context.asContext()));
    }

    private FakeContext context() {
        return new FakeContext().with("accounts", "any").with("data-directory", data.toString());
    }

    private static ServerListener deployed(FakeContext context) {
        ServerListener listener = new ServerListener();
        listener.contextInitialized(new ServletContextEvent(context.asContext()));
        listenAt(context, listener, "sip:127.0.0.1:5060");
        return listener;
    }

    private static void listenAt(FakeContext context, ServerListener listener, String uri) {
        List<Object> interfaces = List.of(FakeUri.parse(uri));
        context.setAttribute(SipServlet.OUTBOUND_INTERFACES, interfaces);
        listener.attributeAdded(new ServletContextAttributeEvent(context.asContext(), SipServlet.OUTBOUND_INTERFACES,
                interfaces));
    }

    private static FakeRequest served(SipServlet servlet, FakeRequest request) throws Exception {
        servlet.service(request.asRequest(), null);
        return request;
    }

    private <S extends SipServlet> S started(S servlet, String... initParameters) throws Exception {
        servlet.init(context.servlet(initParameters));
        return servlet;
    }

    /** What is wrong with the application is told when the first servlet starts. */
    private static void startedIn(FakeContext other) throws Exception {
        deployed(other);
        new RegistrarServlet().init(other.servlet());
    }

    private static FakeRequest register() {
        return new FakeRequest("REGISTER", "sip:127.0.0.1:5060").header("To", "<sip:alice@localhost>");
    }

    private void registerAlice() throws Exception {
        FakeRequest done = served(started(new RegistrarServlet()), register().header("Contact", "<sip:a@192.0.2.4>"));
        assertThat(done.sent().getStatus()).isEqualTo(200);
    }

    @Test
    void aRegistrationOutlivesARedeployment() throws Exception {
        registerAlice();
        listener.contextDestroyed(new ServletContextEvent(context.asContext()));
        context = context();
        listener = deployed(context);
        FakeRequest query = served(started(new RegistrarServlet()), register());
        assertThat(query.sent().headers("Contact")).hasSize(1);
    }

    @Test
    void theSameBindingsAreNotOpenedTwice() {
        assertThatThrownBy(() -> startedIn(context())).hasMessageContaining(data.resolve("location").toString());
    }

    @Test
    void bindingsInMemoryAloneNeedNoDirectory() {
        ServerListener second = deployed(context().with("location", "memory"));
        second.contextDestroyed(new ServletContextEvent(context.asContext()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVITE", "BYE", "OPTIONS", "SUBSCRIBE", "NOTIFY", "MESSAGE", "INFO", "UPDATE", "REFER",
        "PUBLISH", "PRACK", "SOMETHING", "invite"})
    void theProxyForwardsEveryMethod(String method) throws Exception {
        registerAlice();
        FakeRequest request = served(started(new ProxyServlet()), new FakeRequest(method, "sip:alice@127.0.0.1"));
        assertThat(request.proxy().forwarded()).containsExactly(List.of("sip:a@192.0.2.4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACK", "CANCEL"})
    void theProxyAnswersNeitherAckNorCancel(String method) throws Exception {
        registerAlice();
        FakeRequest request = served(started(new ProxyServlet()), new FakeRequest(method, "sip:alice@127.0.0.1"));
        assertThat(request.sent()).isNull();
        assertThat(request.proxy().forwarded()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVITE", "MESSAGE", "SUBSCRIBE", "SOMETHING"})
    void theRedirectServerRedirectsEveryMethod(String method) throws Exception {
        registerAlice();
        FakeRequest request = served(started(new RedirectServlet()), new FakeRequest(method, "sip:alice@127.0.0.1"));
        assertThat(request.sent().getStatus()).isEqualTo(302);
    }

    @Test
    void theRedirectServerDoesNotAnswerAnAck() throws Exception {
        registerAlice();
        FakeRequest ack = served(started(new RedirectServlet()), new FakeRequest("ACK", "sip:alice@127.0.0.1"));
        assertThat(ack.sent()).isNull();
    }

    @Test
    void anOptionsForTheServerItselfIsAnsweredWithItsCapabilities() throws Exception {
        FakeRequest options = served(started(new OptionsServlet()), new FakeRequest("OPTIONS", "sip:localhost:5060"));
        assertThat(options.sent().getStatus()).isEqualTo(200);
        assertThat(options.sent().headers("Allow").get(0)).contains("INVITE", "REGISTER", "OPTIONS");
        assertThat(options.sent().headers("Accept")).containsExactly("application/sdp");
        assertThat(options.sent().headers("Supported")).containsExactly("timer, 100rel");
    }

    /** RFC 3261 section 8.2.2.3. */
    @Test
    void anOptionsThatRequiresAnExtensionIsRefusedByItsName() throws Exception {
        FakeRequest options = served(started(new OptionsServlet()),
                new FakeRequest("OPTIONS", "sip:localhost:5060").header("Require", "foo", "bar"));
        assertThat(options.sent().getStatus()).isEqualTo(420);
        assertThat(options.sent().headers("Unsupported")).containsExactly("foo", "bar");
    }

    @Test
    void anOptionsForAUserOrAnotherServerIsProxied() throws Exception {
        registerAlice();
        OptionsServlet servlet = started(new OptionsServlet(), "relay", "any");
        FakeRequest user = served(servlet, new FakeRequest("OPTIONS", "sip:alice@127.0.0.1"));
        assertThat(user.proxy().forwarded()).containsExactly(List.of("sip:a@192.0.2.4"));
        FakeRequest other = served(servlet, new FakeRequest("OPTIONS", "sip:127.0.0.1:6001"));
        assertThat(other.proxy().forwarded()).containsExactly(List.of("sip:127.0.0.1:6001"));
    }

    @Test
    void aPortThatIsAddedLaterIsOursFromThenOn() throws Exception {
        listenAt(context, listener, "sip:127.0.0.1:5099");
        OptionsServlet servlet = started(new OptionsServlet());
        assertThat(served(servlet, new FakeRequest("OPTIONS", "sip:127.0.0.1:5099")).sent().getStatus()).isEqualTo(200);
        assertThat(served(servlet, new FakeRequest("OPTIONS", "sip:127.0.0.1:5060")).sent().getStatus()).isEqualTo(403);
    }

    @Test
    void aMistakeInAParameterIsToldByName() {
        assertThatThrownBy(() -> started(new RegistrarServlet(), "max-contacts", "many"))
                .hasMessageContaining("init-param max-contacts");
        assertThatThrownBy(() -> started(new RegistrarServlet(), "min-expires", "9000"))
                .hasMessageContaining("min-expires");
        assertThatThrownBy(() -> started(new ProxyServlet(), "fork", "maybe")).hasMessageContaining("init-param fork");
        assertThatThrownBy(() -> startedIn(context().with("accounts", "ldap")))
                .hasMessageContaining("context-param accounts: expected jdbc or any");
        assertThatThrownBy(() -> startedIn(context().with("accounts", "jdbc")))
                .hasMessageContaining("java:comp/env/jdbc/bellhop");
    }

    @Test
    void withoutTheListenerAServletSaysWhatIsMissing() {
        context = new FakeContext();
        assertThatThrownBy(() -> started(new ProxyServlet())).hasMessageContaining("web.xml");
    }
}
