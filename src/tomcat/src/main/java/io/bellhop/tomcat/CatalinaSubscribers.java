package io.bellhop.tomcat;

import io.bellhop.container.security.DigestResponse;
import io.bellhop.container.security.SipPrincipal;
import java.security.Principal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.catalina.Context;
import org.apache.catalina.Realm;
import org.apache.catalina.TomcatPrincipal;

/** Asks a context's realm about callers, on threads that may wait for it. Any thread may call. */
final class CatalinaSubscribers implements io.bellhop.container.security.SubscriberRealm {
    private final Context context;
    private final ClassLoader loader;
    private final Executor workers;

    /** @param loader of the application: what JNDI names of its own are looked up by */
    CatalinaSubscribers(Context context, ClassLoader loader, Executor workers) {
        this.context = context;
        this.loader = loader;
        this.workers = workers;
    }

    @Override
    public CompletionStage<SipPrincipal> verify(DigestResponse response) {
        Realm realm = context.getRealm();
        if (realm == null) {
            return CompletableFuture.failedFuture(new IllegalStateException(
                    "No <Realm> for " + context.getName() + ", so nobody can be authenticated"));
        }
        try {
            return CompletableFuture.supplyAsync(() -> ask(realm, response), workers);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private SipPrincipal ask(Realm realm, DigestResponse response) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Principal principal = realm instanceof SubscriberRealm ours ? ours.principal(response)
                    : authenticate(realm, response);
            return principal == null ? null : new Caller(realm, principal);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Principal authenticate(Realm realm, DigestResponse response) {
        return realm.authenticate(response.username(), response.credentials().response(),
                response.credentials().nonce(), response.credentials().nc(), response.credentials().cnonce(),
                response.credentials().qop(), response.realm(), response.a2Hash(), response.algorithm().javaName());
    }

    private record Caller(Realm realm, Principal principal) implements SipPrincipal {
        @Override
        public String getName() {
            return principal.getName();
        }

        @Override
        public boolean hasRole(String role) {
            return realm.hasRole(null, principal, role);
        }

        @Override
        public Principal userPrincipal() {
            return principal instanceof TomcatPrincipal tomcat ? tomcat.getUserPrincipal() : principal;
        }
    }
}
