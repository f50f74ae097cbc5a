package io.bellhop.server.routing;

import io.bellhop.server.location.LocationStore;
import io.bellhop.server.step.Outcome;
import io.bellhop.server.step.Step;
import java.io.IOException;

/** Looks up where the user who is called is registered (RFC 3261 section 16.5). */
final class FindBindings implements Step<RoutedRequest> {

    private final LocationStore locations;

    FindBindings(LocationStore locations) {
        this.locations = locations;
    }

    @Override
    public Outcome take(RoutedRequest exchange) throws IOException {
        String user = exchange.target().getUser();
        if (user == null || user.isEmpty()) {
            return exchange.answer(484, "Address Incomplete: No User");
        }
        exchange.bindings(locations.find(user, exchange.now()));
        return Outcome.GO_ON;
    }
}
