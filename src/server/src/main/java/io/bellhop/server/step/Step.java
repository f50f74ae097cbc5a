package io.bellhop.server.step;

import jakarta.servlet.ServletException;
import java.io.IOException;

/**
 * One small decision about a request. Steps are made once and shared by all requests and threads: what belongs to a
 * request is in the exchange.
 *
 * @param <X> what is known about the request so far
 */
@FunctionalInterface
public interface Step<X extends Exchange> {

    /**
     * Takes the step, on the thread of the request: it must not block.
     *
     * @param exchange the request and what earlier steps found out
     * @return what came of it
     * @throws ServletException as the container's callbacks do, for instance when Max-Forwards is used up
     * @throws IOException      if the answer or the forwarded request can't be sent
     */
    Outcome take(X exchange) throws ServletException, IOException;
}
