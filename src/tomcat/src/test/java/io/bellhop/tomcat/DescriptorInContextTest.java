package io.bellhop.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.container.ApplicationSpec;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sip.xml says reaches the servlet context (JSR 289 19.3). */
class DescriptorInContextTest {
    private static final String SIP_XML = """
            <sip-app>
              <app-name>ordered</app-name>
              <context-param><param-name>colour</param-name><param-value> blue </param-value></context-param>
              <servlet>
                <servlet-name>main</servlet-name><servlet-class>io.bellhop.tomcat.Ordered</servlet-class>
              </servlet>
              <listener><listener-class>io.bellhop.tomcat.Ordered</listener-class></listener>
            </sip-app>
            """;

    @TempDir
    Path directory;

    private final FakeEngine engine = new FakeEngine();
    private EmbeddedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new EmbeddedServer(directory.resolve("server"), new SipLifecycleListener(() -> engine)).start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void a_context_listener_of_sip_xml_is_told_and_sees_the_parameters_of_sip_xml() throws Exception {
        server.deploy(new TestArchive().sipXml(SIP_XML).classes(Ordered.class)
                .writeTo(directory.resolve("ordered.sar")));

        assertThat(engine.running.get(0).context().getAttribute("parameter")).isEqualTo("blue");
    }

    @Test
    void a_class_that_is_servlet_and_listener_has_one_object() throws Exception {
        server.deploy(new TestArchive().sipXml(SIP_XML).classes(Ordered.class)
                .writeTo(directory.resolve("ordered.sar")));

        ApplicationSpec spec = engine.running.get(0);
        Object servlet = spec.instances().make(spec.loader().loadClass(Ordered.class.getName()));
        assertThat(servlet).isSameAs(spec.context().getAttribute("told"));
    }

    @Test
    void listeners_of_web_xml_are_told_before_the_sip_side_begins() throws Exception {
        String webXml = """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.1">
                  <listener><listener-class>io.bellhop.tomcat.Ordered</listener-class></listener>
                </web-app>""";
        server.deploy(TestArchive.sar("calls").classes(Ordered.class).entry("WEB-INF/web.xml", webXml)
                .writeTo(directory.resolve("calls.sar")));

        assertThat(engine.toldAtDeployment).isTrue();
    }
}
