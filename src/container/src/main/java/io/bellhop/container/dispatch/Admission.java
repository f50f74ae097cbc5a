package io.bellhop.container.dispatch;

import io.bellhop.container.app.AccessRules;
import io.bellhop.container.app.ApplicationRuntime;
import io.bellhop.container.descriptor.ServletDefinition;
import io.bellhop.container.message.SipServletRequestImpl;
import io.bellhop.container.security.AccessRule;
import io.bellhop.container.security.AuthOutcome;
import io.bellhop.container.security.DigestAuthenticator;
import io.bellhop.container.security.DigestResponse;
import io.bellhop.container.security.SipPrincipal;
import io.bellhop.sip.message.HeaderName;
import io.bellhop.sip.message.SipResponse;
import io.bellhop.sip.message.StandardHeader;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Whether an initial request may reach its servlet (JSR 289 17): the security constraints are looked at, a realm may be
 * asked, which answers on any thread, and the request goes on or is answered on the loop.
 */
final class Admission implements BiConsumer<SipPrincipal, Throwable>, Runnable {
    private static final Logger LOG = Logger.getLogger(Admission.class.getPackageName());

    private final LoopRuntime runtime;
    private final SipServletRequestImpl request;
    private final AccessRule rule;
    private DigestResponse asked;
    private SipPrincipal principal;
    private Throwable failure;

    private Admission(LoopRuntime runtime, SipServletRequestImpl request, AccessRule rule) {
        this.runtime = runtime;
        this.request = request;
        this.rule = rule;
    }

    static void admit(LoopRuntime runtime, SipServletRequestImpl request) {
        AccessRules rules = request.application().rules();
        if (rules.isEmpty()) {
            runtime.call(request);
            return;
        }
        String servlet = request.servlet().name();
        if (!request.isSecure() && rules.needsSecureTransport(servlet, request.getMethod())) {
            runtime.responder().answer(request, 403, "Secure transport required");
            return;
        }
        AccessRule rule = rules.authentication(servlet, request.getMethod());
        if (rule == null) {
            runtime.call(request);
        } else {
            new Admission(runtime, request, rule).decide();
        }
    }

    private DigestAuthenticator authenticator() {
        return runtime.scope().authenticator();
    }

    private void decide() {
        HeaderName header = rule.proxy() ? StandardHeader.PROXY_AUTHORIZATION : StandardHeader.AUTHORIZATION;
        carryOut(authenticator().decide(request.getMethod(), request.sip().all(header), rule, now()));
    }

    private long now() {
        return runtime.owner().loop().epochMillis();
    }

    private void carryOut(AuthOutcome outcome) {
        if (outcome instanceof AuthOutcome.Allow allowed) {
            allow(allowed.principal());
        } else if (outcome instanceof AuthOutcome.Verify verify) {
            verify(verify.response());
        } else if (outcome instanceof AuthOutcome.Challenge challenge) {
            challenge(challenge);
        } else if (outcome instanceof AuthOutcome.Refuse refusal) {
            runtime.responder().answer(request, refusal.status(), refusal.reason());
        }
    }

    private void allow(SipPrincipal caller) {
        if (caller != null) {
            ServletDefinition servlet = request.application().descriptor().servlet(request.servlet().name());
            request.authenticated(caller.userPrincipal(),
                    role -> caller.hasRole(servlet.roleRefs().getOrDefault(role, role)));
        }
        runtime.call(request);
    }

    private void verify(DigestResponse response) {
        ApplicationRuntime application = request.application();
        if (application.realm() == null) {
            LOG.log(Level.WARNING, "{0} asks for authentication, and the server has no realm", application.name());
            runtime.responder().answer(request, 500, "No realm");
            return;
        }
        asked = response;
        application.realm().verify(response).whenComplete(this);
    }

    /** The realm's answer, on any thread. */
    @Override
    public void accept(SipPrincipal caller, Throwable thrown) {
        principal = caller;
        failure = thrown;
        runtime.owner().run(this);
    }

    @Override
    public void run() {
        if (request.finalSent() || request.serverTransaction().isFinal()) {
            // cancelled meanwhile
            return;
        }
        if (failure != null) {
            LOG.log(Level.WARNING, failure, () -> "the realm of " + request.application().name() + " failed");
            runtime.responder().answer(request, 500, "Authentication is not available");
            return;
        }
        carryOut(authenticator().conclude(asked, principal, rule, now()));
    }

    private void challenge(AuthOutcome.Challenge challenge) {
        SipResponse response = SipResponse.to(request.sip(), challenge.status(), null,
                request.serverTransaction().localTag());
        List<String> values = challenge.values();
        HeaderName header = HeaderName.of(challenge.header());
        for (int i = 0; i < values.size(); i++) {
            response.addLast(header, values.get(i));
        }
        runtime.responder().answer(request, response);
    }
}
