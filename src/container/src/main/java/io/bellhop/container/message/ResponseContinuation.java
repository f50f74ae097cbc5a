package io.bellhop.container.message;

/** What happens on the loop after the application was shown a response. */
public interface ResponseContinuation {
    /**
     * Called on the owner loop, once the callback is over (for a non-blocking application before deliver returns, as a
     * rule).
     *
     * @param failure what the servlet has thrown (it is logged already), or null
     */
    void after(SipServletResponseImpl response, Throwable failure);
}
