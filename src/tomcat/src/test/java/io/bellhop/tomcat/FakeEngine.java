package io.bellhop.tomcat;

import io.bellhop.container.ApplicationServices;
import io.bellhop.container.ApplicationSpec;
import io.bellhop.container.ContainerFigures;
import io.bellhop.container.DeployedApplication;
import io.bellhop.container.DeploymentException;
import io.bellhop.container.SipContainer;
import io.bellhop.container.descriptor.ServletDefinition;
import io.bellhop.sip.transport.ListeningPoint;
import jakarta.servlet.ServletContext;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipSessionsUtil;
import jakarta.servlet.sip.TimerService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A container that only makes an application's servlets and notes what it is asked for. */
final class FakeEngine implements SipEngine, SipContainer {
    /** A servlet of that name makes the deployment fail. */
    static final String FAILING = "failing";

    final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    final List<ApplicationSpec> running = new ArrayList<>();
    /** Whether the last application's context already had the attribute "told". */
    boolean toldAtDeployment;

    @Override
    public SipContainer container() {
        return this;
    }

    @Override
    public ApplicationServices prepare(ServletContext context) {
        return new ApplicationServices() {
            @Override
            public SipFactory factory() {
                return null;
            }

            @Override
            public TimerService timers() {
                return null;
            }

            @Override
            public SipSessionsUtil sessions() {
                return null;
            }
        };
    }

    @Override
    public synchronized DeployedApplication deploy(ApplicationSpec spec) throws DeploymentException {
        for (ServletDefinition each : spec.descriptor().servlets()) {
            if (each.name().equals(FAILING)) {
                throw new DeploymentException("servlet failing: init failed", null);
            }
            try {
                spec.instances().make(spec.loader().loadClass(each.className()));
            } catch (ReflectiveOperationException e) {
                throw new DeploymentException(e.toString(), e);
            }
        }
        toldAtDeployment = spec.context().getAttribute("told") != null;
        running.add(spec);
        String name = spec.descriptor().appName() == null ? spec.name() : spec.descriptor().appName();
        events.add("deployed " + name);
        return new Running(spec, name);
    }

    private final class Running implements DeployedApplication {
        private final ApplicationSpec spec;
        private final String name;

        Running(ApplicationSpec spec, String name) {
            this.spec = spec;
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void undeploy() {
            synchronized (FakeEngine.this) {
                running.remove(spec);
            }
            events.add("undeployed " + name);
        }
    }

    @Override
    public void open() {
        events.add("open");
    }

    @Override
    public ContainerFigures figures() {
        return new ContainerFigures(1, 2, 3, 4);
    }

    @Override
    public ListeningPoint bind(ConnectorSettings settings) {
        return new ListeningPoint(settings.transport(), settings.address(), "fake");
    }

    @Override
    public void start(ListeningPoint point) {
        events.add("reading " + point.transport());
    }

    @Override
    public void close(ListeningPoint point) {
        events.add("closed " + point.transport());
    }

    @Override
    public MessageFigures messages() {
        return new MessageFigures(5, 6, 7);
    }

    @Override
    public void close() {
        events.add("ended");
    }
}
