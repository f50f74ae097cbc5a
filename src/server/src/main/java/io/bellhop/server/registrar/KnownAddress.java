package io.bellhop.server.registrar;

import io.bellhop.server.accounts.Accounts;
import io.bellhop.server.step.Outcome;
import io.bellhop.server.step.Step;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** An address that nobody has can't be registered: 404. Who authenticated has an account, so nobody is asked then. */
final class KnownAddress implements Step<RegisterExchange> {

    private final Accounts accounts;

    KnownAddress(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Outcome take(RegisterExchange exchange) throws IOException {
        if (exchange.request().getRemoteUser() != null) {
            return Outcome.GO_ON;
        }
        CompletableFuture<Boolean> known = accounts.isKnown(exchange.aor());
        if (known.isDone() && !known.isCompletedExceptionally()) {
            return known.join() ? Outcome.GO_ON : exchange.answer(404, "Not Found");
        }
        known.whenComplete((yes, failure) -> goOn(exchange, yes, failure));
        return Outcome.WAITING;
    }

    private static void goOn(RegisterExchange exchange, Boolean known, Throwable failure) {
        if (failure != null) {
            exchange.failLater("Accounts Unavailable", failure);
        } else if (known) {
            exchange.resume();
        } else {
            exchange.answerLater(404, "Not Found");
        }
    }
}
