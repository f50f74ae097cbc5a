package io.bellhop.container.router;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.ar.SipApplicationRouterInfo;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import jakarta.servlet.sip.ar.SipRouteModifier;
import java.util.Arrays;

/** One application in the list of a method (JSR 289, C.1). */
final class DarRule {
    static final String[] NO_ROUTES = {};
    private static final String FROM_HEADER = "DAR:";

    final int order;
    private final String application;
    private final String subscriber;
    private final SipApplicationRoutingRegion region;
    private final String[] routes;
    private final SipRouteModifier modifier;
    private final DarOptions options;

    DarRule(String application, String subscriber, SipApplicationRoutingRegion region, String[] routes,
            SipRouteModifier modifier, int order, DarOptions options) {
        this.application = application;
        this.subscriber = subscriber;
        this.region = region;
        this.routes = routes;
        this.modifier = modifier;
        this.order = order;
        this.options = options;
    }

    /**
     * Whether it is for that request.
     *
     * @param sender the application that sends it as a new one, which does not get it itself; null for none
     * @param outbound whether an application of this container began it
     */
    boolean fits(SipServletRequest request, String sender, boolean outbound) {
        return !application.equals(sender) && options.fits(request, outbound);
    }

    boolean routesBack() {
        return modifier == SipRouteModifier.ROUTE_BACK;
    }

    SipApplicationRouterInfo decide(SipServletRequest request, DarPlace place) {
        return new SipApplicationRouterInfo(application, region, subscriberOf(request), routes, modifier, place);
    }

    /** The request has come back from where {@link #decide} sent it: now its application. */
    SipApplicationRouterInfo returned(SipServletRequest request, DarPlace place) {
        return new SipApplicationRouterInfo(application, region, subscriberOf(request), NO_ROUTES,
                SipRouteModifier.NO_ROUTE, place);
    }

    /** "DAR:From" stands for the URI in the From header, and so for any header with an address. */
    private String subscriberOf(SipServletRequest request) {
        if (!subscriber.startsWith(FROM_HEADER)) {
            return subscriber;
        }
        try {
            Address address = request.getAddressHeader(subscriber.substring(FROM_HEADER.length()));
            return address == null || address.isWildcard() ? null : address.getURI().toString();
        } catch (ServletParseException e) {
            // a caller's bad header must not keep the applications from being called
            return null;
        }
    }

    @Override
    public String toString() {
        return "(" + application + ", " + subscriber + ", " + region + ", " + Arrays.toString(routes) + ", " + modifier
                + ", " + order + ")";
    }
}
