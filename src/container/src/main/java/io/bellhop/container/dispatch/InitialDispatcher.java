package io.bellhop.container.dispatch;

import io.bellhop.container.app.ApplicationRuntime;
import io.bellhop.container.app.ServletHolder;
import io.bellhop.container.message.Arrival;
import io.bellhop.container.message.RoutingState;
import io.bellhop.container.message.SipServletRequestImpl;
import io.bellhop.sip.message.MalformedHeaderException;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.transaction.ServerTransaction;
import jakarta.servlet.sip.ar.SipApplicationRouterInfo;
import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import jakarta.servlet.sip.ar.SipRouteModifier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Initial requests: which application, which servlet, whether the sender may (JSR 289 15.4, 16, 17). */
final class InitialDispatcher {
    private static final Logger LOG = Logger.getLogger(InitialDispatcher.class.getPackageName());
    /** How many applications may in turn have no servlet for a request; a router that goes on for ever is wrong. */
    private static final int MOST_TRIES = 100;

    private final LoopRuntime runtime;
    private final Routes routes;
    /** The last answer of the router and what was made of it: as a rule the next answer is the same object. */
    private SipApplicationRouterInfo lastInfo;
    private RoutingState lastRouting;

    InitialDispatcher(LoopRuntime runtime, Routes routes) {
        this.runtime = runtime;
        this.routes = routes;
    }

    /** A request from outside. */
    void dispatch(SipRequest request, ServerTransaction transaction, Slice popped) {
        if (request.sipUri() == null && isSip(request.requestUri())) {
            RequestDispatcher.reject(request, transaction, 400, "Bad Request-URI");
            return;
        }
        SipServletRequestImpl shown = SipServletRequestImpl.received(request, runtime, transaction.flow(), transaction,
                true, popped);
        RoutesBack.Known back = runtime.scope().routesBack().find(popped);
        if (back == null) {
            select(shown, transaction, Composer.ask(runtime, shown, SipApplicationRoutingRegion.NEUTRAL_REGION,
                    SipApplicationRoutingDirective.NEW, Targeting.target(shown), null));
        } else {
            shown.arrival(back.arrival());
            select(shown, transaction, Composer.ask(runtime, shown, back.routing().region(),
                    back.routing().directive(), null, back.routing().state()));
        }
    }

    /** A request that another application has sent or proxied, with the router's answer for it. */
    void handedOver(SipRequest request, ServerTransaction transaction, SipApplicationRouterInfo info,
            Arrival arrival) {
        Slice popped;
        try {
            popped = routes.pop(request);
        } catch (MalformedHeaderException e) {
            RequestDispatcher.reject(request, transaction, 400, "Bad Route");
            return;
        }
        SipServletRequestImpl shown = SipServletRequestImpl.received(request, runtime, transaction.flow(), transaction,
                true, popped);
        shown.arrival(arrival);
        select(shown, transaction, info);
    }

    /** Follows the router's answer, and asks again where the application has no servlet for the request. */
    private void select(SipServletRequestImpl shown, ServerTransaction transaction, SipApplicationRouterInfo first) {
        SipApplicationRouterInfo info = first;
        boolean named = false;
        for (int i = 0; i < MOST_TRIES; i++) {
            if (info == Composer.FAILED) {
                RequestDispatcher.reject(shown.sip(), transaction, 500, "Application router failed");
                return;
            }
            if (info.getRouteModifier() != SipRouteModifier.NO_ROUTE && left(shown, transaction, info)) {
                return;
            }
            if (info.getNextApplicationName() == null) {
                nobody(shown, transaction, named);
                return;
            }
            if (given(shown, transaction, info)) {
                return;
            }
            named = true;
            info = Composer.ask(runtime, shown, RouterAnswer.region(info), SipApplicationRoutingDirective.CONTINUE,
                    null, info.getStateInfo());
        }
        RequestDispatcher.reject(shown.sip(), transaction, 500, "Application router failed");
    }

    /** Whether the routes in the answer have taken the request away, or were none. */
    private boolean left(SipServletRequestImpl shown, ServerTransaction transaction, SipApplicationRouterInfo info) {
        RouterAnswer answer = new RouterAnswer(runtime, info);
        try {
            if (answer.leaves()) {
                answer.push(shown.sip(), shown.flow().point(), shown.arrival());
                Transit.send(runtime, shown.sip(), transaction);
                return true;
            }
        } catch (IllegalArgumentException e) {
            LOG.log(Level.WARNING, e, () -> "the application router named a route that is none");
            RequestDispatcher.reject(shown.sip(), transaction, 500, "Application router failed");
            return true;
        }
        Slice internal = answer.internal();
        if (internal != null) {
            shown.popped(internal);
        }
        return false;
    }

    /**
     * No application. What applications or the router have had goes on to where it is for, unless that is us. What has
     * just come in is refused: a server that passes on whatever nobody wants is an open relay.
     *
     * @param named whether one was named that has no servlet for it
     */
    private void nobody(SipServletRequestImpl shown, ServerTransaction transaction, boolean named) {
        SipRequest request = shown.sip();
        boolean routed = request.has(StandardHeader.ROUTE);
        boolean ours = request.sipUri() == null || runtime.scope().points().isOurs(request.sipUri());
        if (!shown.cameThrough() || !routed && ours) {
            RequestDispatcher.reject(request, transaction, 404,
                    named ? "No servlet for this request" : "No application for this request");
        } else {
            Transit.send(runtime, request, transaction);
        }
    }

    private static boolean isSip(Slice uri) {
        return uri.length() > 3 && uri.sub(0, 3).equalsIgnoreCase("sip")
                && (uri.at(3) == ':' || (uri.at(3) | 0x20) == 's');
    }

    private RoutingState routing(SipApplicationRouterInfo info) {
        if (info != lastInfo) {
            lastRouting = new RoutingState(RouterAnswer.region(info), info.getSubscriberURI(),
                    SipApplicationRoutingDirective.NEW, info.getStateInfo());
            lastInfo = info;
        }
        return lastRouting;
    }

    /** Gives the request to the application that is named, or rejects it. @return false if it has no servlet for it */
    private boolean given(SipServletRequestImpl first, ServerTransaction transaction, SipApplicationRouterInfo info) {
        String name = info.getNextApplicationName();
        ApplicationRuntime application = runtime.scope().applications().get(name);
        if (application == null) {
            LOG.log(Level.WARNING, "the application router named {0}, which is not deployed", name);
            RequestDispatcher.reject(first.sip(), transaction, 500, "Application not deployed");
            return true;
        }
        if (runtime.merged().contains(first, application)) {
            RequestDispatcher.reject(first.sip(), transaction, 482, null);
            return true;
        }
        if (application.ended() || application.blocking() && runtime.scope().workers().isFull()) {
            RequestDispatcher.reject(first.sip(), transaction, 503, null);
            return true;
        }
        first.routing(routing(info));
        SipServletRequestImpl request = application.blocking() ? ofWorker(first, transaction) : first;
        ServletHolder servlet = select(application, request);
        if (servlet == null) {
            return false;
        }
        request.dispatched(application, servlet);
        transaction.user(request);
        Admission.admit(runtime, request);
        return true;
    }

    /** A worker gets a copy: the transaction goes on reading its own. */
    private SipServletRequestImpl ofWorker(SipServletRequestImpl first, ServerTransaction transaction) {
        SipServletRequestImpl copy = SipServletRequestImpl.received(first.sip().copy(), runtime, transaction.flow(),
                transaction, true, first.popped());
        copy.routing(first.routing());
        copy.arrivedLike(first);
        return copy;
    }

    private static ServletHolder select(ApplicationRuntime application, SipServletRequestImpl request) {
        ServletHolder main = application.main();
        if (main != null) {
            return main;
        }
        String name = application.descriptor().selection().select(new MappingView(request));
        return name == null ? null : application.servlet(name);
    }
}
