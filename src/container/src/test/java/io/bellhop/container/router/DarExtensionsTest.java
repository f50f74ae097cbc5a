package io.bellhop.container.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.ar.SipApplicationRouterInfo;
import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import jakarta.servlet.sip.ar.SipRouteModifier;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the default application router's file may hold beyond JSR 289 appendix C, and that it is read again. */
class DarExtensionsTest {
    private static final String RULE = "(\"%s\",\"\",\"NEUTRAL\",\"\",\"NO_ROUTE\",\"%d\"%s)";

    @TempDir
    private Path folder;

    /** @param sender the application that sends it, or null for one from outside */
    private static SipServletRequest request(String method, String text, String sender) {
        ClassLoader loader = DarExtensionsTest.class.getClassLoader();
        SipApplicationSession session = (SipApplicationSession) Proxy.newProxyInstance(loader,
                new Class<?>[] {SipApplicationSession.class}, (proxy, called, args) -> sender);
        return (SipServletRequest) Proxy.newProxyInstance(loader, new Class<?>[] {SipServletRequest.class},
                (proxy, called, args) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "toString" -> text;
                    case "getApplicationSession" -> sender == null ? null : session;
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }

    private static String rule(String application, int order, String... options) {
        return String.format(RULE, application, order,
                options.length == 0 ? "" : ",\"" + String.join("\",\"", options) + "\"");
    }

    private DefaultApplicationRouter router(String text) throws IOException {
        DefaultApplicationRouter router = new DefaultApplicationRouter(null, name -> null);
        router.reload(Files.writeString(folder.resolve("dar.properties"), text));
        return router;
    }

    private static SipApplicationRouterInfo first(DefaultApplicationRouter router, SipServletRequest request) {
        return router.getNextApplication(request, null, SipApplicationRoutingDirective.NEW, null, null);
    }

    private static SipApplicationRouterInfo next(DefaultApplicationRouter router, SipServletRequest request,
            SipApplicationRouterInfo last) {
        return router.getNextApplication(request, null, SipApplicationRoutingDirective.CONTINUE, null,
                last.getStateInfo());
    }

    @ParameterizedTest
    @CsvSource({", in", "somebody, out"})
    void aDirectionIsThatOfWhoBeganTheRequest(String sender, String expected) throws IOException {
        DefaultApplicationRouter router = router("INVITE: " + rule("in", 0, "DIRECTION=INBOUND") + ", "
                + rule("out", 1, "DIRECTION=OUTBOUND") + ", " + rule("both", 2));
        SipServletRequest request = request("INVITE", "", sender);
        SipApplicationRouterInfo info = first(router, request);
        assertThat(info.getNextApplicationName()).isEqualTo(expected);
        info = next(router, request("INVITE", "", expected), info);
        assertThat(info.getNextApplicationName()).as("proxied by the first one").isEqualTo("both");
        assertThat(next(router, request, info).getNextApplicationName()).isNull();
    }

    @Test
    void anExpressionIsFoundAnywhereInTheRequest() throws IOException {
        DefaultApplicationRouter router = router("INVITE: "
                + rule("a", 0, "REGEX=From:.*sip:.*@one\\.example") + ", "
                + rule("b", 1, "DIRECTION=INBOUND REGEX=To:.*<sip:b,(x|y)@") + ", " + rule("c", 2, "DIRECTION=INBOUND", "REGEX=^z"));
        String text = "INVITE sip:x SIP/2.0\r\nFrom: <sip:ann@%s>\r\nTo: <sip:%s@x>\r\n";
        assertThat(first(router, request("INVITE", String.format(text, "one.example", "q"), null))
                .getNextApplicationName()).isEqualTo("a");
        assertThat(first(router, request("INVITE", String.format(text, "oneXexample", "b,y"), null))
                .getNextApplicationName()).isEqualTo("b");
        assertThat(first(router, request("INVITE", "z", null)).getNextApplicationName()).isEqualTo("c");
        assertThat(first(router, request("INVITE", "zz", "app")).getNextApplicationName()).isNull();
    }

    @Test
    void allIsForMethodsWithoutAListOfTheirOwn() throws IOException {
        DefaultApplicationRouter router =
                router("ALL: " + rule("any", 0) + "\nINVITE: " + rule("calls", 0) + "\nINFO:\n");
        assertThat(first(router, request("INVITE", "", null)).getNextApplicationName()).isEqualTo("calls");
        assertThat(first(router, request("MESSAGE", "", null)).getNextApplicationName()).isEqualTo("any");
        assertThat(first(router, request("INFO", "", null)).getNextApplicationName()).isNull();
    }

    @Test
    void anApplicationDoesNotGetItsOwnNewRequests() throws IOException {
        DefaultApplicationRouter router = router("INVITE: " + rule("a", 0) + ", " + rule("b", 1));
        assertThat(first(router, request("INVITE", "", "a")).getNextApplicationName()).isEqualTo("b");
        assertThat(first(router, request("INVITE", "", "b")).getNextApplicationName()).isEqualTo("a");
        DefaultApplicationRouter byName = new DefaultApplicationRouter(null, name -> null);
        byName.applicationDeployed(List.of("a", "b"));
        assertThat(first(byName, request("INVITE", "", "a")).getNextApplicationName()).isEqualTo("b");
        assertThat(first(byName, request("INVITE", "", "b")).getNextApplicationName()).isEqualTo("a");
    }

    @Test
    void afterRouteBackTheRulesOwnApplicationIsNext() throws IOException {
        DefaultApplicationRouter router = router(
                "INVITE: (\"a\",\"\",\"NEUTRAL\",\"sip:out.example;lr\",\"ROUTE_BACK\",\"0\"), " + rule("b", 1));
        SipServletRequest request = request("INVITE", "", null);
        SipApplicationRouterInfo away = first(router, request);
        assertThat(away.getRouteModifier()).isEqualTo(SipRouteModifier.ROUTE_BACK);
        SipApplicationRouterInfo back = next(router, request, away);
        assertThat(back.getNextApplicationName()).isEqualTo("a");
        assertThat(back.getRouteModifier()).isEqualTo(SipRouteModifier.NO_ROUTE);
        assertThat(next(router, request, back).getNextApplicationName()).isEqualTo("b");
    }

    @Test
    void whoIsLastIsKnownWithoutARequest() throws IOException {
        DefaultApplicationRouter byName = new DefaultApplicationRouter(null, name -> null);
        assertThat(byName.isLast("INVITE", null, "a")).as("nobody").isTrue();
        byName.applicationDeployed(List.of("a"));
        assertThat(byName.isLast("INVITE", "a", "a")).isTrue();
        assertThat(byName.isLast("INVITE", null, "a")).as("its own new request").isTrue();
        byName.applicationDeployed(List.of("b"));
        assertThat(byName.isLast("INVITE", "a", "a")).isFalse();
        assertThat(byName.isLast("INVITE", "b", "b")).isTrue();
        assertThat(byName.isLast("INVITE", null, "b")).isFalse();

        DefaultApplicationRouter router = router("INVITE: " + rule("a", 0) + ", " + rule("b", 1));
        SipServletRequest request = request("INVITE", "", null);
        SipApplicationRouterInfo info = first(router, request);
        assertThat(router.isLast("INVITE", info.getStateInfo(), "a")).isFalse();
        assertThat(router.isLast("INVITE", next(router, request, info).getStateInfo(), "b")).isTrue();
        assertThat(router.isLast("MESSAGE", null, "b")).isTrue();
    }

    @Test
    void aFileWithoutARuleIsNone() throws IOException {
        DefaultApplicationRouter router = router("# nothing\n! yet\n");
        router.applicationDeployed(List.of("a"));
        assertThat(first(router, request("INVITE", "", null)).getNextApplicationName()).isEqualTo("a");
    }

    @Test
    void aFileThatChangesIsReadAgainOnceItIsStill() throws IOException {
        Path file = folder.resolve("dar.properties");
        DefaultApplicationRouter router = new DefaultApplicationRouter(null, name -> null);
        DarWatch watch = new DarWatch(file, router::reload);
        Files.writeString(file, "INVITE: " + rule("a", 0));
        watch.look();
        assertThat(first(router, request("INVITE", "", null)).getNextApplicationName()).isNull();
        watch.look();
        assertThat(first(router, request("INVITE", "", null)).getNextApplicationName()).isEqualTo("a");
        change(file, "INVITE (", 2, watch);
        assertThat(first(router, request("INVITE", "", null)).getNextApplicationName()).as("wrong").isEqualTo("a");
        change(file, "INVITE: " + rule("b", 0), 3, watch);
        assertThat(first(router, request("INVITE", "", null)).getNextApplicationName()).isEqualTo("b");
        Files.delete(file);
        watch.look();
        watch.look();
        assertThat(first(router, request("INVITE", "", null)).getNextApplicationName()).as("gone").isEqualTo("b");
    }

    private static void change(Path file, String text, long second, DarWatch watch) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(second * 1000));
        watch.look();
        watch.look();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"DIRECTION=UP|not \"UP\"", "REGEX=(|no regular expression",
        "SPEED=1|was expected, not \"SPEED=1\"", "DIRECTION=INBOUND x|not \"x\""})
    void aMistakeInAnOptionIsTold(String option, String message) {
        assertThatThrownBy(() -> router("INVITE: " + rule("a", 0, option))).isInstanceOf(DarSyntaxException.class)
                .hasMessageContaining(":1: ").hasMessageContaining(message);
    }
}
