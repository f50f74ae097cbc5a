package io.bellhop.container.security;

import java.util.concurrent.CompletionStage;

/** Where passwords are known: a realm of the host. */
public interface SubscriberRealm {
    /**
     * Checks what a caller has proved. Called on the loop that owns the request, so it must not block: an
     * implementation that asks a database does so elsewhere.
     *
     * @return completed, by any thread, with the caller; with null where the user is unknown or the password wrong;
     *     exceptionally where nobody can tell
     */
    CompletionStage<SipPrincipal> verify(DigestResponse response);
}
