package io.bellhop.container.descriptor.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.container.address.AddressParser;
import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SIP Servlet 1.0, chapter 11: each operator and each variable. */
class ConditionTest {
    private static final RequestView SIP = view("INVITE", "sip:alice@Atlanta.example.com:5070;transport=tcp;flag",
            "\"Bob B.\" <sip:+1-212-555-1212@gw.example.org;user=phone>;tag=1",
            "<sips:carol@example.net;transport=tls>", "<sip:route.example;lr>", "<sip:popped.example;lr;mode=orig>");
    private static final RequestView TEL = view("MESSAGE", "tel:+1-201-555-0123;isub=9", "<tel:70-42>",
            "<urn:service:sos>", null, null);

    private record View(String method, URI requestUri, Address from, Address to, Address route,
            Address initialPoppedRoute) implements RequestView {}

    private static RequestView view(String method, String uri, String from, String to, String route, String popped) {
        try {
            return new View(method, AddressParser.parseUri(uri), AddressParser.parseAddress(from),
                    AddressParser.parseAddress(to), route == null ? null : AddressParser.parseAddress(route),
                    popped == null ? null : AddressParser.parseAddress(popped));
        } catch (ServletParseException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "request.method|INVITE",
        "request.uri|sip:alice@Atlanta.example.com:5070;transport=tcp;flag",
        "request.uri.scheme|sip",
        "request.uri.user|alice",
        "request.uri.host|Atlanta.example.com",
        "request.uri.port|5070",
        "request.uri.param.transport|tcp",
        "request.uri.param.TRANSPORT|tcp",
        "request.from|\"Bob B.\" <sip:+1-212-555-1212@gw.example.org;user=phone>;tag=1",
        "request.from.display-name|Bob B.",
        "request.from.uri|sip:+1-212-555-1212@gw.example.org;user=phone",
        "request.from.uri.scheme|sip",
        "request.from.uri.user|+1-212-555-1212",
        "request.from.uri.host|gw.example.org",
        "request.from.uri.port|5060",
        "request.from.uri.tel|+12125551212",
        "request.from.uri.param.user|phone",
        "request.to|<sips:carol@example.net;transport=tls>",
        "request.to.uri|sips:carol@example.net;transport=tls",
        "request.to.uri.scheme|sips",
        "request.to.uri.user|carol",
        "request.to.uri.host|example.net",
        "request.to.uri.port|5061",
        "request.to.uri.param.transport|tls",
        "request.route|<sip:route.example;lr>",
        "request.route.uri|sip:route.example;lr",
        "request.route.uri.host|route.example",
        "request.initial-popped-route|<sip:popped.example;lr;mode=orig>",
        "request.initial-popped-route.uri.host|popped.example",
        "request.initial-popped-route.uri.param.mode|orig",
    })
    void everyVariableOfASipRequestHasItsValue(String name, String value) {
        Variable variable = Variable.named(name);
        assertThat(new Condition.Equal(variable, value, false).matches(SIP)).isTrue();
        assertThat(new Condition.Equal(variable, value + "x", false).matches(SIP)).isFalse();
        assertThat(new Condition.Exists(variable).matches(SIP)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "request.uri|tel:+1-201-555-0123;isub=9", "request.uri.scheme|tel", "request.uri.tel|+12015550123",
        "request.uri.param.isub|9", "request.from.uri.tel|7042", "request.to.uri|urn:service:sos",
        "request.to.uri.scheme|urn",
    })
    void otherUrisHaveTheirs(String name, String value) {
        assertThat(new Condition.Equal(Variable.named(name), value, false).matches(TEL)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"request.uri.user", "request.uri.host", "request.uri.port", "request.uri.param.lr",
        "request.to.uri.tel", "request.from.display-name", "request.route", "request.route.uri.host", "request.initial-popped-route",
        "request.route.display-name", "request.initial-popped-route.uri.param.x"})
    void whatARequestLacksDoesNotExistAndEqualsNothing(String name) {
        Variable variable = Variable.named(name);
        assertThat(new Condition.Exists(variable).matches(TEL)).isFalse();
        assertThat(new Condition.Equal(variable, "", true).matches(TEL)).isFalse();
        assertThat(new Condition.Contains(variable, "", true).matches(TEL)).isFalse();
        if (variable.hasSubdomains()) {
            assertThat(new Condition.SubdomainOf(variable, "x").matches(TEL)).isFalse();
        }
    }

    @Test
    void aUserThatOnlyLooksLikeANumberIsNoTelephoneNumber() {
        RequestView plain = view("INVITE", "sip:+1212@h", "<sip:a@b>", "<sip:a@b>", null, null);
        assertThat(new Condition.Exists(Variable.named("request.uri.tel")).matches(plain)).isFalse();
    }

    @Test
    void aFlagExistsWithAnEmptyValue() {
        Variable flag = Variable.named("request.uri.param.flag");
        assertThat(new Condition.Exists(flag).matches(SIP)).isTrue();
        assertThat(new Condition.Equal(flag, "", false).matches(SIP)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"request", "method", "request.methods", "request.method.x", "request.uri.display-name", "request.uri.",
        "request.uri.param.", "request.from.host", "request.from.uri.uri", "request.via", "Request.method", "''"})
    void thereAreNoOtherVariables(String name) {
        assertThat(Variable.named(name)).isNull();
    }

    @Test
    void theListOfNamesIsTheListOfVariables() {
        for (String name : Variable.names()) {
            assertThat(Variable.named(name)).as(name).isNotNull();
        }
        assertThat(Variable.names()).hasSize(1 + 7 + 4 * 9).contains("request.from.uri.param.NAME");
    }

    @Test
    void equalMindsTheCaseUnlessToldNotTo() {
        Variable host = Variable.named("request.uri.host");
        assertThat(new Condition.Equal(host, "atlanta.EXAMPLE.com", false).matches(SIP)).isFalse();
        assertThat(new Condition.Equal(host, "atlanta.EXAMPLE.com", true).matches(SIP)).isTrue();
    }

    @Test
    void containsLooksInside() {
        Variable name = Variable.named("request.from.display-name");
        assertThat(new Condition.Contains(name, "ob B", false).matches(SIP)).isTrue();
        assertThat(new Condition.Contains(name, "OB b", false).matches(SIP)).isFalse();
        assertThat(new Condition.Contains(name, "OB b", true).matches(SIP)).isTrue();
        assertThat(new Condition.Contains(name, "Bob B..", true).matches(SIP)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"example.com,true", "EXAMPLE.com,true", "atlanta.example.com,true", "com,true", "ple.com,false",
        "b.atlanta.example.com,false", "example.org,false"})
    void aHostIsASubdomainLabelByLabel(String domain, boolean inside) {
        assertThat(new Condition.SubdomainOf(Variable.named("request.uri.host"), domain).matches(SIP))
                .isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({"+1212,true", "+1-212,true", "+12125551212,true", "1212,false", "+1213,false"})
    void aNumberIsASubdomainOfItsPrefix(String prefix, boolean inside) {
        assertThat(new Condition.SubdomainOf(Variable.named("request.from.uri.tel"), prefix).matches(SIP))
                .isEqualTo(inside);
    }

    @Test
    void anAddressIsASubdomainOfItselfAlone() {
        RequestView numeric = view("INVITE", "sip:a@10.0.2.1", "<sip:a@b>", "<sip:a@b>", null, null);
        Variable host = Variable.named("request.uri.host");
        assertThat(new Condition.SubdomainOf(host, "2.1").matches(numeric)).isFalse();
        assertThat(new Condition.SubdomainOf(host, "10.0.2.1").matches(numeric)).isTrue();
    }

    @Test
    void andOrAndNotCombine() {
        Condition yes = new Condition.Exists(Variable.named("request.method"));
        Condition no = new Condition.Not(yes);
        assertThat(yes.matches(SIP)).isTrue();
        assertThat(no.matches(SIP)).isFalse();
        assertThat(new Condition.And(List.of(yes, yes)).matches(SIP)).isTrue();
        assertThat(new Condition.And(List.of(yes, no)).matches(SIP)).isFalse();
        assertThat(new Condition.Or(List.of(no, yes)).matches(SIP)).isTrue();
        assertThat(new Condition.Or(List.of(no, no)).matches(SIP)).isFalse();
    }
}
