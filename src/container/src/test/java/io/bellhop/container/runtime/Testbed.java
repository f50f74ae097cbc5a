package io.bellhop.container.runtime;

import io.bellhop.container.ApplicationSpec;
import io.bellhop.container.ContainerFigures;
import io.bellhop.container.ContainerOptions;
import io.bellhop.container.DeployedApplication;
import io.bellhop.container.DeploymentException;
import io.bellhop.container.InstanceFactory;
import io.bellhop.container.descriptor.ProxyConfig;
import io.bellhop.container.descriptor.SecurityConstraint;
import io.bellhop.container.descriptor.ServletDefinition;
import io.bellhop.container.descriptor.ServletSelection;
import io.bellhop.container.descriptor.SipApplication;
import io.bellhop.container.proxy.ProxyFactory;
import io.bellhop.container.router.DefaultApplicationRouter;
import io.bellhop.container.security.SubscriberRealm;
import io.bellhop.simulation.SimulatedHost;
import io.bellhop.simulation.Simulation;
import io.bellhop.simulation.Weather;
import io.bellhop.sip.transport.Transport;
import jakarta.servlet.ServletContext;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipSessionsUtil;
import jakarta.servlet.sip.TimerService;
import jakarta.servlet.sip.ar.SipApplicationRouter;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A container on a simulated host at 10.0.0.1:5060, one application, peers around it. */
final class Testbed {
    static final String URI = "sip:service@10.0.0.1:5060";
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    final Simulation simulation;
    final SimulatedHost host;
    final ContainerRuntime container;
    final TestServlet servlet;
    final ServletContext context = TestContext.make();
    private final List<Object> listeners = new ArrayList<>();
    private List<SecurityConstraint> constraints = List.of();
    private SubscriberRealm realm;
    private Method sessionKey;
    private boolean blocking;
    private int sessionMinutes = 3;
    DeployedApplication application;

    Testbed() {
        this(Weather.FAIR, ContainerOptions.DEFAULT);
    }

    Testbed(Weather weather, ContainerOptions options) {
        this(new Simulation(7, weather), "10.0.0.1", options);
    }

    /** A container at another address of a world that is there. */
    Testbed(Simulation simulation, String ip, ContainerOptions options) {
        this(simulation, ip, options, new TestServlet());
    }

    /** As that, with an application of its own. */
    Testbed(Simulation simulation, String ip, ContainerOptions options, TestServlet application) {
        this(simulation, ip, options, application, new DefaultApplicationRouter(null));
    }

    /** As that, with an application router. */
    Testbed(Simulation simulation, String ip, ContainerOptions options, TestServlet application,
            SipApplicationRouter router) {
        this.simulation = simulation;
        servlet = application;
        host = simulation.host(ip);
        host.listen(Transport.UDP, 5060);
        host.listen(Transport.TCP, 5060);
        container = new ContainerRuntime(host.stack(), router,
                new ProxyFactory(host.network(), ProxyFactory.TIMER_C), options);
    }

    Testbed listener(Object listener) {
        listeners.add(listener);
        return this;
    }

    Testbed blocking() {
        blocking = true;
        return this;
    }

    Testbed sessionMinutes(int minutes) {
        sessionMinutes = minutes;
        return this;
    }

    /** The static method of that class and name is the application's SipApplicationKey. */
    Testbed sessionKey(Class<?> type, String name) {
        try {
            sessionKey = type.getMethod(name, SipServletRequest.class);
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    Testbed constraint(SecurityConstraint constraint, SubscriberRealm callers) {
        constraints = List.of(constraint);
        realm = callers;
        return this;
    }

    /** Deploys the application and opens the container. */
    Testbed open() {
        try {
            application = container.deploy(spec("app", servlet));
        } catch (DeploymentException e) {
            throw new AssertionError(e);
        }
        onLoop(container::open);
        return this;
    }

    /** Deploys a further application, which has a context of its own. */
    DeployedApplication deploy(String name, TestServlet its) {
        ServletContext own = TestContext.make();
        try {
            DeployedApplication deployed = container.deploy(spec(name, its, own));
            its.factory = (SipFactory) own.getAttribute(SipServlet.SIP_FACTORY);
            return deployed;
        } catch (DeploymentException e) {
            throw new AssertionError(e);
        }
    }

    ApplicationSpec spec(String name, SipServlet its) {
        return spec(name, its, context);
    }

    private ApplicationSpec spec(String name, SipServlet its, ServletContext context) {
        SipApplication descriptor = new SipApplication(name, null, null, false,
                Map.of("io.bellhop.blocking", String.valueOf(blocking)),
                listeners.stream().map(each -> each.getClass().getName()).toList(),
                List.of(new ServletDefinition("main", null, its.getClass().getName(), Map.of(), 0, null, Map.of())),
                new ServletSelection.Main("main"), sessionMinutes, ProxyConfig.DEFAULT, constraints, null, List.of(),
                List.of());
        InstanceFactory instances = new InstanceFactory() {
            @Override
            public Object make(Class<?> type) {
                return type.isInstance(its) ? its
                        : listeners.stream().filter(type::isInstance).findFirst().orElseThrow();
            }

            @Override
            public void retire(Object instance) {
                // nothing was made
            }
        };
        return new ApplicationSpec(name, descriptor, context, Testbed.class.getClassLoader(), instances, realm)
                .keyedBy(sessionKey);
    }

    Peer peer(String ip) {
        return new Peer(simulation, ip);
    }

    void onLoop(Runnable task) {
        host.loop(0).run(task);
    }

    SipFactory factory() {
        return (SipFactory) context.getAttribute(SipServlet.SIP_FACTORY);
    }

    TimerService timers() {
        return (TimerService) context.getAttribute(SipServlet.TIMER_SERVICE);
    }

    SipSessionsUtil sessions() {
        return (SipSessionsUtil) context.getAttribute(SipServlet.SIP_SESSIONS_UTIL);
    }

    ContainerFigures figures() {
        return container.figures();
    }

    /** A second of virtual time. */
    void settle() {
        simulation.runFor(1_000);
    }

    /** Waits for workers, which live in real time, while virtual time stands still or goes on by what is sent. */
    void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            simulation.runFor(2);
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not happen");
            }
            LockSupport.parkNanos(100_000);
        }
    }
}
