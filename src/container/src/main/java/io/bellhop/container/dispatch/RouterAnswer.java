package io.bellhop.container.dispatch;

import io.bellhop.container.message.Arrival;
import io.bellhop.container.message.RoutingState;
import io.bellhop.sip.message.MalformedHeaderException;
import io.bellhop.sip.message.SipRequest;
import io.bellhop.sip.message.SipUri;
import io.bellhop.sip.message.Slice;
import io.bellhop.sip.message.StandardHeader;
import io.bellhop.sip.transport.ListeningPoint;
import jakarta.servlet.sip.ar.SipApplicationRouterInfo;
import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import jakarta.servlet.sip.ar.SipRouteModifier;

/** What the routes and the modifier in an application router's answer mean (JSR 289 15.4.1). Loop only. */
final class RouterAnswer {
    /** There is no further application. */
    static final SipApplicationRouterInfo NOBODY = new SipApplicationRouterInfo(null, null, null, new String[0],
            SipRouteModifier.NO_ROUTE, null);

    private final LoopRuntime runtime;
    private final SipApplicationRouterInfo info;

    RouterAnswer(LoopRuntime runtime, SipApplicationRouterInfo info) {
        this.runtime = runtime;
        this.info = info;
    }

    private boolean hasRoutes() {
        return info.getRouteModifier() != null && info.getRouteModifier() != SipRouteModifier.NO_ROUTE
                && info.getRoutes() != null && info.getRoutes().length > 0;
    }

    /**
     * Whether the request goes to the outside along the routes, whatever application is named.
     *
     * @throws IllegalArgumentException if the first route is none
     */
    boolean leaves() {
        return info.getRouteModifier() == SipRouteModifier.ROUTE_BACK || hasRoutes() && !isOurs(info.getRoutes()[0]);
    }

    /** The route to be shown instead of the one taken off, or null. */
    Slice internal() {
        return hasRoutes() && info.getRouteModifier() == SipRouteModifier.ROUTE
                ? Slice.of(bracketed(info.getRoutes()[0])) : null;
    }

    /**
     * Puts the routes on top, the first one topmost, with ROUTE_BACK above one that leads back here.
     *
     * @throws IllegalArgumentException if a route is none
     */
    void push(SipRequest request, ListeningPoint point, Arrival arrival) {
        if (info.getRouteModifier() == SipRouteModifier.ROUTE_BACK) {
            RoutingState state = new RoutingState(region(info), info.getSubscriberURI(),
                    SipApplicationRoutingDirective.CONTINUE, info.getStateInfo());
            request.addFirst(StandardHeader.ROUTE, runtime.scope().routesBack().add(runtime.owner().loop(), point,
                    new RoutesBack.Known(state, arrival)));
        }
        if (hasRoutes()) {
            for (int i = info.getRoutes().length - 1; i >= 0; i--) {
                String route = bracketed(info.getRoutes()[i]);
                parsed(route);
                request.addFirst(StandardHeader.ROUTE, route);
            }
        }
    }

    private boolean isOurs(String route) {
        return runtime.scope().points().isOurs(parsed(bracketed(route)));
    }

    private static SipUri parsed(String route) {
        try {
            return SipUri.parse(Slice.of(route.substring(route.indexOf('<') + 1, route.indexOf('>'))));
        } catch (MalformedHeaderException | StringIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("not a route: " + route, e);
        }
    }

    private static String bracketed(String route) {
        return route.indexOf('<') >= 0 ? route : "<" + route + ">";
    }

    static SipApplicationRoutingRegion region(SipApplicationRouterInfo info) {
        return info.getRoutingRegion() == null ? SipApplicationRoutingRegion.NEUTRAL_REGION : info.getRoutingRegion();
    }
}
