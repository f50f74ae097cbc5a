package io.bellhop.server.routing;

import io.bellhop.server.accounts.Accounts;
import io.bellhop.server.step.Outcome;
import io.bellhop.server.step.Step;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * Where nobody is registered: 480 (Temporarily Unavailable) for a user whom we know, 404 (Not Found) for one whom we
 * don't (RFC 3261 sections 16.5 and 21.4.5, 21.4.18).
 */
final class NobodyBound implements Step<RoutedRequest> {

    private final Accounts accounts;

    NobodyBound(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Outcome take(RoutedRequest exchange) throws IOException {
        if (!exchange.bindings().isEmpty()) {
            return Outcome.GO_ON;
        }
        CompletableFuture<Boolean> known = accounts.isKnown(exchange.target().getUser());
        if (known.isDone() && !known.isCompletedExceptionally()) {
            return exchange.answer(status(known.join()), reason(known.join()));
        }
        known.whenComplete((yes, failure) -> answer(exchange, yes, failure));
        return Outcome.WAITING;
    }

    private static void answer(RoutedRequest exchange, Boolean known, Throwable failure) {
        if (failure != null) {
            exchange.failLater("Accounts Unavailable", failure);
        } else {
            exchange.answerLater(status(known), reason(known));
        }
    }

    private static int status(boolean known) {
        return known ? 480 : 404;
    }

    private static String reason(boolean known) {
        return known ? "Temporarily Unavailable" : "Not Found";
    }
}
