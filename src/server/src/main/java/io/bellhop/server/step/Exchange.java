package io.bellhop.server.step;

import jakarta.servlet.ServletException;
import jakarta.servlet.sip.SipServletRequest;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One request on its way through a chain of steps. Touched by one thread at a time. */
public abstract class Exchange {

    private static final Logger LOG = Logger.getLogger(Exchange.class.getPackageName());

    private final SipServletRequest request;
    private Steps<?> steps;
    private int position;

    /**
     * Begins an exchange.
     *
     * @param request the request to handle
     */
    protected Exchange(SipServletRequest request) {
        this.request = request;
    }

    /** @return the request that is handled */
    public final SipServletRequest request() {
        return request;
    }

    /**
     * Answers the request with an empty response.
     *
     * @param status 200 to 699
     * @param reason says in words what is the matter
     * @return {@link Outcome#DONE}
     * @throws IOException if it can't be sent
     */
    public final Outcome answer(int status, String reason) throws IOException {
        request.createResponse(status, reason).send();
        return Outcome.DONE;
    }

    /**
     * Answers after having waited, from any thread. If the caller has given up meanwhile there is nothing left to
     * answer.
     *
     * @param status 200 to 699
     * @param reason says in words what is the matter
     */
    public final void answerLater(int status, String reason) {
        if (request.isCommitted()) {
            return;
        }
        try {
            answer(status, reason);
        } catch (IllegalStateException e) {
            LOG.log(Level.FINE, "A late {0} found its request answered already: {1}", new Object[] {status, e});
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A late " + status + " could not be sent", e);
        }
    }

    /**
     * Answers 500 after having waited in vain, from any thread, and tells the log why.
     *
     * @param reason  says in words what is the matter
     * @param failure what went wrong
     */
    public final void failLater(String reason, Throwable failure) {
        LOG.log(Level.WARNING, reason + " for a " + request.getMethod(), failure);
        answerLater(500, reason);
    }

    /** Goes on with the step behind the one that waited, from any thread. */
    public final void resume() {
        try {
            steps.resume(this);
        } catch (IOException | ServletException | RuntimeException e) {
            failLater("Server Internal Error", e);
        }
    }

    final void startedBy(Steps<?> chain) {
        steps = chain;
    }

    final int position() {
        return position;
    }

    final int advance() {
        return position++;
    }
}
