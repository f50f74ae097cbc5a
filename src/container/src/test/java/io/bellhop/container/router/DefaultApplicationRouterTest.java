package io.bellhop.container.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.container.address.AddressParser;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.ar.SipApplicationRouter;
import jakarta.servlet.sip.ar.SipApplicationRouterInfo;
import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import jakarta.servlet.sip.ar.SipRouteModifier;
import jakarta.servlet.sip.ar.SipTargetedRequestInfo;
import jakarta.servlet.sip.ar.SipTargetedRequestType;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultApplicationRouterTest {
    // JSR 289, C.1: the example, wrapped as it is there
    private static final String EXAMPLE = """
            # which application goes first
            INVITE: ("OriginatingCallWaiting", "DAR:From", "ORIGINATING", "",
            "NO_ROUTE", "0"), ("CallForwarding", "DAR:To", "TERMINATING", "",
            "NO_ROUTE", "1")

            SUBSCRIBE = ("CallForwarding", "bob", "NEUTRAL", "sip:a@b;lr , sip:c@d", "ROUTE", "0")
            """;

    @TempDir
    private Path folder;

    private static SipServletRequest request(String method) {
        return (SipServletRequest) Proxy.newProxyInstance(DefaultApplicationRouterTest.class.getClassLoader(),
                new Class<?>[] {SipServletRequest.class}, (proxy, called, args) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getApplicationSession" -> null;
                    case "getAddressHeader" -> args[0].equals("From") ? AddressParser.parseAddress("<sip:ann@a;x=1>")
                            : args[0].equals("To") ? AddressParser.parseAddress("Bob <sip:bob@b>;tag=1") : null;
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }

    private DefaultApplicationRouter router(String text) throws Exception {
        DefaultApplicationRouter router = new DefaultApplicationRouter(
                Files.writeString(folder.resolve("dar.properties"), text), name -> null);
        router.init();
        return router;
    }

    private static SipApplicationRouterInfo next(SipApplicationRouter router, String method, Serializable state) {
        return router.getNextApplication(request(method), null, state == null
                ? SipApplicationRoutingDirective.NEW : SipApplicationRoutingDirective.CONTINUE, null, state);
    }

    @Test
    void applicationsOfAMethodAreNamedOneAfterTheOther() throws Exception {
        DefaultApplicationRouter router = router(EXAMPLE);
        SipApplicationRouterInfo first = next(router, "INVITE", null);
        assertThat(first.getNextApplicationName()).isEqualTo("OriginatingCallWaiting");
        assertThat(first.getSubscriberURI()).isEqualTo("sip:ann@a;x=1");
        assertThat(first.getRoutingRegion()).isEqualTo(SipApplicationRoutingRegion.ORIGINATING_REGION);
        assertThat(first.getRouteModifier()).isEqualTo(SipRouteModifier.NO_ROUTE);
        assertThat(first.getRoutes()).isEmpty();
        SipApplicationRouterInfo second = next(router, "INVITE", first.getStateInfo());
        assertThat(second.getNextApplicationName()).isEqualTo("CallForwarding");
        assertThat(second.getSubscriberURI()).isEqualTo("sip:bob@b");
        assertThat(next(router, "INVITE", second.getStateInfo()).getNextApplicationName()).isNull();
        assertThat(next(router, "MESSAGE", null).getNextApplicationName()).isNull();
    }

    @Test
    void aRuleMayGiveRoutesAndALiteralSubscriber() throws Exception {
        SipApplicationRouterInfo info = next(router(EXAMPLE), "SUBSCRIBE", null);
        assertThat(info.getSubscriberURI()).isEqualTo("bob");
        assertThat(info.getRouteModifier()).isEqualTo(SipRouteModifier.ROUTE);
        assertThat(info.getRoutes()).containsExactly("sip:a@b;lr", "sip:c@d");
    }

    @Test
    void rulesStandInTheOrderOfTheirNumbers() throws Exception {
        DefaultApplicationRouter router = router("INFO: (\"b\",\"x\",\"NEUTRAL\",\"\",\"NO_ROUTE\",\"2\"), \\\n"
                + "  (\"a\",\"x\",\"NEUTRAL\",\"\",\"NO_ROUTE\",\"1\")");
        assertThat(next(router, "INFO", null).getNextApplicationName()).isEqualTo("a");
    }

    @Test
    void aHeaderThatIsNotThereGivesNoSubscriber() throws Exception {
        DefaultApplicationRouter router =
                router("INFO: (\"b\",\"DAR:P-Served-User\",\"NEUTRAL\",\"\",\"NO_ROUTE\",\"2\")");
        assertThat(next(router, "INFO", null).getSubscriberURI()).isNull();
    }

    @Test
    void withoutAFileEveryDeployedApplicationIsTriedInTheOrderOfNames() {
        DefaultApplicationRouter router = new DefaultApplicationRouter(folder.resolve("none"), name -> null);
        router.init();
        assertThat(next(router, "INVITE", null).getNextApplicationName()).isNull();
        router.applicationDeployed(List.of("zebra", "ant"));
        router.applicationDeployed(List.of("mole"));
        SipApplicationRouterInfo info = next(router, "INVITE", null);
        assertThat(info.getNextApplicationName()).isEqualTo("ant");
        router.applicationUndeployed(List.of("ant"));
        info = next(router, "INVITE", info.getStateInfo());
        assertThat(info.getNextApplicationName()).isEqualTo("mole");
        info = next(router, "INVITE", info.getStateInfo());
        assertThat(info.getNextApplicationName()).isEqualTo("zebra");
        assertThat(next(router, "INVITE", info.getStateInfo()).getNextApplicationName()).isNull();
        assertThat(router.getNextApplication(request("INVITE"), null, SipApplicationRoutingDirective.NEW, null,
                "zebra").getNextApplicationName()).isEqualTo("mole");
    }

    @Test
    void aTargetedRequestGoesToItsApplicationFirst() throws Exception {
        DefaultApplicationRouter router = router(EXAMPLE);
        router.applicationDeployed(List.of("conf"));
        SipTargetedRequestInfo target = new SipTargetedRequestInfo(SipTargetedRequestType.JOIN, "conf");
        assertThat(router.getNextApplication(request("INVITE"), null, null, target, null).getNextApplicationName())
                .isEqualTo("conf");
        router.applicationUndeployed(List.of("conf"));
        assertThat(router.getNextApplication(request("INVITE"), null, null, target, null).getNextApplicationName())
                .isEqualTo("OriginatingCallWaiting");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "INVITE|METHOD: (...) was expected",
        "INVITE: x|\"(\" was expected instead of \"x\"",
        "INVITE: (\"a\", \"b\")|six values",
        "INVITE: (a, b)|a value in quotes was expected as number 1",
        "INVITE: (\"a\" \"b\")|\",\" or \")\" was expected behind \"a\"",
        "INVITE: (\"a\",\"\",\"UP\",\"\",\"NO_ROUTE\",\"0\")|not \"UP\"",
        "INVITE: (\"a\",\"\",\"NEUTRAL\",\"\",\"NOROUTE\",\"0\")|not \"NOROUTE\"",
        "INVITE: (\"a\",\"\",\"NEUTRAL\",\"\",\"ROUTE\",\"0\")|at least one route",
        "INVITE: (\"a\",\"\",\"NEUTRAL\",\"\",\"NO_ROUTE\",\"x\")|is a number, not \"x\"",
        "INVITE: (\"\",\"\",\"NEUTRAL\",\"\",\"NO_ROUTE\",\"0\")|name of an application",
        "INVITE: (\"a\",\"\",\"NEUTRAL\",\"\",\"NO_ROUTE\",\"0\"),|behind the last comma",
        "INVITE: (\"a\",\"\",\"NEUTRAL\",\"\",\"NO_ROUTE\",\"0\" |was expected behind \"0\"",
    })
    void aMistakeIsToldWithFileAndLine(String line, String message) {
        assertThatThrownBy(() -> router("# comment\n\n" + line)).isInstanceOf(DarSyntaxException.class)
                .hasMessageStartingWith(folder.resolve("dar.properties") + ":3: ").hasMessageContaining(message);
    }

    @Test
    void aSecondListForAMethodIsAMistake() {
        assertThatThrownBy(() -> router(EXAMPLE + "INVITE: (\"a\",\"\",\"NEUTRAL\",\"\",\"NO_ROUTE\",\"0\")"))
                .isInstanceOf(DarSyntaxException.class).hasMessageContaining(":7: a second list for INVITE");
    }

    @Test
    void theFormerRulesStayWhereNewOnesAreWrong() throws Exception {
        DefaultApplicationRouter router = router(EXAMPLE);
        Path wrong = Files.writeString(folder.resolve("wrong"), "INVITE (");
        assertThatThrownBy(() -> router.reload(wrong)).isInstanceOf(DarSyntaxException.class);
        assertThat(next(router, "INVITE", null).getNextApplicationName()).isEqualTo("OriginatingCallWaiting");
        router.reload(Files.writeString(wrong, "INVITE: (\"n\",\"\",\"NEUTRAL\",\"\",\"NO_ROUTE\",\"0\")"));
        assertThat(next(router, "INVITE", null).getNextApplicationName()).isEqualTo("n");
    }

    @ParameterizedTest
    @CsvSource({"jakarta.servlet.sip.dar", "javax.servlet.sip.dar", "jakarta.servlet.sip.ar.dar.configuration",
        "javax.servlet.sip.ar.dar.configuration"})
    void aSystemPropertyNamesTheFileAsPathOrUrl(String property) throws Exception {
        Path file = Files.writeString(folder.resolve("other"), EXAMPLE);
        for (String place : List.of(file.toString(), file.toUri().toString(), "file:" + file)) {
            DefaultApplicationRouter router = new DefaultApplicationRouter(null, Map.of(property, place)::get);
            router.init();
            assertThat(next(router, "INVITE", null).getNextApplicationName()).isEqualTo("OriginatingCallWaiting");
        }
    }

    @ParameterizedTest
    @CsvSource({"/no/such/file", "file:///no/such/file", "nonsense:x", "file://["})
    void aFileThatIsNotThereIsNoReasonToStop(String place) {
        DefaultApplicationRouter router =
                new DefaultApplicationRouter(null, Map.of("jakarta.servlet.sip.dar", place)::get);
        router.init();
        router.applicationDeployed(List.of("a"));
        assertThat(next(router, "INVITE", null).getNextApplicationName()).isEqualTo("a");
    }

    @Test
    void rulesMayComeAsProperties() {
        Properties properties = new Properties();
        properties.setProperty("INVITE", "(\"a\",\"\",\"NEUTRAL\",\"\",\"NO_ROUTE\",\"0\")");
        DefaultApplicationRouter router = new DefaultApplicationRouter(null, name -> null);
        router.init(properties);
        assertThat(next(router, "INVITE", null).getNextApplicationName()).isEqualTo("a");
    }
}
