package io.bellhop.container.router;

import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import jakarta.servlet.sip.ar.SipRouteModifier;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Makes a rule of the six values, and perhaps Restcomm's options behind them, between its parentheses. */
final class DarRuleReader {
    private static final String NAMES = "application, subscriber, region, route URIs, route modifier, order";
    private static final int FIELDS = 6;
    private static final String DIRECTION = "DIRECTION=";
    private static final String REGEX = "REGEX=";

    private final String file;
    private final int line;

    DarRuleReader(String file, int line) {
        this.file = file;
        this.line = line;
    }

    DarRule read(List<String> fields) {
        if (fields.size() < FIELDS) {
            throw bad("six values (" + NAMES + ") were expected in (...), not " + fields.size());
        }
        if (fields.get(0).isEmpty()) {
            throw bad("the name of an application was expected, not \"\"");
        }
        SipRouteModifier modifier = modifier(fields.get(4));
        String[] routes = routes(fields.get(3));
        if (modifier != SipRouteModifier.NO_ROUTE && routes.length == 0) {
            throw bad(modifier + " asks for at least one route URI");
        }
        return new DarRule(fields.get(0), fields.get(1), region(fields.get(2)),
                modifier == SipRouteModifier.NO_ROUTE ? DarRule.NO_ROUTES : routes, modifier, order(fields.get(5)),
                options(fields.subList(FIELDS, fields.size())));
    }

    /** Each value behind the sixth holds DIRECTION=..., REGEX=... or both, in this order. */
    private DarOptions options(List<String> fields) {
        DarOptions options = DarOptions.NONE;
        for (String field : fields) {
            String rest = field;
            if (rest.startsWith(DIRECTION)) {
                int blank = rest.indexOf(' ');
                String name = blank < 0 ? rest : rest.substring(0, blank);
                options = new DarOptions(outbound(name.substring(DIRECTION.length())), options.text());
                rest = blank < 0 ? "" : rest.substring(blank).strip();
            }
            if (rest.startsWith(REGEX)) {
                options = new DarOptions(options.outbound(), pattern(rest.substring(REGEX.length())));
            } else if (!rest.isEmpty()) {
                throw bad("DIRECTION=INBOUND, DIRECTION=OUTBOUND or REGEX=... was expected, not \"" + rest + "\"");
            }
        }
        return options;
    }

    private boolean outbound(String direction) {
        return switch (direction) {
            case "INBOUND" -> false;
            case "OUTBOUND" -> true;
            default -> throw bad("a direction is INBOUND or OUTBOUND, not \"" + direction + "\"");
        };
    }

    private Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw bad("\"" + regex + "\" is no regular expression: " + e.getDescription());
        }
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
