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

/** Applications come, change and go while another one has a call, which goes on. */
@ExtendWith(ArquillianExtension.class)
class CallDuringDeploymentTest {
    @ArquillianResource
    private SipAddress sip;

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "keeper", managed = false, testable = false)
    static Archive<?> keeper() {
        return Sars.sar("keeper", Answering.class);
    }

    @Deployment(name = "other", managed = false, testable = false)
    static Archive<?> other() {
        return Sars.sar("other", Answering.class);
    }

    @Deployment(name = "unusable", managed = false, testable = false)
    static Archive<?> unusable() {
        return Sars.sar("unusable", "<sip-app>\n  <servlet/>\n</sip-app>", Answering.class);
    }

    @Test
    void the_call_of_one_application_outlives_the_deployments_of_others() throws IOException {
        deployer.deploy("keeper");
        try (SipClient client = SipClient.udp(sip.udp())) {
            SipText invite = client.send(client.request("INVITE", client.serverUri("server")));
            client.expect(180);
            SipText answer = client.expect(200);
            client.send(client.inDialog("ACK", invite, answer, 1));
            deployer.deploy("other");
            goesOn(client, invite, answer, 2);
            assertThatThrownBy(() -> deployer.deploy("unusable")).hasMessageContaining("unusable.sar");
            goesOn(client, invite, answer, 3);
            deployer.undeploy("other");
            goesOn(client, invite, answer, 4);
            client.send(client.inDialog("BYE", invite, answer, 5));
            client.expect(200);
            client.send(client.inDialog("BYE", invite, answer, 6));
            client.expect(481);
        } finally {
            deployer.undeploy("keeper");
        }
    }

    /** A second offer inside the dialog is answered by the application that has it. */
    private static void goesOn(SipClient client, SipText invite, SipText answer, int cseq) {
        client.send(client.inDialog("INVITE", invite, answer, cseq));
        client.expect(180);
        SipText again = client.expect(200);
        client.send(client.inDialog("ACK", invite, again, cseq));
    }
}
