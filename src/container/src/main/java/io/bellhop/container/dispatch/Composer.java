package io.bellhop.container.dispatch;

import io.bellhop.container.message.Arrival;
import io.bellhop.container.message.Onward;
import io.bellhop.container.message.RoutingState;
import io.bellhop.container.message.SipServletRequestImpl;
import io.bellhop.container.router.DefaultApplicationRouter;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipUri;
import io.bellhop.sip.transport.ListeningPoint;
import jakarta.servlet.sip.ar.SipApplicationRouterInfo;
import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import jakarta.servlet.sip.ar.SipTargetedRequestInfo;
import java.io.Serializable;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Asks the application router, and finds the way of what applications send and proxy to the next one (JSR 289 15.4).
 * Loop only, unless said otherwise.
 */
final class Composer {
    /** The answer of a router that failed. */
    static final SipApplicationRouterInfo FAILED = new SipApplicationRouterInfo(null, null, null, null, null, null);

    private static final Logger LOG = Logger.getLogger(Composer.class.getPackageName());
    private static final String ROUTER_FAILED = "Application router failed";

    private final LoopRuntime runtime;
    private final InitialDispatcher initial;
    private final Inside dialogs;
    private final Inside failing;
    /** The router if it is ours, which can say that there is nobody more; else null. */
    private final DefaultApplicationRouter known;

    Composer(LoopRuntime runtime, RequestDispatcher requests) {
        this.runtime = runtime;
        initial = requests.initial();
        dialogs = new Inside(runtime, requests::request);
        failing = new Inside(runtime,
                (request, transaction) -> RequestDispatcher.reject(request, transaction, 500, ROUTER_FAILED));
        known = runtime.scope().router() instanceof DefaultApplicationRouter own ? own : null;
    }

    /** Whether the router has to be asked who follows. Any thread. */
    boolean asks(SipServletRequestImpl from) {
        if (known == null) {
            return true;
        }
        RoutingState routing = from.routing();
        return !known.isLast(from.getMethod(), routing == null ? null : routing.state(),
                from.application().name());
    }

    /** @return the router's answer; {@link #FAILED} where it threw, which was logged */
    static SipApplicationRouterInfo ask(LoopRuntime runtime, SipServletRequestImpl shown,
            SipApplicationRoutingRegion region, SipApplicationRoutingDirective directive,
            SipTargetedRequestInfo targeted, Serializable state) {
        try {
            SipApplicationRouterInfo info =
                    runtime.scope().router().getNextApplication(shown, region, directive, targeted, state);
            return info == null ? RouterAnswer.NOBODY : info;
        } catch (RuntimeException | LinkageError e) {
            // JSR 289 15.4.1: an application router that fails: 500.
            LOG.log(Level.WARNING, e, () -> "the application router failed for " + shown.getMethod());
            return FAILED;
        }
    }

    /** See {@link io.bellhop.container.message.MessageActions#onward}. */
    Onward onward(SipServletRequestImpl from, SipServletRequestImpl shown, SipRequest leaving) {
        RoutingState before = from.routing();
        SipApplicationRoutingDirective directive = !from.isOurs() ? SipApplicationRoutingDirective.CONTINUE
                : before == null ? SipApplicationRoutingDirective.NEW : before.directive();
        SipApplicationRouterInfo info = ask(runtime, shown,
                before == null ? SipApplicationRoutingRegion.NEUTRAL_REGION : before.region(), directive, null,
                before == null ? null : before.state());
        if (info == FAILED) {
            return failing;
        }
        Arrival arrival = from.isOurs() && before == null ? Arrival.LOCAL : from.arrival();
        ListeningPoint point = runtime.scope().points().pointOf(
                from.sessionOrNull() == null ? null : from.session().preferred(), from.flow());
        try {
            RouterAnswer answer = new RouterAnswer(runtime, info);
            if (answer.leaves()) {
                answer.push(leaving, point, arrival);
                return null;
            }
        } catch (IllegalArgumentException e) {
            LOG.log(Level.WARNING, e, () -> "the application router named a route that is none");
            return failing;
        }
        return info.getNextApplicationName() == null ? null : new Inside(runtime,
                (request, transaction) -> initial.handedOver(request, transaction, info, arrival));
    }

    /** The way of a request inside a dialog to a next hop that is ours, or null. */
    Onward within(SipUri hop) {
        return runtime.scope().points().isOurs(hop) ? dialogs : null;
    }
}
