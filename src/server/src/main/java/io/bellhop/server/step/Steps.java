package io.bellhop.server.step;

import jakarta.servlet.ServletException;
import java.io.IOException;

/**
 * A chain of steps, in the order in which they are asked. Immutable.
 *
 * @param <X> what the steps work on
 */
public final class Steps<X extends Exchange> {

    private final Step<? super X>[] steps;

    private Steps(Step<? super X>[] steps) {
        this.steps = steps;
    }

    /**
     * Makes a chain.
     *
     * @param <X>   what the steps work on
     * @param steps the first to be asked comes first; the last one must not go on
     * @return the chain
     */
    @SafeVarargs
    public static <X extends Exchange> Steps<X> of(Step<? super X>... steps) {
        return new Steps<>(steps.clone());
    }

    /**
     * Asks the steps in turn until one is done or waits.
     *
     * @param exchange a new request
     * @throws ServletException from a step
     * @throws IOException      from a step
     */
    public void run(X exchange) throws ServletException, IOException {
        exchange.startedBy(this);
        proceed(exchange);
    }

    /** Goes on behind the step that waited; only the chain that started the exchange is ever asked to. */
    @SuppressWarnings("unchecked")
    void resume(Exchange exchange) throws ServletException, IOException {
        proceed((X) exchange);
    }

    private void proceed(X exchange) throws ServletException, IOException {
        while (exchange.position() < steps.length) {
            if (steps[exchange.advance()].take(exchange) != Outcome.GO_ON) {
                return;
            }
        }
        throw new IllegalStateException("the last step of a chain must not go on");
    }
}
