package io.bellhop.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.container.ApplicationSpec;
import io.bellhop.container.DeploymentException;
import io.bellhop.container.InstanceFactory;
import io.bellhop.container.descriptor.ProxyConfig;
import io.bellhop.container.descriptor.ServletDefinition;
import io.bellhop.container.descriptor.ServletSelection;
import io.bellhop.container.descriptor.SipApplication;
import io.bellhop.sip.message.StandardMethod;
import jakarta.servlet.ServletException;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipURI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** JSR 289 3.1, 8.1, 14.2: deployment, initialisation, what the servlet context offers. */
class DeploymentTest {
    private final Testbed bed = new Testbed();

    /** One whose initialisation fails. */
    public static final class Failing extends SipServlet {
        private static final long serialVersionUID = 1L;

        @Override
        public void init() throws ServletException {
            throw new ServletException("no database");
        }
    }

    private ApplicationSpec spec(String className, InstanceFactory instances) {
        SipApplication descriptor = new SipApplication("broken", null, null, false, Map.of(), List.of(),
                List.of(new ServletDefinition("main", null, className, Map.of("a", "b"), 0, null, Map.of())),
                new ServletSelection.Main("main"), 3, ProxyConfig.DEFAULT, List.of(), null, List.of(), List.of());
        return new ApplicationSpec("broken", descriptor, TestContext.make(), getClass().getClassLoader(), instances,
                null);
    }

    private static final class Instances implements InstanceFactory {
        final List<Object> living = new ArrayList<>();

        @Override
        public Object make(Class<?> type) throws ReflectiveOperationException {
            Object made = type.getDeclaredConstructor().newInstance();
            living.add(made);
            return made;
        }

        @Override
        public void retire(Object instance) {
            living.remove(instance);
        }
    }

    @Test
    void aClassThatIsNotThereIsToldInOneLine() {
        assertThatThrownBy(() -> bed.container.deploy(spec("com.example.Missing", new Instances())))
                .isInstanceOf(DeploymentException.class)
                .hasMessage("servlet class com.example.Missing is not in the application");
    }

    @Test
    void aClassThatIsNoServletIsRefused() {
        Instances instances = new Instances();
        assertThatThrownBy(() -> bed.container.deploy(spec("java.util.ArrayList", instances)))
                .isInstanceOf(DeploymentException.class).hasMessage("java.util.ArrayList is no servlet");
        assertThat(instances.living).as("nothing of it stays").isEmpty();
    }

    @Test
    void aServletThatFailsToInitialiseLeavesNothing() {
        Instances instances = new Instances();
        ApplicationSpec spec = spec(Failing.class.getName(), instances);
        assertThatThrownBy(() -> bed.container.deploy(spec))
                .isInstanceOf(DeploymentException.class).hasMessageContaining("no database");
        assertThat(instances.living).isEmpty();
        assertThat(spec.context().getAttribute(SipServlet.SIP_FACTORY)).isNull();
    }

    @Test
    void twoApplicationsOfOneNameAreRefused() {
        bed.open();
        assertThatThrownBy(() -> bed.container.deploy(bed.spec("app", new TestServlet())))
                .isInstanceOf(DeploymentException.class).hasMessageContaining("deployed already");
    }

    @Test
    void theContextOffersWhatTheContainerHas() {
        bed.open();
        assertThat(bed.context.getAttribute(SipServlet.SIP_FACTORY)).isNotNull();
        assertThat(bed.context.getAttribute(SipServlet.TIMER_SERVICE)).isNotNull();
        assertThat(bed.context.getAttribute(SipServlet.SIP_SESSIONS_UTIL)).isNotNull();
        assertThat(bed.context.getAttribute(SipServlet.PRACK_SUPPORTED)).isEqualTo(true);
        assertThat(bed.context.getAttribute(SipServlet.SUPPORTED_RFCs)).asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("3261", "3262").doesNotContain("3263");
        assertThat((List<?>) bed.context.getAttribute(SipServlet.OUTBOUND_INTERFACES))
                .extracting(uri -> ((SipURI) uri).getHost() + ":" + ((SipURI) uri).getPort() + " "
                        + ((SipURI) uri).getTransportParam())
                .containsExactlyInAnyOrder("10.0.0.1:5060 udp", "10.0.0.1:5060 tcp");
    }

    @Test
    void beforeItIsOpenRequestsGet503AndWithoutAnApplication404() {
        Peer peer = bed.peer("10.0.0.2");
        peer.send(peer.request(StandardMethod.OPTIONS, "sip:10.0.0.1", "o1", 1));
        bed.simulation.runFor(50);
        assertThat(peer.lastStatus()).isEqualTo(503);

        bed.onLoop(bed.container::open);
        peer.send(peer.request(StandardMethod.OPTIONS, "sip:10.0.0.1", "o2", 1));
        bed.simulation.runFor(50);
        assertThat(peer.lastStatus()).isEqualTo(404);
    }
}
