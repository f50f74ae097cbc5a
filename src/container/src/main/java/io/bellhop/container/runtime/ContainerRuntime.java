package io.bellhop.container.runtime;

import io.bellhop.container.ApplicationServices;
import io.bellhop.container.ApplicationSpec;
import io.bellhop.container.ContainerFigures;
import io.bellhop.container.ContainerOptions;
import io.bellhop.container.DeployedApplication;
import io.bellhop.container.DeploymentException;
import io.bellhop.container.SipContainer;
import io.bellhop.container.app.ApplicationRuntime;
import io.bellhop.container.dispatch.ContainerScope;
import io.bellhop.container.dispatch.LocalPoints;
import io.bellhop.container.dispatch.LoopRuntime;
import io.bellhop.container.message.ProxyMaker;
import io.bellhop.container.security.DigestAuthenticator;
import io.bellhop.container.session.CallOwner;
import io.bellhop.container.session.KeyedSessions;
import io.bellhop.container.session.SessionToken;
import io.bellhop.container.session.SipApplicationSessionImpl;
import io.bellhop.sip.SipStack;
import io.bellhop.sip.message.Slice;
import jakarta.servlet.ServletContext;
import jakarta.servlet.sip.ar.SipApplicationRouter;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The container of one server: a runtime for each loop of its stack, and the applications. Any thread. */
public final class ContainerRuntime implements SipContainer {
    /** How long a nonce of a challenge is good for, ms. */
    private static final long NONCE_MILLIS = 5 * 60_000;

    private final ContainerScope scope;
    private final LoopRuntime[] loops;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<String, RunningApplication> running = new LinkedHashMap<>();

    /**
     * A container above that stack, whose messages reach it from now on; requests get 503 until {@link #open()}.
     *
     * @param router initialised here, told of deployments, destroyed by {@link #close()}
     */
    public ContainerRuntime(SipStack stack, SipApplicationRouter router, ProxyMaker proxies,
            ContainerOptions options) {
        scope = new ContainerScope(options, new LocalPoints(stack.network()), router, proxies,
                new DigestAuthenticator(new SecureRandom(), NONCE_MILLIS, options.digest()));
        loops = new LoopRuntime[stack.loops()];
        for (int i = 0; i < loops.length; i++) {
            loops[i] = new LoopRuntime(scope, stack, stack.loop(i));
        }
        router.init();
        stack.start(loop -> loops[loop.index()]);
    }

    ContainerScope scope() {
        return scope;
    }

    @Override
    public ApplicationServices prepare(ServletContext context) {
        Services made = new Services(this);
        ContextAttributes.set(context, made, this);
        return made;
    }

    @Override
    public DeployedApplication deploy(ApplicationSpec spec) throws DeploymentException {
        ApplicationRuntime application = new ApplicationLoader(this, spec).load();
        RunningApplication made = new RunningApplication(this, application);
        boolean first;
        synchronized (this) {
            first = running.putIfAbsent(application.name(), made) == null;
            if (first) {
                publish();
            }
        }
        if (!first) {
            made.discard();
            throw new DeploymentException("an application named " + application.name() + " is deployed already", null);
        }
        scope.router().applicationDeployed(List.of(application.name()));
        if (scope.isOpen()) {
            made.tellInitialised();
        }
        return made;
    }

    private void publish() {
        Map<String, ApplicationRuntime> now = new LinkedHashMap<>();
        running.forEach((name, each) -> now.put(name, each.application()));
        scope.applications(now);
    }

    /** No request reaches it any more. */
    void forget(ApplicationRuntime application) {
        synchronized (this) {
            running.remove(application.name());
            publish();
        }
        scope.router().applicationUndeployed(List.of(application.name()));
    }

    void endSessions(ApplicationRuntime application) {
        for (LoopRuntime loop : loops) {
            loop.endAll(application);
        }
    }

    @Override
    public void open() {
        List<RunningApplication> all;
        synchronized (this) {
            if (scope.isOpen()) {
                return;
            }
            scope.open(true);
            all = new ArrayList<>(running.values());
        }
        all.forEach(RunningApplication::tellInitialised);
    }

    @Override
    public ContainerFigures figures() {
        long transactions = 0;
        long timers = 0;
        long sessions = 0;
        long applicationSessions = 0;
        for (LoopRuntime loop : loops) {
            CallOwner owner = loop.owner();
            transactions += owner.transactions().live();
            timers += owner.loop().timers();
            sessions += owner.sessions().size();
            applicationSessions += owner.applicationSessions().size();
        }
        return new ContainerFigures(transactions, timers, sessions, applicationSessions);
    }

    @Override
    public void close() {
        List<RunningApplication> all;
        synchronized (this) {
            scope.open(false);
            all = new ArrayList<>(running.values());
        }
        all.forEach(RunningApplication::undeploy);
        scope.workers().close();
        scope.router().destroy();
    }

    // ---- for the factory and the sessions' utilities

    LoopRuntime runtime(CallOwner owner) {
        return loops[owner.loop().index()];
    }

    /** The loop of the calling thread, or one after the other for threads that are none. */
    private CallOwner anyOwner() {
        for (LoopRuntime loop : loops) {
            if (loop.owner().loop().inLoop()) {
                return loop.owner();
            }
        }
        return loops[Math.floorMod(turn.getAndIncrement(), loops.length)].owner();
    }

    /** A new application session. */
    SipApplicationSessionImpl applicationSession(ApplicationRuntime application) {
        CallOwner owner = anyOwner();
        SipApplicationSessionImpl made = owner.call(() -> new SipApplicationSessionImpl(application, owner, null));
        made.created();
        return made;
    }

    /** The application session of that key, made if there is none. */
    SipApplicationSessionImpl keyed(ApplicationRuntime application, String key) {
        return KeyedSessions.findOrMake(application, key, anyOwner());
    }

    /** The application session of that id, or null. */
    SipApplicationSessionImpl applicationSession(String id) {
        Slice token = Slice.of(id);
        int loop = SessionToken.loop(token);
        if (loop < 0 || loop >= loops.length) {
            return null;
        }
        CallOwner owner = loops[loop].owner();
        return owner.call(() -> owner.applicationSession(token));
    }
}
