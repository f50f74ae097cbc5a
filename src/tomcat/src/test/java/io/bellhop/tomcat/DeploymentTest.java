package io.bellhop.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.container.DeploymentException;
import java.io.IOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentTest {
    @TempDir
    Path directory;

    private final FakeEngine engine = new FakeEngine();
    private EmbeddedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new EmbeddedServer(directory.resolve("server"), new SipLifecycleListener(() -> engine)).start();
        engine.events.clear();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private Path archive(String file, TestArchive content) throws IOException {
        return content.writeTo(directory.resolve(file));
    }

    @Test
    void a_sar_runs_and_its_classes_come_from_the_sar() throws Exception {
        server.deploy(archive("calls.sar", TestArchive.sar("calls")));

        assertThat(engine.events).containsExactly("deployed calls");
        assertThat(server.server().applications()).containsExactly("calls");
        assertThat(engine.running.get(0).loader().loadClass(Quiet.class.getName())).isNotSameAs(Quiet.class);
    }

    @Test
    void the_archive_names_the_application_where_the_descriptor_has_no_app_name() throws Exception {
        server.deploy(archive("unnamed.sar", new TestArchive().sipXml("<sip-app/>")));

        assertThat(engine.running.get(0).name()).isEqualTo("unnamed");
    }

    @Test
    void a_sip_app_in_a_file_named_web_xml_is_a_sip_descriptor() throws Exception {
        server.deploy(archive("calls.sar", TestArchive.sar("calls").entry("WEB-INF/web.xml",
                "\t<!-- <web-app/> -->\n<sip-app>\n\t<context-param><param-name>\n\ta</param-name><param-value> b\t"
                        + "</param-value></context-param>\n<app-name>\n\tcalls\t</app-name></sip-app>")
                .without(Sar.SIP_XML)));

        assertThat(engine.events).containsExactly("deployed calls");
        assertThat(server.context("calls").getServletContext().getInitParameter("a")).isEqualTo("b");
    }

    @Test
    void a_replaced_sar_takes_the_place_of_the_old_one() throws Exception {
        server.deploy(archive("calls.sar", TestArchive.sar("first")));
        server.deploy(archive("calls.sar", TestArchive.sar("second")));

        assertThat(engine.events).containsExactly("deployed first", "undeployed first", "deployed second");
    }

    @Test
    void a_removed_sar_ends_and_leaves_the_others_alone() throws Exception {
        server.deploy(archive("calls.sar", TestArchive.sar("calls")));
        server.deploy(archive("other.sar", TestArchive.sar("other")));

        server.undeploy("calls.sar");

        assertThat(engine.events).containsExactly("deployed calls", "deployed other", "undeployed calls");
        assertThat(server.server().applications()).containsExactly("other");
        assertThat(Files.list(directory.resolve("server/work/sar/localhost"))).hasSize(1);
    }

    @Test
    void a_sar_with_a_wrong_descriptor_is_told_with_file_line_and_column() throws Exception {
        Path broken = archive("calls.sar", TestArchive.sar("calls").sipXml("<sip-app>\n  <servlet>\n</sip-app>"));

        assertThatThrownBy(() -> server.deploy(broken)).isInstanceOf(DeploymentException.class)
                .hasMessageMatching("SIP application calls: calls.sar!/WEB-INF/sip.xml:3:\\d+: .*");
        assertThat(server.server().failures()).hasSize(1);
        assertThat(server.server().applications()).isEmpty();
    }

    @Test
    void the_old_deployment_keeps_running_when_the_new_descriptor_is_wrong() throws Exception {
        server.deploy(archive("calls.sar", TestArchive.sar("calls")));
        Path broken = archive("calls.sar", TestArchive.sar("calls").sipXml("<sip-app><wrong"));

        assertThatThrownBy(() -> server.deploy(broken)).hasMessageContaining("the old deployment keeps running");

        assertThat(engine.events).containsExactly("deployed calls");
        server.deploy(archive("calls.sar", TestArchive.sar("mended")));
        assertThat(engine.events).containsExactly("deployed calls", "undeployed calls", "deployed mended");
        assertThat(server.server().failures()).isEmpty();
    }

    @Test
    void the_old_deployment_keeps_running_when_the_new_one_lacks_a_class() throws Exception {
        server.deploy(archive("calls.sar", TestArchive.sar("calls")));
        String sipXml = "<sip-app><servlet><servlet-name>main</servlet-name><servlet-class>no.Such</servlet-class>"
                + "</servlet></sip-app>";
        Path broken = archive("calls.sar", TestArchive.sar("calls").sipXml(sipXml));

        assertThatThrownBy(() -> server.deploy(broken))
                .hasMessageContaining("class no.Such of servlet main was not found");

        assertThat(engine.events).containsExactly("deployed calls");
    }

    @Test
    void the_old_deployment_keeps_running_when_the_new_one_is_no_archive() throws Exception {
        server.deploy(archive("calls.sar", TestArchive.sar("calls")));
        Path half = Files.writeString(directory.resolve("calls.sar"), "PK half of a file");

        assertThatThrownBy(() -> server.deploy(half)).hasMessageContaining("can't be unpacked");

        assertThat(engine.events).containsExactly("deployed calls");
    }

    @Test
    void the_old_deployment_is_started_again_when_the_new_one_does_not_start() throws Exception {
        server.deploy(archive("calls.sar", TestArchive.sar("calls")));
        Path failing = archive("calls.sar", TestArchive.sar("calls").sipXml("""
                <sip-app><servlet><servlet-name>failing</servlet-name>
                <servlet-class>%s</servlet-class></servlet></sip-app>""".formatted(Quiet.class.getName())));

        assertThatThrownBy(() -> server.deploy(failing)).hasMessageContaining("servlet failing: init failed");

        assertThat(engine.events).containsExactly("deployed calls", "undeployed calls", "deployed calls");
        assertThat(server.server().applications()).containsExactly("calls");
    }

    @Test
    void an_entry_that_points_out_of_the_archive_is_refused() throws Exception {
        Path evil = archive("evil.sar", TestArchive.sar("evil").entry("../../outside.txt", "x"));

        assertThatThrownBy(() -> server.deploy(evil)).hasMessageContaining("points out of the archive");
    }

    @Test
    void a_war_with_a_sip_xml_has_a_sip_side_and_one_without_has_none() throws Exception {
        server.deploy(archive("both.war", TestArchive.sar("both")));
        server.deploy(archive("web.war", new TestArchive().entry("index.html", "hello")));

        assertThat(engine.events).containsExactly("deployed both");
        assertThat(server.context("web").getState().isAvailable()).isTrue();
    }

    @Test
    void the_class_loader_is_gone_after_undeployment() throws Exception {
        server.deploy(archive("calls.sar", TestArchive.sar("calls")));
        ReferenceQueue<ClassLoader> queue = new ReferenceQueue<>();
        WeakReference<ClassLoader> loader = new WeakReference<>(engine.running.get(0).loader(), queue);

        server.undeploy("calls.sar");

        for (int i = 0; i < 50 && !loader.refersTo(null); i++) {
            System.gc();
            queue.remove(100);
        }
        assertThat(loader.refersTo(null)).isTrue();
    }
}
