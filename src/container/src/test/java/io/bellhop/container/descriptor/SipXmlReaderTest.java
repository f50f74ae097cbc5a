package io.bellhop.container.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bellhop.container.descriptor.SecurityConstraint.ResourceCollection;
import io.bellhop.container.descriptor.SecurityConstraint.TransportGuarantee;
import io.bellhop.container.descriptor.match.Condition;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SipXmlReaderTest {
    private static final String SERVLET =
            "<servlet><servlet-name>main</servlet-name><servlet-class>x.Main</servlet-class></servlet>";

    private static SipApplication read(String xml) throws Exception {
        return SipXmlReader.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), "sip.xml");
    }

    private static List<String> problems(String xml) {
        DescriptorException e = catchThrowableOfType(DescriptorException.class, () -> read(xml));
        assertThat(e).as("problems expected").isNotNull();
        assertThat(e.getMessage().lines()).hasSameSizeAs(e.problems());
        return e.problems().stream().map(Object::toString).toList();
    }

    @Test
    void everythingOfJsr289IsRead() throws Exception {
        SipApplication app = read("""
                <?xml version="1.0" encoding="UTF-8"?>
                <sip-app xmlns="http://www.jcp.org/xml/ns/sipservlet"
                    xmlns:javaee="http://java.sun.com/xml/ns/javaee">
                  <app-name>org.example.App</app-name>
                  <display-name>Shown</display-name>
                  <javaee:description>Told</javaee:description>
                  <distributable/>
                  <context-param>
                    <javaee:param-name>a</javaee:param-name><javaee:param-value>1</javaee:param-value>
                  </context-param>
                  <listener><javaee:listener-class>x.L1</javaee:listener-class></listener>
                  <listener><listener-class>x.L2</listener-class></listener>
                  <servlet-selection>
                    <servlet-mapping>
                      <servlet-name>two</servlet-name>
                      <pattern><and>
                        <equal ignore-case="true"><var>request.method</var><value>invite</value></equal>
                        <not><exists><var>request.to.uri.param.x</var></exists></not>
                      </and></pattern>
                    </servlet-mapping>
                  </servlet-selection>
                  <servlet>
                    <javaee:servlet-name>one</javaee:servlet-name>
                    <javaee:display-name>One</javaee:display-name>
                    <javaee:servlet-class>x.One</javaee:servlet-class>
                    <javaee:init-param><javaee:param-name>p</javaee:param-name><javaee:param-value/></javaee:init-param>
                    <javaee:load-on-startup>2</javaee:load-on-startup>
                    <run-as><role-name>boss</role-name></run-as>
                    <security-role-ref><role-name>chief</role-name><role-link>boss</role-link></security-role-ref>
                  </servlet>
                  <servlet><servlet-name>two</servlet-name><servlet-class>x.Two</servlet-class></servlet>
                  <proxy-config><proxy-timeout>30</proxy-timeout></proxy-config>
                  <session-config><javaee:session-timeout>10</javaee:session-timeout></session-config>
                  <security-constraint>
                    <display-name>calls</display-name>
                    <resource-collection>
                      <resource-name>r</resource-name>
                      <servlet-name>two</servlet-name>
                      <sip-method>INVITE</sip-method><sip-method>REFER</sip-method>
                    </resource-collection>
                    <proxy-authentication/>
                    <auth-constraint><javaee:role-name>user</javaee:role-name></auth-constraint>
                    <user-data-constraint><transport-guarantee>CONFIDENTIAL</transport-guarantee></user-data-constraint>
                  </security-constraint>
                  <login-config>
                    <auth-method>digest</auth-method><realm-name>example.org</realm-name>
                    <identity-assertion>
                      <identity-assertion-scheme>P-Asserted-Identity</identity-assertion-scheme>
                      <identity-assertion-support>REQUIRED</identity-assertion-support>
                    </identity-assertion>
                  </login-config>
                  <security-role><role-name>user</role-name></security-role>
                  <env-entry><env-entry-name>n</env-entry-name><env-entry-value>v</env-entry-value></env-entry>
                  <resource-ref><res-ref-name>jdbc/x</res-ref-name></resource-ref>
                </sip-app>
                """);
        assertThat(app.appName()).isEqualTo("org.example.App");
        assertThat(app.displayName()).isEqualTo("Shown");
        assertThat(app.description()).isEqualTo("Told");
        assertThat(app.distributable()).isTrue();
        assertThat(app.contextParams()).isEqualTo(Map.of("a", "1"));
        assertThat(app.listeners()).containsExactly("x.L1", "x.L2");
        assertThat(app.servlets()).containsExactly(
                new ServletDefinition("one", "One", "x.One", Map.of("p", ""), 2, "boss", Map.of("chief", "boss")),
                new ServletDefinition("two", null, "x.Two", Map.of(), -1, null, Map.of()));
        assertThat(app.servlet("two").className()).isEqualTo("x.Two");
        ServletMapping mapping = ((ServletSelection.Mappings) app.selection()).mappings().get(0);
        assertThat(mapping.servletName()).isEqualTo("two");
        assertThat(mapping.pattern()).isInstanceOfSatisfying(Condition.And.class, and -> {
            assertThat(and.conditions().get(0)).isInstanceOfSatisfying(Condition.Equal.class,
                    equal -> assertThat(equal.ignoreCase()).isTrue());
            assertThat(and.conditions().get(1)).isInstanceOf(Condition.Not.class);
        });
        assertThat(app.proxy().proxyTimeoutSeconds()).isEqualTo(30);
        assertThat(app.sessionTimeoutMinutes()).isEqualTo(10);
        assertThat(app.securityConstraints()).containsExactly(new SecurityConstraint("calls",
                List.of(new ResourceCollection("r", List.of("two"), List.of("INVITE", "REFER"))), true, true,
                List.of("user"), TransportGuarantee.CONFIDENTIAL));
        assertThat(app.login()).isEqualTo(new LoginConfig("DIGEST", "example.org", "P-Asserted-Identity", true));
        assertThat(app.securityRoles()).containsExactly("user");
        assertThat(app.namingEntries()).containsExactly(
                new NamingEntry("env-entry", Map.of("env-entry-name", "n", "env-entry-value", "v")),
                new NamingEntry("resource-ref", Map.of("res-ref-name", "jdbc/x")));
    }

    @Test
    void whatIsNotStatedHasTheStandardsDefaults() throws Exception {
        SipApplication app = read("<sip-app><app-name>a</app-name>" + SERVLET + "</sip-app>");
        assertThat(app.sessionTimeoutMinutes()).isEqualTo(3);
        assertThat(app.proxy().proxyTimeoutSeconds()).isEqualTo(180);
        assertThat(app.selection()).as("the only servlet").isEqualTo(new ServletSelection.Main("main"));
        assertThat(app.login()).isNull();
        assertThat(app.displayName()).isNull();
        assertThat(app.distributable()).isFalse();
        assertThat(read("<sip-app/>").selection()).isEqualTo(new ServletSelection.None());
        assertThat(read("<sip-app/>").appName()).isNull();
    }

    @Test
    void aDescriptorOfSipServlet10IsReadAndItsDtdNotFetched() throws Exception {
        SipApplication app = read("""
                <!DOCTYPE sip-app PUBLIC "-//Java Community Process//DTD SIP Application 1.0//EN"
                    "http://192.0.2.1:9/no/such/sip-app_1_0.dtd">
                <sip-app>
                  <display-name>Old</display-name>
                """ + SERVLET + """
                  <servlet-mapping>
                    <servlet-name>main</servlet-name>
                    <pattern><equal><var>request.method</var><value>INVITE</value></equal></pattern>
                  </servlet-mapping>
                  <proxy-config><sequential-search-timeout>20</sequential-search-timeout></proxy-config>
                </sip-app>
                """);
        assertThat(app.appName()).isNull();
        assertThat(((ServletSelection.Mappings) app.selection()).mappings()).hasSize(1);
        assertThat(app.proxy().proxyTimeoutSeconds()).isEqualTo(20);
    }

    @Test
    void paddedValuesUndeclaredPrefixesAndComments() throws Exception {
        SipApplication app = read("\ufeff<!-- mine -->\n<sip-app>\n<app-name>\n\t a <!-- note --> \r\n</app-name>"
                + "<javaee:servlet><javaee:servlet-name>\n\tm\n</javaee:servlet-name><servlet-class>\t x.M \n"
                + "</servlet-class><load-on-startup>\n 1 \n</load-on-startup></javaee:servlet>"
                + "<servlet-selection><main-servlet>\n  m\n</main-servlet></servlet-selection></sip-app>");
        assertThat(app.appName()).isEqualTo("a");
        assertThat(app.servlets().get(0).className()).isEqualTo("x.M");
        assertThat(app.servlets().get(0).loadOnStartup()).isEqualTo(1);
        assertThat(app.selection()).isEqualTo(new ServletSelection.Main("m"));
    }

    @Test
    void anEntityReachesNoFile(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
        List<String> found = problems("<!DOCTYPE sip-app [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>"
                + "<sip-app><app-name>a&x;</app-name></sip-app>");
        assertThat(found).singleElement().asString().contains("external entity \"x\"").doesNotContain("s3cret");
    }

    @Test
    void entitiesThatExplodeAreStopped() {
        StringBuilder xml = new StringBuilder("<!DOCTYPE sip-app [<!ENTITY a0 \"aaaaaaaaaa\">");
        for (int i = 1; i < 20; i++) {
            xml.append("<!ENTITY a").append(i).append(" \"").append(("&a" + (i - 1) + ";").repeat(10)).append("\">");
        }
        xml.append("]><sip-app><app-name>&a19;</app-name></sip-app>");
        assertThat(problems(xml.toString())).isNotEmpty();
    }

    @Test
    void everyProblemIsToldAtOnceAndWhereItIs() {
        assertThat(problems("""
                <sip-app>
                  <app-name>a</app-name>
                  <!-- two lines
                       of comment --><servlt/>
                  <servlet>
                    <servlet-name>one</servlet-name>
                  </servlet>
                  <servlet-selection>
                    <servlet-mapping>
                      <servlet-name>onne</servlet-name>
                      <pattern/>
                    </servlet-mapping>
                    <servlet-mapping>
                      <servlet-name>one</servlet-name>
                      <pattern><equal><var>request.methd</var><value>X</value></equal></pattern>
                    </servlet-mapping>
                  </servlet-selection>
                  <session-config><session-timeout>soon</session-timeout></session-config>
                </sip-app>
                """)).satisfiesExactly(
                p -> assertThat(p).isEqualTo("sip.xml:4:22: unknown element <servlt> in <sip-app>; did you mean"
                        + " \"servlet\"?"),
                p -> assertThat(p).isEqualTo("sip.xml:5:3: <servlet> lacks its <servlet-class>"),
                p -> assertThat(p).isEqualTo("sip.xml:10:7: no servlet is named \"onne\"; expected one of: one"),
                p -> assertThat(p).startsWith("sip.xml:11:7: <pattern> is empty; expected one of and, or, not"),
                p -> assertThat(p).startsWith("sip.xml:15:23: unknown variable \"request.methd\"; did you mean"
                        + " \"request.method\"?"),
                p -> assertThat(p).isEqualTo("sip.xml:18:19: <session-timeout> is a whole number, not \"soon\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<app-name/>|<app-name> is empty",
        "<zzzzzzzz/>|expected one of app-name, distributable,",
        "<app-name>a</app-name><app-name>b</app-name>|a second <app-name>",
        SERVLET + SERVLET + "|a second servlet named \"main\"; the first is in line 1",
        "<servlet><servlet-class>x</servlet-class></servlet>|<servlet> lacks its <servlet-name>",
        SERVLET + "<servlet-selection><main-servlet>mian</main-servlet></servlet-selection>|expected one of: main",
        "<servlet-selection><main-servlet>m</main-servlet></servlet-selection>|there is no servlet",
        SERVLET + "<servlet-selection><main-servlet>main</main-servlet><servlet-mapping><servlet-name>main"
            + "</servlet-name><pattern><exists><var>request.uri</var></exists></pattern></servlet-mapping>"
            + "</servlet-selection>|one of the two",
        "<proxy-config><proxy-timeout>0</proxy-timeout></proxy-config>|above zero, not 0",
        "<proxy-config><proxy-timeout>x</proxy-timeout></proxy-config>|whole number, not \"x\"",
        "<listener/>|<listener> lacks its <listener-class>",
        "<context-param><param-name>x</param-name></context-param>|lacks its <param-value>",
        "<login-config><auth-method>MAGIC</auth-method></login-config>|not \"MAGIC\"",
        "<security-constraint/>|lacks its <resource-collection>",
        "<security-constraint><resource-collection><servlet-name>x</servlet-name></resource-collection>"
            + "</security-constraint>|no servlet is named \"x\"",
    })
    void eachMistakeIsNamed(String xmlAndMessage) {
        int bar = xmlAndMessage.lastIndexOf('|');
        assertThat(problems("<sip-app>" + xmlAndMessage.substring(0, bar) + "</sip-app>"))
                .singleElement().asString().contains(xmlAndMessage.substring(bar + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<equals><var>request.uri</var><value>x</value></equals>|did you mean \"equal\"?",
        "<equal><value>x</value></equal>|<equal> lacks its <var>",
        "<equal><var>request.uri</var></equal>|<equal> lacks its <value>",
        "<equal ignore-case=\"maybe\"><var>request.uri</var><value>x</value></equal>|not \"maybe\"",
        "<exists><var>request.uri</var></exists><exists><var>request.to</var></exists>|put several into <and>",
        "<not/>|<not> is empty",
        "<and/>|<and> is empty",
        "<subdomain-of><var>request.uri</var><value>x</value></subdomain-of>|ends in .host or .tel",
    })
    void eachMistakeInAPatternIsNamed(String xmlAndMessage) {
        int bar = xmlAndMessage.lastIndexOf('|');
        assertThat(problems("<sip-app>" + SERVLET + "<servlet-selection><servlet-mapping><servlet-name>main"
                + "</servlet-name><pattern>" + xmlAndMessage.substring(0, bar)
                + "</pattern></servlet-mapping></servlet-selection></sip-app>"))
                .singleElement().asString().contains(xmlAndMessage.substring(bar + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<sip-app>", "not xml", "<sip-app></sip-ap>", "<a/><b/>"})
    void whatIsNoXmlIsToldWithItsPlace(String xml) {
        assertThat(problems(xml)).singleElement().asString().matches("sip.xml:\\d+:\\d+: not well-formed XML: .*");
    }

    @Test
    void anotherRootIsNotTaken() {
        assertThat(problems("<web-app/>")).containsExactly("sip.xml:1:1: the root element is <sip-app>, not <web-app>");
    }
}
