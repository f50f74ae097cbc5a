package io.bellhop.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.sip.transport.Transport;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JSR 289 18: annotations and injection, on the real container. */
class AnnotationsTest {
    private static final String IMPORTS = """
            package app;
            import jakarta.annotation.*;
            import jakarta.servlet.*;
            import jakarta.servlet.http.*;
            import jakarta.servlet.annotation.*;
            import jakarta.servlet.sip.*;
            import jakarta.servlet.sip.annotation.*;
            """;
    /** A servlet that is a listener as well, and notes what it sees. */
    private static final String MAIN = IMPORTS + """
            @jakarta.servlet.sip.annotation.SipServlet(loadOnStartup = 1)
            @SipListener
            public class Main extends jakarta.servlet.sip.SipServlet implements SipServletListener {
                @Resource private SipFactory factory;
                @Resource private TimerService timers;
                private SipSessionsUtil sessions;
                private static int made;
                public Main() { made++; }
                @Resource private void setSessions(SipSessionsUtil util) { sessions = util; }
                @Override public void init() throws ServletException {
                    getServletContext().setAttribute("injected", factory != null && timers != null && sessions != null);
                    getServletContext().setAttribute("same",
                            factory == getServletContext().getAttribute("javax.servlet.sip.SipFactory")
                            && factory == getServletContext().getAttribute(SIP_FACTORY)
                            && timers == getServletContext().getAttribute("javax.servlet.sip.TimerService")
                            && sessions == getServletContext().getAttribute("javax.servlet.sip.SipSessionsUtil"));
                    try {
                        Object named = new javax.naming.InitialContext()
                                .lookup("java:comp/env/sip/org.example.calls/SipFactory");
                        getServletContext().setAttribute("named", named == factory);
                    } catch (javax.naming.NamingException e) {
                        throw new ServletException(e);
                    }
                }
                @Override public void servletInitialized(SipServletContextEvent event) {
                    getServletContext().setAttribute("objects", made);
                    getServletContext().setAttribute("initialized", event.getSipServlet() == this
                            && !((java.util.List<?>) getServletContext().getAttribute(OUTBOUND_INTERFACES)).isEmpty());
                }
            }
            """;
    private static final String PACKAGE = """
            @jakarta.servlet.sip.annotation.SipApplication(name = "org.example.calls", sessionTimeout = 7)
            package app;
            """;

    @TempDir
    Path directory;

    private EmbeddedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new EmbeddedServer(directory.resolve("server")).listen(Transport.UDP, 0).http(0).start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void deploy(TestSource sources, TestArchive archive) throws Exception {
        server.deploy(sources.into(archive, directory, System.getProperty("java.class.path"))
                .writeTo(directory.resolve("calls.sar")));
    }

    private Object attribute(String name) {
        ServletContext context = server.context("calls").getServletContext();
        return context.getAttribute(name);
    }

    @Test
    void jsr_289_18_1_a_sar_without_descriptors_is_what_its_annotations_say() throws Exception {
        deploy(new TestSource().add("app.Main", MAIN).add("app.package-info", PACKAGE), new TestArchive());

        assertThat(server.server().applications()).containsExactly("calls");
        assertThat(attribute("injected")).isEqualTo(true);
        assertThat(attribute("same")).isEqualTo(true);
        assertThat(attribute("named")).as("JSR 289 18.2.6").isEqualTo(true);
        assertThat(attribute("initialized")).isEqualTo(true);
        assertThat(attribute("objects")).as("JSR 289 19.3: a listener that is a servlet").isEqualTo(1);
    }

    @Test
    void jsr_289_18_1_annotations_are_read_beside_a_sip_xml_that_names_their_servlet_as_main() throws Exception {
        deploy(new TestSource().add("app.Main", MAIN).add("app.package-info", PACKAGE), new TestArchive().sipXml(
                "<sip-app><app-name>org.example.calls</app-name><servlet-selection><main-servlet>Main</main-servlet>"
                        + "</servlet-selection></sip-app>"));

        assertThat(attribute("initialized")).isEqualTo(true);
    }

    @Test
    void jsr_289_18_2_3_names_that_differ_in_descriptor_and_annotation_are_refused() {
        assertThatThrownBy(() -> deploy(new TestSource().add("app.Main", MAIN).add("app.package-info", PACKAGE),
                new TestArchive().sipXml("<sip-app><app-name>other</app-name></sip-app>")))
                .hasMessageContaining("<app-name> is other, but @SipApplication says org.example.calls");
    }

    @Test
    void jsr_289_18_2_6_resources_are_set_in_web_listeners_and_http_servlets_too() throws Exception {
        deploy(new TestSource().add("app.Main", MAIN).add("app.package-info", PACKAGE)
                .add("app.Page", IMPORTS + """
                        @WebServlet("/page")
                        public class Page extends HttpServlet {
                            @Resource private SipFactory factory;
                            private String uri;
                            @Override public void init() {
                                uri = factory.createSipURI("alice", "example.com").toString();
                            }
                            @Override protected void doGet(HttpServletRequest request, HttpServletResponse response)
                                    throws java.io.IOException {
                                response.getWriter().print(uri);
                            }
                        }
                        """)
                .add("app.Early", IMPORTS + """
                        @WebListener
                        public class Early implements ServletContextListener {
                            @Resource SipFactory factory;
                            @Override public void contextInitialized(ServletContextEvent event) {
                                event.getServletContext().setAttribute("early", factory != null && factory
                                        == event.getServletContext().getAttribute("jakarta.servlet.sip.SipFactory"));
                            }
                        }
                        """), new TestArchive());

        assertThat(attribute("early")).isEqualTo(true);
        String page = HttpClient.newHttpClient().send(HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.httpPort() + "/calls/page")).build(), BodyHandlers.ofString())
                .body();
        assertThat(page).isEqualTo("sip:alice@example.com");
    }

    @Test
    void jsr_289_15_11_2_a_key_method_that_is_none_is_refused() {
        assertThatThrownBy(() -> deploy(new TestSource().add("app.Main", MAIN).add("app.Key", IMPORTS + """
                public class Key {
                    @SipApplicationKey public String key(SipServletRequest request) { return "k"; }
                }
                """), new TestArchive())).hasMessageContaining("belongs to a public static method");
    }

    @Test
    void jsr_289_18_an_archive_without_descriptor_and_annotations_is_refused() {
        assertThatThrownBy(() -> deploy(new TestSource().add("app.Plain", "package app; class Plain { }"),
                new TestArchive()))
                .hasMessageContaining("WEB-INF/sip.xml is missing, and no class has a SIP annotation");
    }
}
