package io.bellhop.container.runtime;

import io.bellhop.container.ApplicationServices;
import io.bellhop.container.app.ApplicationRuntime;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipSessionsUtil;
import jakarta.servlet.sip.TimerService;

/** The services of one application, there before the application itself is. Any thread. */
final class Services implements ApplicationServices {
    private final SipFactoryImpl factory;
    private final TimerServiceImpl timers = new TimerServiceImpl(this);
    private final SipSessionsUtilImpl sessions;
    private volatile ApplicationRuntime application;

    Services(ContainerRuntime container) {
        factory = new SipFactoryImpl(container, this);
        sessions = new SipSessionsUtilImpl(this, container);
    }

    void application(ApplicationRuntime runtime) {
        application = runtime;
    }

    /** @throws IllegalStateException before it is deployed */
    ApplicationRuntime application() {
        ApplicationRuntime now = application;
        if (now == null) {
            throw new IllegalStateException("the application is not deployed yet: no sessions before its init");
        }
        return now;
    }

    @Override
    public SipFactory factory() {
        return factory;
    }

    @Override
    public TimerService timers() {
        return timers;
    }

    @Override
    public SipSessionsUtil sessions() {
        return sessions;
    }
}
