package io.bellhop.container.router;

import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import jakarta.servlet.sip.ar.SipRouteModifier;
import java.util.ArrayList;
import java.util.List;

/** Makes a rule of the six values between its parentheses. */
final class DarRuleReader {
    private static final String NAMES = "application, subscriber, region, route URIs, route modifier, order";
    private static final String[] NO_ROUTES = {};

    private final String file;
    private final int line;

    DarRuleReader(String file, int line) {
        this.file = file;
        this.line = line;
    }

    DarRule read(List<String> fields) {
        if (fields.size() != 6) {
            throw bad("six values (" + NAMES + ") were expected in (...), not " + fields.size());
        }
        if (fields.get(0).isEmpty()) {
            throw bad("the name of an application was expected, not \"\"");
        }
        SipRouteModifier modifier = modifier(fields.get(4));
        String[] routes = routes(fields.get(3));
        if (modifier == SipRouteModifier.ROUTE && routes.length == 0) {
            throw bad("ROUTE asks for at least one route URI");
        }
        return new DarRule(fields.get(0), fields.get(1), region(fields.get(2)),
                modifier == SipRouteModifier.NO_ROUTE ? NO_ROUTES : routes, modifier, order(fields.get(5)));
    }

    private SipApplicationRoutingRegion region(String name) {
        return switch (name) {
            case "ORIGINATING" -> SipApplicationRoutingRegion.ORIGINATING_REGION;
            case "TERMINATING" -> SipApplicationRoutingRegion.TERMINATING_REGION;
            case "NEUTRAL" -> SipApplicationRoutingRegion.NEUTRAL_REGION;
            default -> throw bad("a region is ORIGINATING, TERMINATING or NEUTRAL, not \"" + name + "\"");
        };
    }

    private SipRouteModifier modifier(String name) {
        for (SipRouteModifier modifier : SipRouteModifier.values()) {
            if (modifier.name().equals(name)) {
                return modifier;
            }
        }
        throw bad("a route modifier is ROUTE, ROUTE_BACK or NO_ROUTE, not \"" + name + "\"");
    }

    private static String[] routes(String value) {
        List<String> routes = new ArrayList<>(2);
        for (String route : value.split(",")) {
            if (!route.isBlank()) {
                routes.add(route.strip());
            }
        }
        return routes.toArray(String[]::new);
    }

    private int order(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw bad("the order of an application is a number, not \"" + value + "\"");
        }
    }

    private DarSyntaxException bad(String message) {
        return new DarSyntaxException(file, line, message);
    }
}
