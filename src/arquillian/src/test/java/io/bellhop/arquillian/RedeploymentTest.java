package io.bellhop.arquillian;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.arquillian.app.Answering;
import java.io.IOException;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class RedeploymentTest {
    @ArquillianResource
    private SipAddress sip;

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "good", managed = false, testable = false)
    static Archive<?> good() {
        return Sars.sar("coming", Answering.class);
    }

    @Deployment(name = "broken", managed = false, testable = false)
    static Archive<?> broken() {
        return Sars.sar("broken", "<sip-app>\n  <servlet/>\n</sip-app>", Answering.class);
    }

    @Deployment(name = "classless", managed = false, testable = false)
    static Archive<?> classless() {
        return Sars.sar("classless", """
                <sip-app><servlet><servlet-name>main</servlet-name>
                <servlet-class>no.Such</servlet-class></servlet></sip-app>""");
    }

    @Test
    void an_application_answers_while_it_is_deployed_and_again_after_a_redeployment() throws IOException {
        try (SipClient client = SipClient.udp(sip.udp())) {
            client.send(client.request("OPTIONS", client.serverUri("server")));
            client.expect(404);

            deployer.deploy("good");
            client.send(client.request("OPTIONS", client.serverUri("server")));
            client.expect(200);

            deployer.undeploy("good");
            client.send(client.request("OPTIONS", client.serverUri("server")));
            client.expect(404);

            deployer.deploy("good");
            client.send(client.request("OPTIONS", client.serverUri("server")));
            client.expect(200);
            deployer.undeploy("good");
        }
    }

    @Test
    void a_wrong_descriptor_is_told_with_its_line() {
        assertThatThrownBy(() -> deployer.deploy("broken")).hasMessageContaining("broken.sar!/WEB-INF/sip.xml:2:");
    }

    @Test
    void a_missing_class_is_told_by_its_name() {
        assertThatThrownBy(() -> deployer.deploy("classless")).hasMessageContaining("no.Such");
    }
}
